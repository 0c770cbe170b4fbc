using WesMemGuard.Budgets;
using WesMemGuard.Verdicts.Gates;

namespace WesMemGuard.Verdicts.Limits;

/// <summary>
/// The largest sample is at most the limit. One sample above it breaks it whatever else is missing; to hold, it needs every gate that others need.
/// </summary>
internal static class PeakLimit
{
    public static Finding Judge(RunView view, Limit limit)
    {
        var window = view.WindowOf(limit);
        var source = LimitSource.Of(view, limit, window);
        var gate = LimitGates.Check(view, limit, source, window);
        var found = Finding.In(window, source) with
        {
            Measured = source.Values.Count == 0 ? null : MeasuredText.Range(limit, source, window),
        };
        if (source.Values.Count == 0)
            return found.As(gate?.Outcome ?? Outcome.Inconclusive, gate?.Reason ?? source.WhyNone ?? LimitReasons.NoSample());
        var peak = source.Values.MaxBy(v => v.Value);
        found = found with { Value = peak.Value };
        if (peak.Value > limit.Rule.Bound)
        {
            var since = source.Values.First(v => v.Value > limit.Rule.Bound).At;
            var broken = found with { Outcome = Outcome.Broken, Reason = LimitReasons.PeakAbove(peak.At), Since = since };
            return gate is null ? broken : broken.Noting(LimitReasons.SeenAlthough(gate.Reason));
        }

        gate ??= LoadGate.Check(view, limit, window);
        return gate is null ? found.As(Outcome.Held, LimitReasons.EverySampleWithin()) : found.As(gate.Outcome, gate.Reason);
    }
}
