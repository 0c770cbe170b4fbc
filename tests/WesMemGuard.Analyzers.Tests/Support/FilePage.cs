using System.Text.RegularExpressions;

namespace WesMemGuard.Analyzers.Tests.Support;

/// <summary>The page of a rule about files: several JSON files in each of its two pieces.</summary>
internal sealed partial record FilePage(string Id, string Title, string Text,
    IReadOnlyList<(string Path, string Text)> Bad,
    IReadOnlyList<(string Path, string Text)> Good)
{
    public static IReadOnlyList<FilePage> All { get; } = [.. HelpPage.Paths.Where(HelpPage.IsOfFiles).Select(Read)];

    public override string ToString() => Id;

    private static FilePage Read(string path)
    {
        var text = File.ReadAllText(path).ReplaceLineEndings("\n");
        var heading = text[2..text.IndexOf('\n', StringComparison.Ordinal)].Split(": ", 2);
        return new(heading[0], heading[1], text, Files(text, "## Bad\n"), Files(text, "## Good\n"));
    }

    private static (string Path, string Text)[] Files(string text, string section)
    {
        var start = text.IndexOf(section, StringComparison.Ordinal);
        var end = text.IndexOf("\n## ", start, StringComparison.Ordinal);
        return [.. Fence().Matches(text[start..end]).Select(block => (block.Groups[1].Value, block.Groups[2].Value))];
    }

    [GeneratedRegex("```json (\\S+)\n(.*?)\n```", RegexOptions.Singleline)]
    private static partial Regex Fence();
}
