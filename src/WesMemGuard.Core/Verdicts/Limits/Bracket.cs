using WesMemGuard.Budgets;
using WesMemGuard.LiveHeap;
using WesMemGuard.Reasons;
using WesMemGuard.Verdicts.Observations;

namespace WesMemGuard.Verdicts.Limits;

/// <summary>
/// Judges a limit on the live heap at both ends of what its evidence leaves open: held where the upper end holds,
/// broken where the lower end breaks, else inconclusive with the one step that would decide.
/// </summary>
internal static class Bracket
{
    /// <summary>The finding over all ends of a source.</summary>
    public static Finding Judge(LimitSource source, Limit limit, Func<LimitSource, Finding> judge)
    {
        var ends = source.Ends();
        var found = ends.Select(judge).ToList();
        return found.Count == 1 ? found[0] : Join(found, limit, source.LiveHeap!);
    }

    private static Finding Join(List<Finding> ends, Limit limit, LiveHeapSeries live)
    {
        var joined = ends[0] with { Low = Least(ends.Select(f => f.Low)), High = Most(ends.Select(f => f.High)) };
        if (ends.TrueForAll(f => f.Outcome == ends[0].Outcome))
            return joined;
        // One end that can't be told is told as such: more points may decide it. Two ends that are told apart need better evidence.
        var bound = limit.Rule.Bound;
        var spans = ends.Exists(f => f.Value <= bound) && ends.Exists(f => f.Value > bound);
        if (spans || (ends.Exists(f => f.Outcome == Outcome.Held) && ends.Exists(f => f.Outcome == Outcome.Broken)))
            return joined.As(Outcome.Inconclusive, Open(limit, ends, live)) with { More = null };
        var untold = ends.First(f => f.Outcome is not (Outcome.Held or Outcome.Broken));
        return joined.As(untold.Outcome, untold.Reason) with { More = untold.More };
    }

    private static Reason Open(Limit limit, List<Finding> ends, LiveHeapSeries live)
    {
        var values = ends.Where(f => f.Value is not null).Select(f => f.Value!.Value).ToList();
        var hours = live.Points.Count < 2 ? 0 : (live.Points[^1].At - live.Points[0].At).TotalHours;
        var grown = hours <= 0 ? 0 : (live.Points[^1].StackInuse - live.Points[0].StackInuse) / hours;
        var why = grown >= ByteSize.MiB ? LimitReasons.StacksGrow(new ByteSize(grown)) : LimitReasons.StacksOpen();
        return values.Count == 0
            ? LimitReasons.OpenSpans(why)
            : LimitReasons.Between(FigureText.Of(limit, values.Min()), FigureText.Of(limit, values.Max()), why);
    }

    private static double? Least(IEnumerable<double?> ends) => ends.Contains(null) ? null : ends.Min();

    private static double? Most(IEnumerable<double?> ends) => ends.Contains(null) ? null : ends.Max();
}
