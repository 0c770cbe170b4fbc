namespace WesMemGuard.Texts;

/// <summary>
/// The languages that help and messages for people are written in; numbers and names are the same in both.
/// </summary>
public enum Language
{
    /// <summary>English; the default.</summary>
    English,

    /// <summary>Chinese, simplified.</summary>
    Chinese,
}
