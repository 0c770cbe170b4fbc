using WesMemGuard.Growth;
using WesMemGuard.Statistics;

namespace WesMemGuard.Comparison;

/// <summary>
/// Two series as one of their differences, head less base, at the same times since their windows' start. What both live
/// through, as warm-up, a load that swings or a machine that is busy, is in both and so in no difference.
/// </summary>
internal static class PairedPoints
{
    /// <summary>Neighbours further apart than this many usual distances say nothing of what is between them.</summary>
    private const double Farthest = 3;

    /// <summary>A distance of less than this part of the mean one lies within a burst.</summary>
    private const double BurstShare = 10;

    /// <summary>
    /// At each point of the sparser series the difference to the other, which is taken between its two neighbours
    /// there, in proportion to time; at its ends the near one alone, within half of the usual distance.
    /// </summary>
    public static TimedValue[] Of(TimedValue[] before, TimedValue[] after)
    {
        if (before.Length == 0 || after.Length == 0)
            return [];
        var sign = before.Length < after.Length ? -1 : 1;
        var (sparse, dense) = before.Length < after.Length ? (before, after) : (after, before);
        var usual = Usual(dense);
        var pairs = new List<TimedValue>(sparse.Length);
        var next = 0;
        foreach (var point in sparse)
        {
            while (next < dense.Length && dense[next].Seconds < point.Seconds)
                next++;
            if (Between(dense, next, point.Seconds, usual) is { } other)
                pairs.Add(new TimedValue(point.Seconds, sign * (point.Value - other)));
        }

        return [.. pairs];
    }

    private static double? Between(TimedValue[] dense, int next, double at, double usual)
    {
        if (next < dense.Length && dense[next].Seconds <= at)
            return dense[next].Value;
        if (next > 0 && next < dense.Length)
        {
            var (left, right) = (dense[next - 1], dense[next]);
            var length = right.Seconds - left.Seconds;
            return length <= Farthest * usual
                ? left.Value + ((right.Value - left.Value) * (at - left.Seconds) / length) : null;
        }

        var end = next == 0 ? dense[0] : dense[^1];
        return Math.Abs(end.Seconds - at) <= usual / 2 ? end.Value : null;
    }

    private static double Usual(TimedValue[] points)
    {
        if (points.Length < 2)
            return 0;
        var gaps = new double[points.Length - 1];
        for (var i = 0; i < gaps.Length; i++)
            gaps[i] = points[i + 1].Seconds - points[i].Seconds;
        // Pages that are asked for beside the regular ones come in bursts, and what lies within one is not what is usual.
        var within = (points[^1].Seconds - points[0].Seconds) / gaps.Length / BurstShare;
        return Median.Of([.. gaps.Where(g => g >= within)]);
    }
}
