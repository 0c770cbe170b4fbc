namespace WesMemGuard.Client;

/// <summary>What a growth is counted per.</summary>
public enum CallUnit
{
    /// <summary>One call.</summary>
    Call,

    /// <summary>A thousand calls.</summary>
    ThousandCalls,
}
