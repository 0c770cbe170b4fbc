using System.Text.RegularExpressions;

namespace WesMemGuard.Package.Tests;

/// <summary>
/// README walked as it is read: the packages installed in a fresh home, then each file and line in an empty folder.
/// </summary>
internal sealed partial class ReadmeWalkTests
{
    private static string Page(string name) =>
        File.ReadAllText(Path.Combine(RepositoryFolder.Path, name)).ReplaceLineEndings("\n");

    [Test]
    public void Each_step_of_README_does_what_it_says()
    {
        var sections = Sections(Page("README.md"));
        using var home = new FreshHome();
        var lines = Lines(sections["Install"]);
        lines[0].Line.ShouldBe(Feed.Command);
        foreach (var (line, code) in lines.Skip(1))
            ShouldEnd(home.Run(home.Clone, line), line, code);

        // Files are written where the text has them, lines are run where they stand.
        var steps = Steps(sections["Your first scenario"]);
        steps.Count(s => s.File is not null).ShouldBeGreaterThanOrEqualTo(3);
        steps.Where(s => s.File is null).Select(s => s.Code).Distinct().Order().ShouldBe([0, 1]);
        foreach (var step in steps)
        {
            if (step.File is null)
                ShouldEnd(home.Run(home.Empty, step.Text), step.Text, step.Code);
            else
                Write(Path.Combine(home.Empty, step.File), step.Text);
        }

        foreach (var (line, code) in Lines(sections["As tests"]))
            ShouldEnd(home.Run(home.Empty, line), line, code);
    }

    [Test]
    public void The_Chinese_README_tells_the_same_steps()
    {
        static IEnumerable<string> Code(string page) => Blocks().Matches(Page(page))
            .Select(m => string.Join('\n', m.Groups["text"].Value.Split('\n').Select(l => l.Split(" # ")[0].Split("//")[0].TrimEnd())));
        Code("README.md").Count().ShouldBeGreaterThan(5);
        Code("README.zh.md").ShouldBe(Code("README.md"));
        Regex.Count(Page("README.zh.md"), "(?m)^## ").ShouldBe(Regex.Count(Page("README.md"), "(?m)^## "));
    }

    private static void ShouldEnd(Dotnet.Finished finished, string line, int code) =>
        finished.Code.ShouldBe(code, line + "\n" + finished.Output);

    private static void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    private static Dictionary<string, string> Sections(string page) =>
        page.Split("\n## ").Skip(1).ToDictionary(s => s[..s.IndexOf('\n', StringComparison.Ordinal)],
            StringComparer.Ordinal);

    private static List<(string Line, int Code)> Lines(string section) =>
        [.. Steps(section).Where(s => s.File is null).Select(s => (s.Text, s.Code))];

    /// <summary>
    /// Files and lines of a section in order; behind a line may stand with which code it exits, other than 0.
    /// </summary>
    private static List<(string? File, string Text, int Code)> Steps(string section)
    {
        var steps = new List<(string?, string, int)>();
        foreach (Match block in Blocks().Matches(section))
        {
            var text = block.Groups["text"].Value;
            if (block.Groups["language"].Value == "json")
                steps.Add((Named().Matches(section[..block.Index])[^1].Groups["name"].Value, text, 0));
            else if (block.Groups["language"].Value == "sh")
                steps.AddRange(text.TrimEnd().Split('\n').Select(l => ((string?)null, l.Split(" # ")[0].TrimEnd(),
                    Exit().Match(l) is { Success: true } exit ? int.Parse(exit.Groups["code"].Value) : 0)));
        }

        return steps;
    }

    [GeneratedRegex("```(?<language>[a-z]+)\\n(?<text>.*?)```", RegexOptions.Singleline)]
    private static partial Regex Blocks();

    [GeneratedRegex("`(?<name>[a-z/-]+\\.json)`")]
    private static partial Regex Named();

    [GeneratedRegex("# exit code (?<code>[0-9])")]
    private static partial Regex Exit();
}
