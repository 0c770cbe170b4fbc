using System.Text.RegularExpressions;

namespace WesMemGuard.Cli.Output;

/// <summary>
/// What a CI service would obey in a line of output: GitHub's <c>::error::</c> and <c>##[group]</c>, Azure's
/// <c>##vso[…]</c>, TeamCity's and GitLab's.
/// </summary>
internal static partial class CiCommands
{
    /// <summary>A line that no service obeys: a space stands where its sign would be whole.</summary>
    public static string Disarmed(string line)
    {
        if (!line.Contains("::", StringComparison.Ordinal) && !line.Contains("##", StringComparison.Ordinal)
            && !line.Contains("section_", StringComparison.Ordinal))
            return line;
        return Sections().Replace(Signs().Replace(Start().Replace(line, "$1: :"), "# #$1"), "section $1");
    }

    [GeneratedRegex(@"\A(\s*)::", RegexOptions.CultureInvariant, 2000)]
    private static partial Regex Start();

    [GeneratedRegex(@"##(\[|vso\[|teamcity\[)", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 2000)]
    private static partial Regex Signs();

    [GeneratedRegex("section_(start|end):", RegexOptions.CultureInvariant, 2000)]
    private static partial Regex Sections();
}
