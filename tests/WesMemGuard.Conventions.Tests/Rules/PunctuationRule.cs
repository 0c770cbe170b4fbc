using System.Text.RegularExpressions;

namespace WesMemGuard.Conventions.Tests.Rules;

/// <summary>Beside a Chinese character stands full-width punctuation.</summary>
internal static partial class PunctuationRule
{
    /// <summary>
    /// Each place with a half-width mark before or after a Chinese character, with what stands around it; the mark of a
    /// place for an argument that may be missing, <c>{name?…}</c>, is none.
    /// </summary>
    public static IEnumerable<string> Violations(string name, string text) =>
        HalfWidth().Matches(text)
            .Select(m => $"{name}: …{text[Math.Max(0, m.Index - 12)..Math.Min(text.Length, m.Index + 6)].ReplaceLineEndings(" ")}…");

    // A place stands for text too, but a line and a column are written as compilers do.
    [GeneratedRegex(@"\p{IsCJKUnifiedIdeographs}[,;:()!?]|([,;:()!]|(?<!\{\w+)\?)\p{IsCJKUnifiedIdeographs}|"
        + @"(?<=\})[,;:](?=\{(?!line|column))")]
    private static partial Regex HalfWidth();
}
