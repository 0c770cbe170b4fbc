using WesMemGuard.Budgets;
using WesMemGuard.Runs;

namespace WesMemGuard.Verdicts.Observations;

/// <summary>A run as the judge looks at it: its extent, its breaks, the windows of its phases.</summary>
internal sealed class RunView
{
    /// <summary>The node's own sample is up to 10 s old when it is read: a phase's window begins so much later.</summary>
    private static readonly TimeSpan PhaseLag = TimeSpan.FromSeconds(15);

    /// <summary>A process that answers so soon after its start is told from its first answer on: it was starting until then.</summary>
    private static readonly TimeSpan StartUp = TimeSpan.FromSeconds(30);

    private readonly DateTimeOffset _firstAnswer;
    private readonly Dictionary<(Limit Limit, Window Window, string What), object?> _found = new(new SameLimit());

    public RunView(MemoryRun run, MemoryBudget budget, ISuspectFinder? suspects)
        : this(run, budget, suspects, new MetricSources(run))
    {
    }

    private RunView(MemoryRun run, MemoryBudget budget, ISuspectFinder? suspects, MetricSources sources)
    {
        Run = run;
        Budget = budget;
        Suspects = suspects;
        Extent = ExtentOf(run);
        Breaks = RunBreaks.Of(run);
        Losses = RunLosses.Of(run);
        Sources = sources;
        _firstAnswer = FirstAnswer(run) ?? Extent.From;
    }

    /// <summary>The client of a run, by its own readings.</summary>
    public static RunView OfClient(MemoryRun run, MemoryBudget budget)
    {
        var client = ClientView.Of(run);
        return new RunView(client, budget, new DumpSuspects(), new MetricSources(client, ofClient: true));
    }

    public MemoryRun Run { get; }

    public MemoryBudget Budget { get; }

    /// <summary>What limits read.</summary>
    public MetricSources Sources { get; }

    public ISuspectFinder? Suspects { get; }

    /// <summary>What was found once of a limit is not looked for again when Holm asks anew with another share of the error.</summary>
    public T Once<T>((Limit Limit, Window Window, string What) key, Func<T> find)
    {
        if (!_found.TryGetValue(key, out var found))
            _found[key] = found = find();
        return (T)found!;
    }

    /// <summary>From the first answer to the last request.</summary>
    public Window Extent { get; }

    public IReadOnlyList<RunBreak> Breaks { get; }

    /// <summary>What is known to be missing.</summary>
    public IReadOnlyList<RunLoss> Losses { get; }

    /// <summary>The window of the limit: its phase, or the whole run.</summary>
    public Window WindowOf(Limit limit) => limit.Phase is { } phase ? PhaseWindow(phase) : Extent;

    /// <summary>The window of the phase of that name.</summary>
    public Window PhaseWindow(string name) => WindowOf(PhaseOf(name));

    /// <summary>The window of a phase: later than its start by the age a sample can have.</summary>
    public static Window WindowOf(Phase phase) => new(phase.StartedAt + PhaseLag, phase.EndedAt);

    /// <summary>
    /// The window in which a phase's level is read: a live-heap point carries its own time, so no lag is needed before it.
    /// </summary>
    public static Window LevelWindow(Phase phase, SeriesKind kind) =>
        kind == SeriesKind.LiveHeap ? new Window(phase.StartedAt, phase.EndedAt) : WindowOf(phase);

    /// <summary>The phase of that name.</summary>
    public Phase PhaseOf(string name) => Run.Phases.First(p => p.Name == name);

    /// <summary>
    /// What is left of a window after warm-up, which begins anew with each process: at its start as it says it, so that a node that
    /// has run for days has none left; at its first answer where it doesn't say, or where the budget wants it.
    /// </summary>
    public Window AfterWarmUp(Window window)
    {
        var seen = Breaks.Where(b => b.Replaced && b.At <= window.From).Select(b => b.At).Append(_firstAnswer).Max();
        var warm = (Budget.WarmUpOfRun ? seen : StartedAt(seen)) + Budget.WarmUp;
        return window.From >= warm ? window : window with { From = warm };
    }

    /// <summary>
    /// The start of the process that answered first at a moment; the moment itself where none is known, or a later one is told.
    /// </summary>
    private DateTimeOffset StartedAt(DateTimeOffset seen)
    {
        var page = Run.Metrics.Find(r => r.At >= seen && UnixSeconds.IsMoment(r.Sample?.StartTimeSeconds)).Sample;
        if (page?.StartTimeSeconds is not { } seconds)
            return seen;
        var started = UnixSeconds.At(seconds);
        return started + StartUp < seen ? started : seen;
    }

    /// <summary>The phases that lie in a window, if only by a part.</summary>
    public IEnumerable<Phase> PhasesIn(Window window) => Run.Phases.Where(p => p.EndedAt > window.From && p.StartedAt < window.To);

    /// <summary>The phases that a name ending in <c>*</c> means, in order.</summary>
    public List<Phase> Cycles(string pattern) => Run.Phases.Where(p => p.Name.StartsWith(pattern[..^1], StringComparison.Ordinal)).ToList();

    /// <summary>The process's first answer: a look at <c>/proc</c> is none.</summary>
    private static DateTimeOffset? FirstAnswer(MemoryRun run)
    {
        var answers = run.Memory.Where(r => r.Sample is not null).Select(r => r.At).Take(1)
            .Concat(run.Metrics.Where(r => r.Sample is not null).Select(r => r.At).Take(1))
            .Concat(run.LiveHeap.Where(r => r.Sample is not null).Select(r => r.At).Take(1))
            .Concat(run.Diagnostics.Where(r => r.Sample is not null).Select(r => r.At).Take(1))
            .ToList();
        return answers.Count == 0 ? null : answers.Min();
    }

    private static Window ExtentOf(MemoryRun run)
    {
        var requests = run.Memory.Select(r => (r.At, Answered: r.Sample is not null))
            .Concat(run.Metrics.Select(r => (r.At, Answered: r.Sample is not null)))
            .Concat(run.LiveHeap.Select(r => (r.At, Answered: r.Sample is not null)))
            .Concat(run.Process.Select(r => (r.At, Answered: r.Sample is not null)))
            .Concat(run.Diagnostics.Select(r => (r.At, Answered: r.Sample is not null)))
            .ToList();
        if (requests.Count == 0)
            return new Window(run.Header.StartedAt, run.Header.StartedAt);
        var answered = requests.Where(r => r.Answered).Select(r => r.At).DefaultIfEmpty(requests.Min(r => r.At)).Min();
        return new Window(answered, requests.Max(r => r.At));
    }

    /// <summary>A limit is itself, not another one that says the same.</summary>
    private sealed class SameLimit : IEqualityComparer<(Limit Limit, Window Window, string What)>
    {
        public bool Equals((Limit Limit, Window Window, string What) x, (Limit Limit, Window Window, string What) y) =>
            ReferenceEquals(x.Limit, y.Limit) && x.Window == y.Window && string.Equals(x.What, y.What, StringComparison.Ordinal);

        public int GetHashCode((Limit Limit, Window Window, string What) key) =>
            HashCode.Combine(System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(key.Limit), key.Window, key.What);
    }
}
