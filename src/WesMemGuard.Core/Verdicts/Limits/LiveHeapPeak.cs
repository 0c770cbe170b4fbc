using WesMemGuard.Budgets;
using WesMemGuard.LiveHeap;
using WesMemGuard.Verdicts.Gates;
using WesMemGuard.Verdicts.Observations;

namespace WesMemGuard.Verdicts.Limits;

/// <summary>
/// The peak of the live heap, by what each collection leaves open: held where the most that can have been live keeps
/// the limit, broken where the least passes it. So a bound is evidence too: a process under 4 MiB keeps 20 MiB,
/// whatever its live heap is exactly.
/// </summary>
internal static class LiveHeapPeak
{
    /// <summary>A bracket narrower than this part of the value is the value.</summary>
    private const double Narrow = 0.005;

    public static Finding Judge(RunView view, Limit limit, LimitSource source, Window window)
    {
        if (source.LiveHeap is null)
            return OfFloors(view, limit, source, window);
        var gate = LimitGates.Check(view, limit, source, window);
        var known = source.LiveHeap.Known;
        var isBound = source.LiveHeap.Points.Count == 0 && known.Count > 0;
        var found = Finding.In(window, source) with
        {
            Samples = known.Count,
            Evidence = isBound ? LiveHeapSeries.NameOf(LiveHeapEvidence.Bounds) : source.Evidence,
            Notices = isBound && source.WhyNone is { } why ? [.. source.Notices, why] : source.Notices,
            Measured = source.Values.Count == 0 ? null : MeasuredText.Range(limit, source, window),
        };
        if (known.Count == 0)
            return found.As(gate?.Outcome ?? Outcome.Inconclusive,
                gate?.Reason ?? source.WhyNone ?? LimitReasons.NoSample());
        return Decide(limit, source, With(found, known, isBound), gate, LoadGate.Check(view, limit, window));
    }

    private static Finding With(Finding found, IReadOnlyList<LiveHeapPoint> known, bool isBound)
    {
        var (low, high) = (known.Max(Least), known.Max(p => p.High));
        var value = known.Max(p => p.Bytes);
        return isBound || high - low > Narrow * value
            ? found with { Value = value, Low = low, High = high } : found with { Value = value };
    }

    private static Finding Decide(Limit limit, LimitSource source, Finding found, GateFinding? gate, GateFinding? load)
    {
        var known = source.LiveHeap!.Known;
        var bound = limit.Rule.Bound;
        if (known.Any(p => Least(p) > bound))
        {
            var largest = known.MaxBy(Least);
            var broken = found
                with
            { Outcome = Outcome.Broken, Reason = LimitReasons.PeakAbove(largest.At), Since = known.First(p => Least(p) > bound).At };
            return gate is null ? broken : broken.Noting(LimitReasons.SeenAlthough(gate.Reason));
        }

        if (gate is not null)
            return found.As(gate.Outcome, gate.Reason);
        var most = known.Max(p => p.High);
        if (most > bound)
            return found.As(Outcome.Inconclusive, double.IsFinite(most)
                ? LimitReasons.Between(FigureText.Level(limit, known.Max(Least)), FigureText.Level(limit, most),
                    source.WhyNone)
                : LimitReasons.OpenSpans(source.WhyNone));
        if (load is not null)
            return found.As(load.Outcome, load.Reason);
        return found.As(Outcome.Held, source.LiveHeap.Points.Count == 0
            ? LimitReasons.WithinBound(FigureText.Level(limit, most)) : LimitReasons.EverySampleWithin());
    }

    private static double Least(LiveHeapPoint point) => Math.Max(0, point.Low - point.Floating);

    /// <summary>
    /// Floors hold garbage: a sample after each collection bounds what was live, so they may hold a peak, never break
    /// it.
    /// </summary>
    private static Finding OfFloors(RunView view, Limit limit, LimitSource source, Window window)
    {
        var gate = LimitGates.Check(view, limit, source, window) ?? LoadGate.Check(view, limit, window);
        var found = Finding.In(window, source) with
        {
            Measured = source.Values.Count == 0 ? null : MeasuredText.Range(limit, source, window),
        };
        if (source.Values.Count == 0 || gate is not null)
            return found.As(gate?.Outcome ?? Outcome.Inconclusive,
                gate?.Reason ?? source.WhyNone ?? LimitReasons.NoSample());
        var counts = CollectionCounts.At(view.Run, source.Values);
        if (counts.Length == 0 || !LiveHeapFloors.Collected(view, source, window))
            return found.As(Outcome.Inconclusive, LimitReasons.FloorsArePeaks());
        var most = source.Values.Select((v, i) => (v.Value, Count: counts[i])).GroupBy(v => v.Count).Max(g => g.Min(v => v.Value));
        return most <= limit.Rule.Bound
            ? found.As(Outcome.Held,
                LimitReasons.WithinBound(FigureText.Level(limit, most))) with
            { Value = most, Low = 0, High = most }
            : found.As(Outcome.Inconclusive, LimitReasons.FloorsBetween(FigureText.Level(limit, most)));
    }
}
