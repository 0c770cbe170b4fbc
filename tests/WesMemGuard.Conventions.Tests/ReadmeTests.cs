using WesMemGuard.Cli;
using WesMemGuard.Cli.Options;
using WesMemGuard.Conventions.Tests.Rules;

namespace WesMemGuard.Conventions.Tests;

/// <summary>
/// README and the pages in docs show what the commands really say, and the first scenario is walked word by word.
/// </summary>
internal sealed class ReadmeTests
{
    private const string Tool = "dotnet run --project src/WesMemGuard.Cli -- ";

    private static IEnumerable<string> Pages() =>
        ["README.md", .. Directory.GetFiles(Path.Combine(RepositoryFolder.Path, "docs"), "*.md")
            .Select(p => "docs/" + Path.GetFileName(p))];

    [Test]
    public void There_are_pages_with_output() =>
        Pages().Sum(p => Blocks(p).Length).ShouldBeGreaterThanOrEqualTo(4);

    [TestCaseSource(nameof(Pages))]
    public async Task The_output_on_a_page_is_that_of_a_real_run(string page)
    {
        foreach (var (command, lines) in Blocks(page))
            ShownOutput.FirstDifference(lines, await OutputOf(command[Tool.Length..])).ShouldBeNull(command);
    }

    [TestCase("README.md")]
    [TestCase("README.zh.md")]
    public async Task The_first_scenario_holds_and_breaks_as_the_page_says(string page)
    {
        using var folder = new TemporaryFolder();
        foreach (var (name, text) in ShownFiles.Of(await File.ReadAllTextAsync(Path.Combine(RepositoryFolder.Path,
            page))))
            folder.Write(name, text);
        CopyFolder(Path.Combine(RepositoryFolder.Path, "scenarios/_recordings/idle"),
            Path.Combine(folder.Path, "recordings/idle"));

        (await RunAsync(folder.Path, "run", "idle-night")).ShouldBe(0);
        (await RunAsync(folder.Path, "selftest", "recordings/idle", "--budget", "idle-night/budget.json")).ShouldBe(0);

        var budget = await File.ReadAllTextAsync(Path.Combine(folder.Path, "idle-night/budget.json"));
        folder.Write("idle-night/budget.json", budget.Replace("\"256 MiB\"", "\"64 MiB\"", StringComparison.Ordinal));
        (await RunAsync(folder.Path, "run", "idle-night")).ShouldBe(1);
    }

    [Test]
    public void README_is_short_and_narrow()
    {
        var lines = File.ReadAllLines(Path.Combine(RepositoryFolder.Path, "README.md"));

        lines.Length.ShouldBeInRange(50, 150);
        lines.Where(l => l.Length > 120 && !l.StartsWith("$ ", StringComparison.Ordinal)
            && !l.StartsWith('|')).ShouldBeEmpty();
    }

    [Test]
    public void The_picture_of_the_layers_is_the_rule()
    {
        var picture = LayerPicture.Of(File.ReadAllText(Path.Combine(RepositoryFolder.Path, "README.md")));
        picture.Keys.ShouldBe(LayerRule.MayKnow.Keys, ignoreOrder: true);

        LayerRule.MayKnow.SelectMany(p => p.Value.Where(known => picture[known] >= picture[p.Key])
            .Select(known => $"{p.Key} may know {known}, which is not below it"))
            .ShouldBeEmpty();
    }

    private static (string Command, IReadOnlyList<string> Lines)[] Blocks(string page) =>
        [.. ShownOutput.Blocks(File.ReadAllText(Path.Combine(RepositoryFolder.Path, page)))
            .Where(b => b.Command.StartsWith(Tool, StringComparison.Ordinal))];

    private static async Task<int> RunAsync(string folder, params string[] arguments)
    {
        using var output = new StringWriter();
        var surroundings =
            new Surroundings(output, output, folder, new Dictionary<string, string>(), IsTerminal: false,
                Surroundings.PlainWidth);
        return await GuardCommand.RunAsync(arguments, surroundings);
    }

    private static void CopyFolder(string from, string to)
    {
        foreach (var file in Directory.GetFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }

    private static async Task<string[]> OutputOf(string arguments)
    {
        // A copy stands in for a fresh clone: runs go to the folder that a reader's go to, and messages call it as a reader's do.
        using var clone = new TemporaryFolder();
        CopyFolder(RepositoryFolder.Scenarios, Path.Combine(clone.Path, "scenarios"));
        using var output = new StringWriter();
        var surroundings =
            new Surroundings(output, TextWriter.Null, clone.Path, new Dictionary<string, string>(), IsTerminal: false,
            Surroundings.PlainWidth);
        await GuardCommand.RunAsync(arguments.Split(' '), surroundings);
        return output.ToString().ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');
    }
}
