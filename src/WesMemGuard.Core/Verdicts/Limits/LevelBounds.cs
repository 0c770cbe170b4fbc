using WesMemGuard.Budgets;
using WesMemGuard.LiveHeap;
using WesMemGuard.Verdicts.Gates;
using WesMemGuard.Verdicts.Observations;

namespace WesMemGuard.Verdicts.Limits;

/// <summary>
/// Two levels of a live heap of which collections are only bounded: the most of the later level less the least of the earlier one
/// may keep the limit all the same. Where it doesn't, nothing is said here.
/// </summary>
internal static class LevelBounds
{
    /// <summary>Held by the bounds; null where they say nothing.</summary>
    public static Finding? Judge(RunView view, Limit limit, LimitSource source, LevelPhases phases, Window window)
    {
        if (LimitGates.Check(view, limit, source, window) is not null || LoadGate.Check(view, limit, window) is not null)
            return null;
        if (Ends(source, phases.From, phases.Cut) is not { } before || Ends(source, phases.To, phases.Cut) is not { } after)
            return null;
        var (low, high) = (after.Low - before.High, after.High - before.Low);
        if (high > limit.Rule.Bound || (source.WhyNone is null && !IsBounded(source, phases)))
            return null;
        return new Finding(Outcome.Held, LimitReasons.LevelWithinBounds())
        {
            Window = window,
            Evidence = LiveHeapSeries.NameOf(LiveHeapEvidence.Bounds),
            Notices = source.WhyNone is { } why ? [.. source.Notices, why] : source.Notices,
            Value = high,
            Low = low,
            High = high,
            Samples = before.Points + after.Points,
        };
    }

    private static bool IsBounded(LimitSource source, LevelPhases phases) =>
        Ends(source, phases.From, phases.Cut) is { Low: 0 } || Ends(source, phases.To, phases.Cut) is { Low: 0 };

    private static (double Low, double High, int Points)? Ends(LimitSource source, Runs.Phase phase, Func<Window, Window> cut)
    {
        var window = cut(RunView.LevelWindow(phase, source.Kind));
        var known = source.LiveHeap!.Known.Where(p => window.SecondHalf.Contains(p.At)).ToList();
        return known.Count == 0
            || known.Exists(p => !double.IsFinite(p.High)) ? null : (known.Min(p => p.Low), known.Max(p => p.High), known.Count);
    }
}
