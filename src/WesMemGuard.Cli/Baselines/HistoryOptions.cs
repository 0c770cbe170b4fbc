using System.CommandLine;
using WesMemGuard.Cli.Options;
using WesMemGuard.Harness.Runs;

namespace WesMemGuard.Cli.Baselines;

/// <summary>The options of <c>run</c> that leave a line in a history.</summary>
internal sealed class HistoryOptions(LocalTexts texts)
{
    private readonly Option<string?> _file = new("--history") { Description = texts["History"], HelpName = "FILE" };
    private readonly Option<string?> _commit = new("--commit") { Description = texts["Commit"], HelpName = "ID" };

    public void AddTo(Command command)
    {
        command.Options.Add(_file);
        command.Options.Add(_commit);
    }

    /// <summary>Leaves the lines that were asked for.</summary>
    public async Task WriteAsync(ParseResult parsed, IReadOnlyList<ScenarioResult> results, Surroundings surroundings, CancellationToken ct)
    {
        if (parsed.GetValue(_file) is not { } file)
            return;
        var commit = await HistoryFile.CommitAsync(parsed.GetValue(_commit), surroundings, ct).ConfigureAwait(false);
        await HistoryFile.AddAsync(file, results, commit, surroundings, ct).ConfigureAwait(false);
    }
}
