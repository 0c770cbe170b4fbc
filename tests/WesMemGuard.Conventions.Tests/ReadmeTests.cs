using WesMemGuard.Cli;
using WesMemGuard.Conventions.Tests.Rules;

namespace WesMemGuard.Conventions.Tests;

/// <summary>README shows what the commands really say.</summary>
internal sealed class ReadmeTests
{
    private const string Tool = "dotnet run --project src/WesMemGuard.Cli -- ";

    [Test]
    public async Task The_output_in_README_is_that_of_a_real_run()
    {
        var blocks = ShownOutput.Blocks(await File.ReadAllTextAsync(Path.Combine(RepositoryFolder.Path, "README.md")))
            .Where(b => b.Command.StartsWith(Tool, StringComparison.Ordinal)).ToArray();
        blocks.Length.ShouldBeGreaterThanOrEqualTo(2);

        foreach (var (command, lines) in blocks)
            ShownOutput.FirstDifference(lines, await OutputOf(command[Tool.Length..])).ShouldBeNull(command);
    }

    private static async Task<string[]> OutputOf(string arguments)
    {
        using var folder = new TemporaryFolder();
        using var output = new StringWriter();
        var surroundings = new Surroundings(
            output, TextWriter.Null, RepositoryFolder.Path, new Dictionary<string, string> { ["WESMEMGUARD_OUT"] = Path.Combine(folder.Path, "runs") },
            IsTerminal: false, Surroundings.PlainWidth);
        await GuardCommand.RunAsync(arguments.Split(' '), surroundings);
        return output.ToString().ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');
    }
}
