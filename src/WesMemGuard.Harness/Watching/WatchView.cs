using WesMemGuard.Budgets;
using WesMemGuard.Harness.Live;
using WesMemGuard.Input;
using WesMemGuard.Measurement;
using WesMemGuard.Reasons;
using WesMemGuard.Runs;
using WesMemGuard.Verdicts;
using WesMemGuard.Verdicts.Judging;

namespace WesMemGuard.Harness.Watching;

/// <summary>What is shown of a watched node.</summary>
/// <param name="Figures">The process: liveHeap, heapAlloc, rss, goroutines.</param>
/// <param name="Modules">What the modules say of themselves, those that hold something first.</param>
/// <param name="Limits">The budget's limits; empty without a budget.</param>
internal sealed record WatchView(IReadOnlyList<WatchFigure> Figures, IReadOnlyList<WatchModule> Modules, IReadOnlyList<WatchLimit> Limits)
{
    private const int WidestCourse = 600;

    private static readonly IReadOnlyList<Metric> Shown = [.. Metrics.All.Where(row => row.Watched).Select(row => row.Metric)];

    private static readonly IReadOnlyList<Metric> OfClient =
        [.. Metrics.All.Where(row => row is { Watched: true, InClient: true } or { Metric: Metric.Native }).Select(row => row.Metric)];

    /// <summary>The chain's height as last seen; null when it wasn't.</summary>
    public double? Height { get; private init; }

    /// <summary>The samples of the memory endpoint so far; where a service has none, the pages that were answered.</summary>
    public int Samples { get; private init; }

    /// <summary>As it stands now: the last figures are newer, what was judged is as it was.</summary>
    internal WatchView With(RecentReadings recent)
    {
        if (IsOfClient(recent.Last))
            return this with { Figures = Newer(new MetricValues(ClientView.Of(recent.Last)), OfClient), Samples = recent.Samples };
        if (recent.Last.Memory.FindLast(r => r.Sample is not null).Sample is not { } last)
            return this;
        var now = last.Modules.ToLookup(m => m.Module, StringComparer.Ordinal);
        return this with
        {
            Figures = Newer(new MetricValues(recent.Last), Shown),
            Modules = [.. Modules.Select(module => now[module.Name].FirstOrDefault() is { Module: not null } sample
                ? module.With(sample) : module)],
            Height = recent.Last.Blocks.FindLast(b => b.Sample is not null).Sample?.Height ?? Height,
            Samples = recent.Samples,
        };
    }

    private List<WatchFigure> Newer(MetricValues values, IReadOnlyList<Metric> shown) =>
        [.. Figures.Select((figure, i) => values.Of(shown[i]) is [.., { Value: var value }]
            ? figure with { Course = [.. figure.Course, value] } : figure)];

    /// <summary>A .NET process that is watched by itself.</summary>
    private static bool IsOfClient(MemoryRun run) => run.Client.Count > 0 && run.Memory.Count + run.Metrics.Count + run.Process.Count == 0;

    /// <summary>Makes it from what was seen. Pure; slopes and outcomes are the judge's.</summary>
    /// <param name="run">What was seen so far.</param>
    /// <param name="budget">A budget; null for none.</param>
    /// <param name="context">The names for the messages.</param>
    /// <exception cref="BadInputException">The budget names a module that is in no table and in no answer.</exception>
    public static WatchView Of(MemoryRun run, MemoryBudget? budget, JudgeContext context) =>
        new(Process(run, budget?.WarmUp ?? MemoryBudget.DefaultWarmUp, context), ModulesOf(run), budget is null
            ? [] : Judged(run, budget, context))
        {
            Height = run.Blocks.FindLast(b => b.Sample is not null).Sample?.Height,
            Samples = run.Memory.Count > 0 ? run.Memory.Count(r => r.Sample is not null)
                : run.Metrics.Count(r => r.Sample is not null) + run.Client.Count(r => r.Sample is not null),
        };

    /// <summary>The limits whose phases have begun are judged as they stand; the others wait.</summary>
    private static List<WatchLimit> Judged(MemoryRun run, MemoryBudget budget, JudgeContext context)
    {
        var waits = budget.Limits.Select(l => WaitsFor(run, l)).ToList();
        var ready = budget.Limits.Where((_, i) => waits[i] is null).ToList();
        var verdicts =
            new Queue<Verdict>(ready.Count == 0
            ? [] : BudgetJudge.Judge(run, budget with { Limits = ready, PhaseNames = [] }, context).Verdicts);
        return [.. budget.Limits.Select((limit, i) => new WatchLimit(limit, waits[i] is null ? verdicts.Dequeue() : null, waits[i]))];
    }

    private static string? WaitsFor(MemoryRun run, Limit limit)
    {
        var missing = InterimJudge.PhasesOf(limit).FirstOrDefault(name =>
            !run.Phases.Exists(p => new PhaseReference(name, 0, 0).Matches(p.Name)));
        return missing ?? (limit.UnknownModule && !run.Memory.Exists(r => r.Sample is not null) ? limit.Of : null);
    }

    private static List<WatchFigure> Process(MemoryRun run, TimeSpan warmUp, JudgeContext context)
    {
        var (shown, of, own) = IsOfClient(run) ? (OfClient, Metrics.Client, ClientView.Of(run)) : (Shown, Metrics.Process, run);
        var limits = shown
            .Select(metric => new Limit { Of = of, Metric = metric, Rule = new GrowthPerHour(0), Text = "", Line = 1, Column = 1 })
            .ToList();
        var slopes = BudgetJudge.Judge(run, new MemoryBudget(warmUp, limits, "watch"), context).Verdicts;
        var values = new MetricValues(own);
        return [.. shown.Select((metric, i) => Figure(metric, Thinned([.. values.Of(metric).Select(v => v.Value)]), slopes[i]))];
    }

    /// <summary>No screen is wider: the first and the last stay, evenly spaced ones between.</summary>
    private static List<double> Thinned(List<double> course) => course.Count <= WidestCourse
        ? course
        : [.. Enumerable.Range(0, WidestCourse).Select(i => course[(int)((long)i * (course.Count - 1) / (WidestCourse - 1))])];

    private static WatchFigure Figure(Metric metric, List<double> course, Verdict slope) => new(
        metric.Name(), metric.IsSize(), course, slope.Value, slope.Low, slope.High, slope.Value is null ? slope.Reason : null);

    private static List<WatchModule> ModulesOf(MemoryRun run)
    {
        if (run.Memory.FindLast(r => r.Sample is not null).Sample is not { } last)
            return [];
        var courses = new Dictionary<string, List<double>>();
        foreach (var module in run.Memory.SelectMany(r => r.Sample?.Modules ?? []))
        {
            if (!courses.TryGetValue(module.Module, out var course))
                courses[module.Module] = course = [];
            course.Add(module.Objects + module.CacheItems);
        }

        return [.. last.Modules.Select(m =>
            new WatchModule(m.Module, m.Objects, m.ApproxBytes, m.CacheItems, m.QueueLength, Thinned(courses[m.Module])))
            .OrderByDescending(m => m.Moves).ThenByDescending(m => m.Bytes).ThenByDescending(m => m.Objects + m.CacheItems)];
    }
}

/// <summary>A figure of the process.</summary>
/// <param name="Name">The metric's name in budgets.</param>
/// <param name="IsSize">Whether it is bytes; else a count.</param>
/// <param name="Course">Its values in time order; empty while it isn't known.</param>
/// <param name="Slope">The judge's slope, MiB or a count an hour; null while it can't be told.</param>
/// <param name="Low">Lower end of its interval.</param>
/// <param name="High">Upper end.</param>
/// <param name="Why">Why there is no slope; null when there is one.</param>
internal sealed record WatchFigure(string Name, bool IsSize, IReadOnlyList<double> Course, double? Slope, double? Low,
    double? High, Reason? Why);

/// <summary>What a module says of itself.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Objects">Objects held.</param>
/// <param name="Bytes">Bytes by its own formula.</param>
/// <param name="CacheItems">Entries in its cache.</param>
/// <param name="QueueLength">Entries in its queue.</param>
/// <param name="Course">Objects and cache entries in time order.</param>
internal sealed record WatchModule(string Name, double Objects, double Bytes, double CacheItems, double QueueLength,
    IReadOnlyList<double> Course)
{
    /// <summary>Whether it has changed while it was watched.</summary>
    public bool Moves => Course.Count > 0 && Course.Any(v => v != Course[0]);

    /// <summary>As it says now.</summary>
    internal WatchModule With(ModuleSample now) => this with
    {
        Objects = now.Objects,
        Bytes = now.ApproxBytes,
        CacheItems = now.CacheItems,
        QueueLength = now.QueueLength,
        Course = [.. Course, now.Objects + now.CacheItems],
    };
}

/// <summary>A limit of the budget, as it stands now.</summary>
/// <param name="Limit">The limit.</param>
/// <param name="Verdict">What the judge says now; null while it waits.</param>
/// <param name="WaitsFor">The phase that hasn't begun; null when none is waited for.</param>
internal sealed record WatchLimit(Limit Limit, Verdict? Verdict, string? WaitsFor);
