namespace WesMemGuard.Texts;

/// <summary>
/// Text from outside as this product keeps it: on one line, with nothing in it that a terminal obeys, and no longer
/// than a name needs. Samples, misses and events make it of what they are given, so that no sink gets another; each
/// sink's own rule (Markdown, HTML, CSV, XML) comes on top.
/// </summary>
internal static class OneLine
{
    /// <summary>A name that is longer is cut.</summary>
    public const int LongestName = 400;

    /// <summary>A name: one line, at most 400 letters.</summary>
    public static string Name(string text) => Of(text.Length <= LongestName ? text : text.Remove(LongestName) + "…");

    /// <summary>A text on one line.</summary>
    public static string Of(string text)
    {
        var safe = SafeText.Of(text);
        return safe.IndexOf('\n') < 0 ? safe : safe.Replace("\n", "\\u000A");
    }
}
