using WesMemGuard.Budgets;
using WesMemGuard.Growth;
using WesMemGuard.LiveHeap;
using WesMemGuard.Measurement;
using WesMemGuard.Reasons;
using WesMemGuard.Runs;
using WesMemGuard.Verdicts;
using WesMemGuard.Verdicts.Gates;
using WesMemGuard.Verdicts.Limits;
using WesMemGuard.Verdicts.Observations;

namespace WesMemGuard.Comparison;

/// <summary>One build's run of a round as the judge looks at it: the same sources, windows and gates as for limits.</summary>
internal sealed class ComparedSide
{
    /// <summary>A half with fewer collections, as at rest, is too little for a level: all after warm-up count then.</summary>
    private const int FewCollections = 8;

    private readonly RunView _view;

    public ComparedSide(MemoryRun run, TimeSpan warmUp) =>
        _view = new RunView(ClockSteps.Evened(run), new MemoryBudget(warmUp, [], ""), null);

    public MemoryRun Run => _view.Run;

    /// <summary>From the first answer to the last request.</summary>
    public Window Extent => _view.Extent;

    /// <summary>How long a figure's phase, or the run, lasted; zero where it has no such phase.</summary>
    public TimeSpan LengthOf(ComparedFigure figure) => figure.Phase is not { } name ? Extent.Length
        : Run.Phases.Find(p => p.Name == name) is { } phase ? phase.EndedAt - phase.StartedAt : TimeSpan.Zero;

    /// <summary>What this side has of a figure, and which gate it fails.</summary>
    /// <param name="figure">Which.</param>
    /// <param name="common">How long both sides lasted: what came after has nothing beside it.</param>
    public ComparedReading Read(ComparedFigure figure, TimeSpan common)
    {
        var limit = figure.ToLimit();
        if (figure.Phase is { } phase && !Run.Phases.Exists(p => p.Name == phase))
            return new ComparedReading(_view.Extent, null, GateFindingOf(ComparisonReasons.NoPhase(phase)), _view.Extent.From);
        if (Run.Phases.Count(p => p.Name == figure.Phase) is > 1 and var times)
            return new ComparedReading(
                _view.Extent, null, GateFindingOf(ComparisonReasons.RepeatedPhase(figure.Phase!, times)), _view.Extent.From);
        if (limit.IsOfModule && ModuleGate.Check(Run, limit) is { } module)
            return new ComparedReading(_view.Extent, null, module, _view.Extent.From);
        var (window, start) = WindowOf(figure, limit, common);
        if (window.Length <= TimeSpan.Zero)
            return new ComparedReading(window, null, GateFindingOf(ComparisonReasons.NothingLeft(_view.Budget.WarmUp)), start);
        var source = LimitSource.Of(_view, limit, window);
        if (figure.As == ComparedAs.Level && source.Kind == SeriesKind.LiveHeap && source.Values.Count < FewCollections)
        {
            window = _view.AfterWarmUp(Whole(limit, start + common));
            source = LimitSource.Of(_view, limit, window);
        }

        var gate = Run.Header.Empty is { } empty && source.Values.Count == 0
            ? new GateFinding(Outcome.NotMeasured, empty.Why) : LimitGates.Check(_view, limit, source, window);
        if (gate is null && figure.Metric == Metric.LiveHeap && source.Kind == SeriesKind.Floors)
            gate = new GateFinding(Outcome.NotMeasured, source.Notices.Count > 0 ? source.Notices[0] : LiveHeapReasons.NoNextGc());
        gate ??= source.WhyNone is { } why ? GateFindingOf(why) : LoadGate.Check(_view, limit, window);
        return new ComparedReading(window, source, gate, start);
    }

    /// <summary>Units of work done, for growth per unit.</summary>
    public WorkDone Work(WorkUnit unit, Window window) => new(Run, unit, _view.PhasesIn(window));

    /// <summary>The values of a series as the points of the judge, in seconds since the start of their window.</summary>
    public TimedValue[] Points(IReadOnlyList<(DateTimeOffset At, double Value)> values, SeriesKind kind, DateTimeOffset start)
    {
        var timed = values.Select(v => new TimedValue((v.At - start).TotalSeconds, v.Value)).ToArray();
        return kind == SeriesKind.Floors ? GrowthPoints.OfFloors(timed, CollectionCounts.At(Run, values)) : timed;
    }

    private Window Whole(Limit limit, DateTimeOffset end)
    {
        var whole = _view.WindowOf(limit);
        return whole.To > end ? whole with { To = end } : whole;
    }

    private (Window Window, DateTimeOffset Start) WindowOf(ComparedFigure figure, Limit limit, TimeSpan common)
    {
        var start = limit.Phase is { } phase ? _view.PhaseOf(phase).StartedAt : _view.Extent.From;
        var whole = Whole(limit, start + common);
        return figure.As switch
        {
            ComparedAs.Peak => (whole, start),
            ComparedAs.Level => (_view.AfterWarmUp(whole.SecondHalf), start),
            _ => (_view.AfterWarmUp(whole), start),
        };
    }

    private static GateFinding GateFindingOf(Reason reason) => new(Outcome.Inconclusive, reason);
}

/// <summary>What one side has of a figure.</summary>
/// <param name="Window">Where it is read.</param>
/// <param name="Source">What is read; null where a gate forbids to.</param>
/// <param name="Gate">The gate that it fails; null: it can be used.</param>
/// <param name="Start">What its times are counted from: the start of its phase or of its run.</param>
internal sealed record ComparedReading(Window Window, LimitSource? Source, GateFinding? Gate, DateTimeOffset Start);
