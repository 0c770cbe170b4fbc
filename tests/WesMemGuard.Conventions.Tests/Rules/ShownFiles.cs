using System.Text.RegularExpressions;

namespace WesMemGuard.Conventions.Tests.Rules;

/// <summary>
/// The files that a page tells its reader to write: a name in code, and the first block of JSON behind it.
/// </summary>
internal static partial class ShownFiles
{
    public static IReadOnlyList<(string Name, string Text)> Of(string page) =>
        [.. Named().Matches(page.ReplaceLineEndings("\n")).Select(m => (m.Groups["name"].Value, m.Groups["text"].Value))];

    [GeneratedRegex("`(?<name>[a-z-]+/[a-z]+\\.json)`[^`]*```json\\n(?<text>.*?)```", RegexOptions.Singleline)]
    private static partial Regex Named();
}
