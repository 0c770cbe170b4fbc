using WesMemGuard.Budgets;
using WesMemGuard.Measurement;
using WesMemGuard.Verdicts.Gates;
using WesMemGuard.Verdicts.Observations;

namespace WesMemGuard.Verdicts.Limits;

/// <summary>
/// The largest sample is at most the limit. One sample above it breaks it whatever else is missing; to hold, it needs
/// every gate that others need.
/// </summary>
internal static class PeakLimit
{
    public static Finding Judge(RunView view, Limit limit)
    {
        var window = view.WindowOf(limit);
        var source = LimitSource.Of(view, limit, window);
        if (limit.Metric == Metric.LiveHeap)
            return LiveHeapPeak.Judge(view, limit, source, window);
        var gate = LimitGates.Check(view, limit, source, window);
        var found = Finding.In(window, source) with
        {
            Measured = source.Values.Count == 0 ? null : MeasuredText.Range(limit, source, window),
        };
        if (source.Values.Count == 0)
            return found.As(gate?.Outcome ?? Outcome.Inconclusive,
                gate?.Reason ?? source.WhyNone ?? LimitReasons.NoSample());
        var peak = source.Values.MaxBy(v => v.Value);
        found = found with { Value = peak.Value };
        if (peak.Value > limit.Rule.Bound)
        {
            var since = source.Values.First(v => v.Value > limit.Rule.Bound).At;
            var broken =
                found with { Outcome = Outcome.Broken, Reason = LimitReasons.PeakAbove(peak.At), Since = since };
            return gate is null ? broken : broken.Noting(LimitReasons.SeenAlthough(gate.Reason));
        }

        gate ??= LoadGate.Check(view, limit, window);
        if (gate is null && NativeLevel.WhyNotHeld(limit, source, window) is { } untold)
            return found.As(Outcome.Inconclusive, untold);
        return gate is not null ? found.As(gate.Outcome, gate.Reason)
            : Crest(view, limit, window) is { } goal
                ? found.As(Outcome.Inconclusive, LimitReasons.CrestBetween(new ByteSize(goal))) with { High = goal }
            : found.As(Outcome.Held, LimitReasons.EverySampleWithin());
    }

    /// <summary>
    /// Between two samples heap_alloc rises to the collector's goal and falls again: only where the largest goal
    /// keeps the limit too it is sure that no crest was missed.
    /// </summary>
    private static double? Crest(RunView view, Limit limit, Window window)
    {
        if (limit.Metric != Metric.HeapAlloc)
            return null;
        var goals = view.Run.Metrics.Where(r => r.Sample?.NextGc is < LiveHeap.GoalRule.NoLimit
            && window.Contains(r.At))
            .Select(r => r.Sample!.NextGc!.Value).ToList();
        return goals.Count > 0 && goals.Max() > limit.Rule.Bound ? goals.Max() : null;
    }
}
