namespace WesMemGuard.Verdicts.Lines;

/// <summary>
/// How many columns of a terminal a text takes: Chinese characters and full-width punctuation take two.
/// </summary>
internal static class Columns
{
    private static readonly (char From, char To)[] Wide =
    [
        ('\u1100', '\u115F'), ('\u2E80', '\u303E'), ('\u3041', '\uA4CF'), ('\uAC00', '\uD7A3'), ('\uF900', '\uFAFF'),
            ('\uFE30', '\uFE6F'), ('\uFF00', '\uFF60'), ('\uFFE0', '\uFFE6'),
    ];

    /// <summary>The columns of a character.</summary>
    public static int Of(char c) => c < '\u1100' ? 1 : Array.Exists(Wide, w => c >= w.From && c <= w.To) ? 2 : 1;

    /// <summary>The columns of a text.</summary>
    public static int Of(string text) => text.Sum(Of);

    /// <summary>The text with spaces up to a width.</summary>
    public static string Padded(string text, int width) => text + new string(' ', Math.Max(0, width - Of(text)));
}
