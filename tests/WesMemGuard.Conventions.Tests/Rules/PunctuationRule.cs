using System.Text.RegularExpressions;

namespace WesMemGuard.Conventions.Tests.Rules;

/// <summary>After a Chinese character comes full-width punctuation.</summary>
internal static partial class PunctuationRule
{
    /// <summary>Each place with a half-width mark after a Chinese character, with what stands around it.</summary>
    public static IEnumerable<string> Violations(string name, string text) =>
        HalfWidth().Matches(text)
            .Select(m => $"{name}: …{text[Math.Max(0, m.Index - 12)..Math.Min(text.Length, m.Index + 6)].ReplaceLineEndings(" ")}…");

    [GeneratedRegex(@"\p{IsCJKUnifiedIdeographs}[,;:()!?]")]
    private static partial Regex HalfWidth();
}
