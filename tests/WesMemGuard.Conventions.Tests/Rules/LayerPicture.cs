using System.Text.RegularExpressions;

namespace WesMemGuard.Conventions.Tests.Rules;

/// <summary>
/// Reads the picture of the layers in README: <c>layer 1   Node   Logs      the edges</c>, the note behind six blanks.
/// </summary>
internal static partial class LayerPicture
{
    /// <summary>Each project with the number of its layer.</summary>
    public static IReadOnlyDictionary<string, int> Of(string page) => Line().Matches(page)
        .SelectMany(m => Project().Matches(Noted().Replace(m.Groups["projects"].Value, ""))
            .Select(p => (p.Value, int.Parse(m.Groups["number"].ValueSpan))))
        .ToDictionary(p => p.Value, p => p.Item2);

    [GeneratedRegex("^layer (?<number>[0-9])   (?<projects>.*?)(?:      .*)?$", RegexOptions.Multiline)]
    private static partial Regex Line();

    [GeneratedRegex("[A-Z][A-Za-z.]+")]
    private static partial Regex Project();

    [GeneratedRegex("\\([^)]*\\)")]
    private static partial Regex Noted();
}
