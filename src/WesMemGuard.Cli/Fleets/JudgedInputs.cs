using WesMemGuard.Budgets;
using WesMemGuard.Fleets.Judging;
using WesMemGuard.Fleets.Series;
using WesMemGuard.Harness.Runs;
using WesMemGuard.Input;
using WesMemGuard.Inventories;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Cli.Fleets;

/// <summary>What came of one input of <c>judge</c>: a run, or a fleet.</summary>
/// <param name="Run">A run; null: it is a fleet.</param>
/// <param name="Fleet">A fleet; null: it is a run.</param>
internal sealed record JudgedInput(JudgedRun? Run, FleetVerdict? Fleet)
{
    /// <summary>The labels of the one node that a run is of.</summary>
    public LabelSet Labels { get; init; } = LabelSet.Empty;

    public int ExitCode => Run?.ExitCode ?? Fleet!.ExitCode;
}

/// <summary>Judges the inputs of <c>judge</c>: what holds series of one process is a run, what holds more is a fleet.</summary>
internal sealed class JudgedInputs(RunJudge judge, string workingFolder, string budgetFile, IReadOnlyDictionary<string, string> mapped)
{
    /// <summary>The label that names nodes; null: as few as tell them apart.</summary>
    public string? NodeLabel { get; init; }

    /// <summary>The nodes that there should be; null: those that are found.</summary>
    public FleetInventory? Inventory { get; init; }

    public async Task<JudgedInput> OfAsync(string path, CancellationToken ct)
    {
        var shown = path.Replace('\\', '/');
        try
        {
            if (RunSource.Found(Path.Combine(workingFolder, path), shown, mapped) is not { } series)
                return new JudgedInput(await judge.JudgeAsync(path, budgetFile, ct).ConfigureAwait(false), null);
            var budget = RunJudge.ReadBudget(workingFolder, budgetFile);
            return Inventory is not null || IsFleet(series) ? Fleet(series, budget, ct) : One(series, path, shown);
        }
        catch (Exception e) when (BadInputs.Are(e))
        {
            return new JudgedInput(new JudgedRun(shown, null, null, BadInputs.ReasonOf(e)), null);
        }
    }

    /// <summary>
    /// All of it as fleets: what was judged as a run is a node alone, so that reports and alerts are of all. A run that could
    /// not be judged has no budget to be told by, and was said.
    /// </summary>
    public static IReadOnlyList<FleetVerdict> Fleets(IEnumerable<JudgedInput> judged) =>
    [
        .. judged.Select(j => j.Fleet ?? (j.Run is { Budget: not null, Verdict: not null } run ? Alone(run, j.Labels) : null))
            .OfType<FleetVerdict>(),
    ];

    private static FleetVerdict Alone(JudgedRun run, LabelSet labels) => Alone(run.File, run.File, run.Budget!, run.Verdict!, labels);

    /// <summary>A run as a fleet of one node.</summary>
    public static FleetVerdict Alone(string source, string node, MemoryBudget budget, RunVerdict verdict, LabelSet labels)
    {
        var life = new LifeVerdict(verdict.Verdicts.Min(v => v.From) ?? default, verdict.Verdicts.Max(v => v.To) ?? default, verdict);
        return new FleetVerdict(source, budget, [new NodeVerdict(node, labels, [life])]);
    }

    private JudgedInput Fleet(FleetSeries series, MemoryBudget budget, CancellationToken ct)
    {
        var view = new FleetView(budget.File, series.Source) { NodeLabel = NodeLabel, Inventory = Inventory };
        return new JudgedInput(null, FleetJudge.Judge(series, budget, view, ct));
    }

    private JudgedInput One(FleetSeries series, string path, string shown)
    {
        var (budget, verdict) = judge.Judge(RunSource.OfSeries(series, Path.Combine(workingFolder, path)), budgetFile);
        var run = new JudgedRun(shown, budget, verdict, verdict.NodeGone is { } gone ? InputReasons.Of(shown, gone) : null);
        return new JudgedInput(run, null) { Labels = series.Nodes.First(n => n.Points > 0).Labels };
    }

    private static bool IsFleet(FleetSeries series) => FleetJudge.Lives(series) > 1;
}
