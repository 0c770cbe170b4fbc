using WesMemGuard.Pprof.Comparing;

namespace WesMemGuard.Pprof.Growing;

/// <summary>How a holder's growth is spread over the time.</summary>
internal static class GrowthCourse
{
    /// <summary>
    /// "The later part" begins within the first three fifths of the time, so it is two fifths at least.
    /// </summary>
    private const double LatestStart = 0.6;

    /// <summary>A later part that grows at less than a fifth of the whole's rate is flat.</summary>
    private const double FlatPart = 0.2;

    /// <summary>Chance to call a steady growth stopped, over all profiles looked at together.</summary>
    private const double Error = 0.05;

    /// <summary>
    /// Stopped when, from some profile on, there is next to no growth, and a steady growth would leave so few of its
    /// sampled objects there with a chance of at most 5 %.
    /// </summary>
    internal static GrowthTrend TrendOf(HolderSeries holder, double[] hours)
    {
        var last = hours.Length - 1;
        int[] starts = [.. Enumerable.Range(1, last - 1).Where(i => hours[i] <= LatestStart * hours[last])];
        if (starts.Length == 0)
            return GrowthTrend.Growing;
        if (starts.Any(i => IsFlat(holder, i, last, hours[i] / hours[last], Error / starts.Length)))
            return GrowthTrend.Stopped;
        return holder.Value(last) > holder.Value(starts[^1]) ? GrowthTrend.Growing : GrowthTrend.Unclear;
    }

    /// <summary>The median of the slopes between all pairs of points: Theil 1950, Sen 1968.</summary>
    internal static double MedianSlope(double[] x, double[] y)
    {
        List<double> slopes = [];
        for (var i = 0; i < x.Length; i++)
        {
            for (var j = i + 1; j < x.Length; j++)
                slopes.Add((y[j] - y[i]) / (x[j] - x[i]));
        }
        slopes.Sort();
        var middle = slopes.Count / 2;
        return slopes.Count % 2 == 1 ? slopes[middle] : (slopes[middle - 1] + slopes[middle]) / 2;
    }

    private static bool IsFlat(HolderSeries holder, int start, int last, double startPart, double error)
    {
        double all = holder.Value(last) - holder.Value(0);
        double later = Math.Max(0, holder.Value(last) - holder.Value(start));
        var expected = 1 - startPart;
        if (later / all > FlatPart * expected)
            return false;
        double objects = Math.Max(1, holder.Count(last) - holder.Count(0));
        var seen = Math.Clamp(holder.Count(last) - holder.Count(start), 0, objects);
        return ChanceOfSoFew(seen / objects, expected, objects) <= error;
    }

    /// <summary>
    /// Chernoff's bound for a binomial count's lower tail, exp(-n·KL(seen|expected)); for a count of 0 it is the chance
    /// itself.
    /// </summary>
    private static double ChanceOfSoFew(double seen, double expected, double objects)
    {
        if (seen >= expected)
            return 1;
        var divergence =
            (seen > 0 ? seen * Math.Log(seen / expected) : 0) + ((1 - seen) * Math.Log((1 - seen) / (1 - expected)));
        return Math.Exp(-objects * divergence);
    }
}
