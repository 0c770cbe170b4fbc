using WesMemGuard.Statistics;

namespace WesMemGuard.Growth;

/// <summary>
/// The readings between jobs of a process that works by the clock or in bursts: a narrow band along a line, to which it comes back again
/// and again, and what lies beside the band lies far above it. Rest is compared with rest, whatever a job takes and whenever it runs.
/// </summary>
internal static class Rests
{
    // Parts of equal length, of each of which the least is taken for a first line; it bears up to two parts without a rest.
    private const int Parts = 8;
    private const int Rounds = 3;
    private const int GridSteps = 240;

    // Of the time, at least so much is rest; its densest part tells where the band lies.
    private const double DensestShare = 0.2;

    // Jobs take at least so much of the time, and reach so many standard deviations above the band: noise alone does neither.
    private const double LeastJobs = 0.08;
    private const double LeastHeight = 12;
    private const double Band = 3;

    // Far below the band lies nothing but an odd reading: a rest is the least that it holds.
    private const double MostBelow = 0.02;

    // No job takes more than this share of the window, the first and the last alike.
    private const double LongestJob = 0.3;

    // The median of absolute deviations of normal values is their standard deviation over this.
    private const double NormalConsistency = 1.4826;

    /// <summary>The median of each rest, in time order; none where the readings are no such process's.</summary>
    public static TimedValue[] Of(ReadOnlySpan<TimedValue> readings)
    {
        if (readings.Length < 2 * Parts || readings.Length > TheilSen.MostPoints)
            return [];
        var all = readings.ToArray();
        var resting = LowLine(all);
        (double Slope, double Middle, double Deviation) band = default;
        for (var round = 0; round < Rounds; round++)
        {
            if (resting.Length < FewPoints.Fewest)
                return [];
            band = BandAlong(all, Slope(resting));
            var (slope, most) = (band.Slope, band.Middle + (Band * band.Deviation));
            resting = [.. all.Where(point => Above(point, slope) <= most)];
        }

        return Stands(all, band) ? [.. Parted(all, band).Select(Middle)] : [];
    }

    private static TimedValue Middle(List<TimedValue> rest) =>
        new(rest.Average(point => point.Seconds), Median.Of([.. rest.Select(point => point.Value)]));

    private static TimedValue[] LowLine(TimedValue[] all)
    {
        double from = all[0].Seconds, part = (all[^1].Seconds - from) / Parts;
        return [.. all.GroupBy(point => Math.Min(Parts - 1, (int)((point.Seconds - from) / part)))
            .Select(group => group.MinBy(point => point.Value))];
    }

    private static double Slope(TimedValue[] points) =>
        TheilSen.Fit(Array.ConvertAll(points, point => point.Seconds), Array.ConvertAll(points, point => point.Value)).Slope;

    private static double Above(TimedValue point, double slope) => point.Value - (slope * point.Seconds);

    // The densest fifth of the time, and the scatter below its middle, where no job adds to it.
    private static (double Slope, double Middle, double Deviation) BandAlong(TimedValue[] all, double slope)
    {
        var levels = Median.Ordered(OverTime(all, slope));
        int within = (int)(DensestShare * levels.Length), densest = 0;
        for (var i = 1; i + within < levels.Length; i++)
        {
            if (levels[i + within] - levels[i] < levels[densest + within] - levels[densest])
                densest = i;
        }

        var middle = levels[densest + (within / 2)];
        double[] below = [.. levels.TakeWhile(level => level <= middle).Select(level => middle - level)];
        return (slope, middle, Math.Max(NormalConsistency * Median.Of(below), levels[densest + within] - middle));
    }

    // Each reading for as long as it stood: a process is read more often while it works.
    private static double[] OverTime(TimedValue[] all, double slope)
    {
        var levels = new double[GridSteps];
        var at = 0;
        for (var i = 0; i < GridSteps; i++)
        {
            var second = all[0].Seconds + ((all[^1].Seconds - all[0].Seconds) * (i + 0.5) / GridSteps);
            while (at + 1 < all.Length && all[at + 1].Seconds <= second)
                at++;
            levels[i] = Above(all[at], slope);
        }

        return levels;
    }

    private static bool Stands(TimedValue[] all, (double Slope, double Middle, double Deviation) band)
    {
        var levels = OverTime(all, band.Slope);
        double Share(Func<double, bool> of) => (double)levels.Count(of) / levels.Length;
        return band.Deviation > 0
            && Share(level => level > band.Middle + (LeastHeight * band.Deviation)) >= LeastJobs
            && Share(level => level < band.Middle - (2 * Band * band.Deviation)) <= MostBelow;
    }

    // Neighbours within a rest are alike; one rest and the next, with a job between them, are readings of their own.
    private static List<List<TimedValue>> Parted(TimedValue[] all, (double Slope, double Middle, double Deviation) band)
    {
        List<List<TimedValue>> rests = [];
        double longest = LongestJob * (all[^1].Seconds - all[0].Seconds), last = all[0].Seconds;
        double highest = double.NegativeInfinity, job = highest;
        var works = true;
        foreach (var point in all)
        {
            var above = (Above(point, band.Slope) - band.Middle) / band.Deviation;
            works |= above > LeastHeight;
            if (above > Band)
            {
                job = Math.Max(job, above);
                continue;
            }

            if (point.Seconds - last > longest)
                return [];
            if (works)
                rests.Add([]);
            rests[^1].Add(point);
            (last, highest, job, works) = (point.Seconds, Math.Max(highest, job), double.NegativeInfinity, false);
        }

        // What goes on at the end may be a job that comes to an end like the others, or the beginning of something else.
        return all[^1].Seconds - last <= longest && job <= highest ? rests : [];
    }
}
