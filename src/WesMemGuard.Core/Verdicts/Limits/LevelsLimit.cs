using WesMemGuard.Budgets;
using WesMemGuard.LiveHeap;
using WesMemGuard.Measurement;
using WesMemGuard.Reasons;
using WesMemGuard.Runs;
using WesMemGuard.Verdicts.Gates;
using WesMemGuard.Verdicts.Observations;

namespace WesMemGuard.Verdicts.Limits;

/// <summary>Two levels held against each other: <c>growth</c> from one phase to another, and <c>returnsTo</c>.</summary>
internal static class LevelsLimit
{
    /// <summary>Judges <c>growth</c>: warm-up is cut from its phases.</summary>
    public static Finding Judge(RunView view, Limit limit, Budgets.Growth growth) =>
        Judge(view, limit, growth.From, growth.To, view.AfterWarmUp);

    /// <summary>Judges <c>returnsTo</c>: its phases are whole.</summary>
    public static Finding Judge(RunView view, Limit limit, ReturnsTo returns) =>
        Judge(view, limit, returns.From, returns.After, whole => whole);

    private static Finding Judge(RunView view, Limit limit, string fromName, string toName, Func<Window, Window> cut)
    {
        var (from, to) = (view.PhaseOf(fromName), view.PhaseOf(toName));
        var window = new Window(from.StartedAt, to.EndedAt);
        if (to.StartedAt < from.StartedAt)
            return new Finding(Outcome.Inconclusive, LimitReasons.PhasesReversed(fromName, toName)) { Window = window };
        var source = LimitSource.Of(view, limit, window);
        var phases = new LevelPhases(fromName, from, toName, to, cut);
        if (source.LiveHeap is { Bounds.Count: > 0 } && LevelBounds.Judge(view, limit, source, phases, window) is { } bounded)
            return bounded;
        if (source.LiveHeap is not null && source.WhyNone is not null && limit.Evidence is null)
            source = LimitSource.Floors(view, window, LiveHeapReasons.Floors(source.WhyNone));
        return Bracket.Judge(source, limit, end => Judge(view, limit, end, phases, window));
    }

    private static Finding Judge(RunView view, Limit limit, LimitSource source, LevelPhases phases, Window window)
    {
        var gate = LimitGates.Check(view, limit, source, window);
        var found = Finding.In(window, source) with { Samples = 0 };
        var (before, after) = (LevelOf(source, phases.From, phases.Cut), LevelOf(source, phases.To, phases.Cut));
        if (before is null || after is null)
            return found.As(gate?.Outcome ?? Outcome.Inconclusive, gate?.Reason ?? source.WhyNone
                ?? WhyNoLevel(source, before is null ? phases.From : phases.To, phases.Cut));
        found = found with
        {
            Value = after.Value.Value - before.Value.Value,
            Low = after.Value.Low - before.Value.High,
            High = after.Value.High - before.Value.Low,
            Samples = before.Value.Points + after.Value.Points,
            Measured = MeasuredText.Levels(limit, source, (phases.FromName, before.Value), (phases.ToName, after.Value)),
        };
        return Decide(view, limit, found, source, gate, window);
    }

    private static Finding Decide(RunView view, Limit limit, Finding found, LimitSource source, GateFinding? gate, Window window)
    {
        if (gate is not null)
            return found.As(gate.Outcome, gate.Reason);
        var bound = limit.Rule.Bound;
        if (limit.Metric == Metric.LiveHeap && source.Kind == SeriesKind.Floors && LiveHeapFloors.WhyNot(view, source, limit) is { } unsure)
            return found.As(Outcome.Inconclusive, unsure);
        if (found.High > bound && Saturation.WhyNotYet(view, limit, window) is { } filling)
            return found.As(Outcome.Inconclusive, filling);
        if (found.Low > bound)
            return found.As(Outcome.Broken, LimitReasons.LevelAbove());
        if (found.High > bound)
            return found.As(Outcome.Inconclusive, LimitReasons.SpreadSpans(source.Kind == SeriesKind.LiveHeap));
        if (LoadGate.Check(view, limit, window) is { } load)
            return found.As(load.Outcome, load.Reason);
        return found.As(Outcome.Held, LimitReasons.LevelWithin());
    }

    /// <summary>
    /// The level of a phase. When warm-up cuts all of it, its last point stands for it; but not one of a series with garbage, whose
    /// last sample may lie anywhere above its floor.
    /// </summary>
    private static PhaseLevel? LevelOf(LimitSource source, Phase phase, Func<Window, Window> cut)
    {
        var whole = RunView.LevelWindow(phase, source.Kind);
        var window = cut(whole);
        return PhaseLevel.Of(source.Values.Where(v => window.Contains(v.At)).ToList(), window, source.Kind)
            ?? (source.Kind == SeriesKind.Floors
                ? null : PhaseLevel.Of(source.Values.Where(v => whole.Contains(v.At)).TakeLast(1).ToList(), whole, source.Kind));
    }

    private static Reason WhyNoLevel(LimitSource source, Phase phase, Func<Window, Window> cut) =>
        cut(RunView.LevelWindow(phase, source.Kind)).Length <= TimeSpan.Zero
        ? LimitReasons.NothingLeftOf(phase.Name)
        : LimitReasons.NoPointsIn(phase.Name, source.Kind == SeriesKind.LiveHeap);
}
