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

    // The lowest band that is nearly as dense as the densest is rest: a load that is full is as steady.
    private const double NearlyAsDense = 3;

    // No job takes more than this share of the window, and one that isn't over no more than the second.
    private const double LongestJob = 0.5;
    private const double LongestLastJob = 0.3;

    // The standard deviation of rounding to whole steps: counts stand still at rest.
    private const double Rounding = 0.2887;

    // The median of absolute deviations of normal values is their standard deviation over this.
    private const double NormalConsistency = 1.4826;

    /// <summary>The readings of each rest, in time order; none where the readings are no such process's.</summary>
    public static IReadOnlyList<TimedValue[]> Of(ReadOnlySpan<TimedValue> readings)
    {
        if (readings.Length < 2 * Parts || readings.Length > TheilSen.MostPoints)
            return [];
        var all = readings.ToArray();
        var (resting, step) = (LowLine(all), Step(readings));
        (double Slope, double Middle, double Deviation) band = default;
        for (var round = 0; round < Rounds; round++)
        {
            if (resting.Length < FewPoints.Fewest)
                return [];
            band = BandAlong(all, Slope(resting), step);
            var (slope, most) = (band.Slope, band.Middle + (Band * band.Deviation));
            resting = [.. all.Where(point => Above(point, slope) <= most)];
        }

        return Stands(all, band) ? Parted(all, band) : [];
    }

    /// <summary>The least by which two readings differ at all; 0 where none do.</summary>
    public static double Step(ReadOnlySpan<TimedValue> readings)
    {
        var values = Median.Ordered(Array.ConvertAll(readings.ToArray(), point => point.Value));
        return values.Zip(values.Skip(1), (lower, upper) => upper - lower).Where(step => step > 0).DefaultIfEmpty(0).Min();
    }

    private static TimedValue[] LowLine(TimedValue[] all)
    {
        double from = all[0].Seconds, part = (all[^1].Seconds - from) / Parts;
        return [.. all.GroupBy(point => Math.Min(Parts - 1, (int)((point.Seconds - from) / part)))
            .Select(group => group.MinBy(point => point.Value))];
    }

    private static double Slope(TimedValue[] points) =>
        TheilSen.Fit(Array.ConvertAll(points, point => point.Seconds), Array.ConvertAll(points, point => point.Value)).Slope;

    private static double Above(TimedValue point, double slope) => point.Value - (slope * point.Seconds);

    // The lowest of the densest fifths of the time, and the scatter below its middle, where no job adds to it.
    private static (double Slope, double Middle, double Deviation) BandAlong(TimedValue[] all, double slope, double step)
    {
        var levels = Median.Ordered(OverTime(all, slope));
        var within = (int)(DensestShare * levels.Length);
        double Width(int from) => levels[from + within] - levels[from];
        var most = NearlyAsDense * Math.Max(step, Enumerable.Range(0, levels.Length - within).Min(Width));
        var lowest = Enumerable.Range(0, levels.Length - within).First(from => Width(from) <= most);
        var densest = Enumerable.Range(lowest, Math.Min(within, levels.Length - within - lowest)).MinBy(Width);
        var middle = levels[densest + (within / 2)];
        double[] below = [.. levels.TakeWhile(level => level <= middle).Select(level => middle - level)];
        var scatter = Math.Max(NormalConsistency * Median.Of(below), levels[densest + within] - middle);
        return (slope, middle, Math.Max(Rounding * step, scatter));
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

    private static List<TimedValue[]> Parted(TimedValue[] all, (double Slope, double Middle, double Deviation) band)
    {
        List<List<TimedValue>> rests = [];
        List<double> jobs = [];
        double length = all[^1].Seconds - all[0].Seconds, last = all[0].Seconds, job = double.NegativeInfinity;
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

            if (point.Seconds - last > LongestJob * length)
                return [];
            if (works)
                rests.Add([]);
            rests[^1].Add(point);
            if (job > LeastHeight)
                jobs.Add(job);
            (last, job, works) = (point.Seconds, double.NegativeInfinity, false);
        }

        return all[^1].Seconds - last <= LongestLastJob * length && IsLikeOthers(job, jobs)
            ? rests.ConvertAll(rest => rest.ToArray()) : [];
    }

    // What goes on at the end may be a job that comes to an end like the others, or the beginning of something else, which no job tells of:
    // it lies above the highest of them by no more than they differ.
    private static bool IsLikeOthers(double job, List<double> jobs) =>
        double.IsNegativeInfinity(job) || (jobs.Count > 0 && job <= (2 * jobs.Max()) - jobs.Min());
}
