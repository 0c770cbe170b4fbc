using System.Globalization;
using WesMemGuard.Budgets;
using WesMemGuard.Growth;
using WesMemGuard.LiveHeap;
using WesMemGuard.Measurement;
using WesMemGuard.Reasons;
using WesMemGuard.Verdicts.Gates;
using WesMemGuard.Verdicts.Observations;

namespace WesMemGuard.Verdicts.Limits;

/// <summary>Growth per hour: the slope's interval against the budget, behind all gates.</summary>
internal static class SlopeLimit
{
    public static Finding Judge(RunView view, Limit limit, double alpha)
    {
        var window = view.AfterWarmUp(view.WindowOf(limit));
        if (window.Length <= TimeSpan.Zero)
            return NothingLeft(view, limit, window);
        var source = LimitSource.Of(view, limit, window);
        if (source.Kind == SeriesKind.LiveHeap && source.WhyNone is not null && limit.Evidence is null
            && limit.Metric == Metric.LiveHeap)
            return Fallback(view, limit, window, source.WhyNone, alpha);
        return Bracket.Judge(source.Quiet(), limit, end => Judge(view, limit, end, window, alpha));
    }

    /// <summary>Warm-up takes all there is; a source that was never measured is told first.</summary>
    private static Finding NothingLeft(RunView view, Limit limit, Window window)
    {
        var source = LimitSource.Of(view, limit, view.Extent);
        var gate = LimitGates.Check(view, limit, source, view.Extent);
        var found = Finding.In(window, source) with { Samples = 0, Notices = [] };
        return gate?.Outcome == Outcome.NotMeasured
            ? found.As(gate.Outcome, gate.Reason)
            : found.As(Outcome.Inconclusive,
                SlopeReasons.NothingAfterWarmUp(view.Budget.WarmUp,
                    Math.Ceiling((window.From - window.To).TotalMinutes) + 10));
    }

    /// <summary>The live heap can't be read exactly: floors may still break the limit, but never hold it.</summary>
    private static Finding Fallback(RunView view, Limit limit, Window window, Reason why, double alpha)
    {
        var floors = LimitSource.Floors(view, window, LiveHeapReasons.Floors(why));
        var found = Judge(view, limit, floors, window, alpha);
        return found.Outcome == Outcome.Held || found.Outcome == Outcome.Inconclusive
            ? found.As(Outcome.Inconclusive, SlopeReasons.ExportOrCollect(why)) with { More = null }
            : found;
    }

    private static Finding Judge(RunView view, Limit limit, LimitSource source, Window window, double alpha)
    {
        var gate = LimitGates.Check(view, limit, source, window);
        var found = Finding.In(window, source) with { Statistical = true };
        if (gate?.Outcome == Outcome.NotMeasured || source.WhyNone is not null)
            return found.As(gate?.Outcome ?? Outcome.Inconclusive,
                gate?.Reason ?? source.WhyNone!) with
            { Statistical = false };
        var slope = Slope(view, source, limit.Rule.Bound, alpha, window);
        found = found with
        {
            Value = double.IsNaN(slope.SlopePerHour) ? null : slope.SlopePerHour,
            Low = double.IsFinite(slope.LowPerHour) ? slope.LowPerHour : null,
            High = double.IsFinite(slope.HighPerHour) ? slope.HighPerHour : null,
            Confidence = 1 - (2 * alpha),
            Measured = source.Values.Count == 0 ? null : MeasuredText.Ends(limit, source, window, slope.Points),
        };
        if (gate is not null)
            return found.As(gate.Outcome, gate.Reason) with { Statistical = false };
        if (limit.Metric == Metric.LiveHeap && source.Kind == SeriesKind.Floors
            && !LiveHeapFloors.Collected(view, source, window))
            return found.As(Outcome.Inconclusive, SlopeReasons.NoKnownCollection()) with { Statistical = false };
        return Decide(view, limit, source, found, slope, window, alpha);
    }

    private static GrowthFinding Slope(RunView view, LimitSource source, double budget, double alpha, Window window)
    {
        var values = source.Values.Select(v => new TimedValue((v.At - window.From).TotalSeconds, v.Value)).ToArray();
        return source.Kind switch
        {
            SeriesKind.LiveHeap => GrowthJudge.OfLiveHeap(values, budget, alpha),
            SeriesKind.Floors =>
                GrowthJudge.OfFloors(values, CollectionCounts.At(view.Run, source.Values), budget, alpha),
            _ => GrowthJudge.OfCounts(values, budget, alpha),
        };
    }

    private static Finding Decide(RunView view, Limit limit, LimitSource source, Finding found, GrowthFinding slope,
        Window window, double alpha)
    {
        var conflict =
            EvidenceConflict.Of(view, limit, source, slope, window,
                // Each end of what the evidence leaves open is held against the same other evidence.
                other => view.Once((limit, window, string.Create(CultureInfo.InvariantCulture, $"conflict {other.Evidence} {alpha:R}")),
                    () => Slope(view, other, limit.Rule.Bound, alpha, window)));
        if (conflict is not null)
            return found.As(Outcome.Inconclusive, conflict) with { Statistical = false };
        if (slope.Outcome == GrowthOutcome.Broken)
        {
            if (Saturation.WhyNotYet(view, limit, window,
                since => Slope(view, source.Since(since), limit.Rule.Bound, alpha, window))
                is { } filling)
                return found.As(Outcome.Inconclusive, filling);
            return found.As(Outcome.Broken, SlopeText.Reason(slope, limit)) with { Since = window.From };
        }

        if (slope.Outcome == GrowthOutcome.Inconclusive)
            return found.As(Outcome.Inconclusive,
                SlopeText.Reason(slope, limit)) with
            { More = SlopeText.More(slope, limit) };
        return LoadGate.Check(view, limit, window) is { } load
            ? found.As(load.Outcome, load.Reason)
            : found.As(Outcome.Held,
                SlopeText.Reason(slope, limit)) with
            { OfLastPart = slope.Reason == GrowthReason.StoppedGrowing };
    }
}
