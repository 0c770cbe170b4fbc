using WesMemGuard.Budgets;
using WesMemGuard.Fleets.Judging;
using WesMemGuard.Fleets.Series;
using WesMemGuard.Harness.Runs;
using WesMemGuard.Input;

namespace WesMemGuard.Cli.Fleets;

/// <summary>What came of one input of <c>judge</c>: a run, or a fleet.</summary>
/// <param name="Run">A run; null: it is a fleet.</param>
/// <param name="Fleet">A fleet; null: it is a run.</param>
internal sealed record JudgedInput(JudgedRun? Run, FleetVerdict? Fleet)
{
    public int ExitCode => Run?.ExitCode ?? Fleet!.ExitCode;
}

/// <summary>Judges the inputs of <c>judge</c>: what holds series of one process is a run, what holds more is a fleet.</summary>
internal sealed class JudgedInputs(RunJudge judge, string workingFolder, string budgetFile, IReadOnlyDictionary<string, string> mapped)
{
    /// <summary>The label that names nodes; null: as few as tell them apart.</summary>
    public string? NodeLabel { get; init; }

    public async Task<JudgedInput> OfAsync(string path, CancellationToken ct)
    {
        var shown = path.Replace('\\', '/');
        try
        {
            if (RunSource.Found(Path.Combine(workingFolder, path), shown, mapped) is not { } series)
                return new JudgedInput(await judge.JudgeAsync(path, budgetFile, ct).ConfigureAwait(false), null);
            var budget = RunJudge.ReadBudget(workingFolder, budgetFile);
            return IsFleet(series) ? Fleet(series, budget, ct) : One(series, path, shown);
        }
        catch (Exception e) when (BadInputs.Are(e))
        {
            return new JudgedInput(new JudgedRun(shown, null, null, BadInputs.ReasonOf(e)), null);
        }
    }

    private JudgedInput Fleet(FleetSeries series, MemoryBudget budget, CancellationToken ct)
    {
        var view = new FleetView(budget.File, series.Source) { NodeLabel = NodeLabel };
        return new JudgedInput(null, FleetJudge.Judge(series, budget, view, ct));
    }

    private JudgedInput One(FleetSeries series, string path, string shown)
    {
        var (budget, verdict) = judge.Judge(RunSource.OfSeries(series, Path.Combine(workingFolder, path)), budgetFile);
        return new JudgedInput(new JudgedRun(shown, budget, verdict, verdict.NodeGone is { } gone ? InputReasons.Of(shown, gone) : null),
            null);
    }

    private static bool IsFleet(FleetSeries series) => FleetJudge.Lives(series) > 1;
}
