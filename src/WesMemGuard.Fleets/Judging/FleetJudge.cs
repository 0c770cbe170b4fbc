using WesMemGuard.Budgets;
using WesMemGuard.Fleets.Series;
using WesMemGuard.Input;
using WesMemGuard.Runs;
using WesMemGuard.Verdicts;
using WesMemGuard.Verdicts.Judging;

namespace WesMemGuard.Fleets.Judging;

/// <summary>
/// Judges each node of a fleet by the judge that judges a single run, on all cores; a node's samples are made when it is its turn.
/// </summary>
internal static class FleetJudge
{
    /// <summary>Points of a small chart.</summary>
    private const int CoursePoints = 48;

    /// <summary>The most missed samples that are put behind a node that ended early.</summary>
    private const int MostMissed = 20_000;

    /// <summary>Judges a fleet.</summary>
    /// <param name="fleet">Its series.</param>
    /// <param name="budget">The budget of every node.</param>
    /// <param name="view">How it is looked at.</param>
    /// <param name="ct">Ends it.</param>
    /// <exception cref="BadInputException">The budget names what a page can't have.</exception>
    public static FleetVerdict Judge(FleetSeries fleet, MemoryBudget budget, FleetView view, CancellationToken ct)
    {
        var nodes = fleet.Nodes.Where(n => n.Points > 0).ToList();
        var names = NodeNames.Of([.. nodes.Select(n => n.Labels)], view.NodeLabel, view.Alone ?? Found.FoundFile.NameOf(fleet.Source));
        return new FleetVerdict(fleet.Source, budget, Judge(nodes, names, budget, view, ct));
    }

    /// <summary>How many processes there are in all: with more than one, it is a fleet.</summary>
    public static int Lives(FleetSeries fleet)
    {
        var nodes = fleet.Nodes.Where(n => n.Points > 0).ToList();
        return nodes.Count == 1 && nodes[0].Contradicted() is null ? NodeLives.Of(nodes[0], "").Count : Math.Max(2, nodes.Count);
    }

    internal static NodeVerdict[] Judge(IReadOnlyList<NodeSeries> nodes, IReadOnlyList<string> names, MemoryBudget budget, FleetView view,
        CancellationToken ct)
    {
        var until = view.Until ?? nodes.Select(n => n.LastAt).DefaultIfEmpty().Max();
        var verdicts = new NodeVerdict[nodes.Count];
        try
        {
            Parallel.For(0, nodes.Count, new ParallelOptions { MaxDegreeOfParallelism = view.Parallel, CancellationToken = ct },
                i => verdicts[i] = One(nodes[i], names[i], budget, view, until));
        }
        catch (AggregateException e) when (e.InnerExceptions.All(inner => inner is BadInputException))
        {
            throw (BadInputException)e.InnerExceptions[0]; // every node says the same of a budget
        }

        return verdicts;
    }

    /// <summary>A node that is known and has no samples: nothing of it was measured.</summary>
    internal static NodeVerdict Unseen(string name, LabelSet labels, MemoryBudget budget, FleetView view)
    {
        var until = view.Until ?? DateTimeOffset.UnixEpoch;
        var run = new MemoryRun(new RunHeader(name, name, until, "series"));
        var verdict = BudgetJudge.Judge(run, budget, new JudgeContext(name, view.BudgetPath, view.EvidencePath));
        return new NodeVerdict(name, labels, [new LifeVerdict(until, until, verdict)]);
    }

    private static NodeVerdict One(NodeSeries node, string name, MemoryBudget budget, FleetView view, DateTimeOffset until)
    {
        if (node.Contradicted() is { } series)
            return new NodeVerdict(name, node.Labels, []) { Facts = node.Facts, Error = SeriesReasons.Contradicted(series) };
        var lives = NodeLives.Of(node, name);
        Miss(lives[^1], until);
        var context = new JudgeContext(name, view.BudgetPath, view.EvidencePath);
        return new NodeVerdict(name, node.Labels, [.. lives.Select(life => Judged(life, budget, context))])
        {
            Facts = node.Facts,
            Course = Course(lives, budget),
        };
    }

    private static LifeVerdict Judged(MemoryRun life, MemoryBudget budget, JudgeContext context) =>
        new(life.Metrics[0].At, life.Metrics.FindLast(m => m.Sample is not null).At, BudgetJudge.Judge(life, budget, context));

    /// <summary>A node that was not heard of until the end has missed samples there: what it did then nobody saw.</summary>
    private static void Miss(MemoryRun life, DateTimeOffset until)
    {
        if (life.Metrics.Count < 2)
            return;
        var gaps = life.Metrics.Zip(life.Metrics.Skip(1), (a, b) => b.At - a.At).Order().ToList();
        var interval = gaps[gaps.Count / 4];
        var last = life.Metrics[^1].At;
        if (until - last <= 3 * interval || until - last <= TimeSpan.FromSeconds(90))
            return;
        var miss = new Miss(MissKind.TimedOut, "no sample");
        for (var missed = 1; missed <= MostMissed && last + (missed * interval) <= until; missed++)
            life.Metrics.Add(new Reading<MetricsSample>(last + (missed * interval), null, miss));
    }

    private static List<float> Course(IReadOnlyList<MemoryRun> lives, MemoryBudget budget)
    {
        if (budget.Limits.FirstOrDefault(l => l.IsOfProcess) is not { } limit)
            return [];
        var values = lives.SelectMany(life => new MetricValues(life).Of(limit.Metric)).Select(v => v.Value).ToList();
        if (values.Count <= CoursePoints)
            return [.. values.Select(v => (float)v)];
        return [.. Enumerable.Range(0, CoursePoints).Select(i => (float)values[(int)((long)i * (values.Count - 1) / (CoursePoints - 1))])];
    }
}
