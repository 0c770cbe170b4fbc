using WesMemGuard.Statistics;

namespace WesMemGuard.Growth;

/// <summary>
/// Turns samples into the points that a slope is fitted through: few enough to be cheap, far enough apart to be nearly
/// free of garbage.
/// </summary>
internal static class GrowthPoints
{
    /// <summary>The most points a slope is fitted through.</summary>
    public const int Most = 60;

    /// <summary>The most readings that rests between jobs are looked for in.</summary>
    public const int MostOfRests = 240;

    private const int SamplesPerBlock = 12;
    private const int SamplesPerFloorOfRests = 4;
    private const int LeastToDrop = 8;
    private const double WildSteps = 6;
    private const int Following = 5;
    private const double WildFalls = 8;
    private const int SamplesPerCount = 3;

    /// <summary>
    /// Live-heap points as they are, or medians of blocks of equal numbers when there are more than <see cref="Most"/>.
    /// </summary>
    public static TimedValue[] OfLiveHeap(ReadOnlySpan<TimedValue> points)
    {
        var valid = WithoutWildStart(Valid(points));
        return InBlocks(valid, 1, Most, Middle);
    }

    /// <summary>
    /// Floors: where collections are counted, the least sample after each (it carries least garbage), in blocks of
    /// enough collections to leave <see cref="Most"/>. Where they aren't, the least of blocks of max(12, n/60) samples;
    /// when the samples fall like a saw so rarely that a block may hold no fall, the falls are taken for the
    /// collections.
    /// </summary>
    public static TimedValue[] OfFloors(ReadOnlySpan<TimedValue> samples, ReadOnlySpan<double> numGc)
    {
        if (numGc.Length == samples.Length && numGc.Length > 0)
            return Thinned(FloorsOfCycles(samples, numGc));
        var valid = Valid(samples);
        var size = Math.Max(SamplesPerBlock, (valid.Length + Most - 1) / Most);
        var falls = Falls(valid);
        return falls.Length > 0 && falls[^1] > 0 && size < 2 * valid.Length / (falls[^1] + 1)
            ? Thinned(FloorsOfCycles(valid, falls))
            : Blocks(valid, size, Least);
    }

    /// <summary>Counts: the medians of blocks of at least three samples.</summary>
    public static TimedValue[] OfCounts(ReadOnlySpan<TimedValue> samples)
    {
        var valid = Valid(samples);
        return InBlocks(valid, SamplesPerCount, Most, Middle);
    }

    /// <summary>
    /// The readings in which teeth show: single wild ones drawn in, and none from before the heap was built up. A first
    /// reading that lies above what follows stays: it says that memory was given back.
    /// </summary>
    public static TimedValue[] Readings(ReadOnlySpan<TimedValue> points)
    {
        TimedValue[] valid = Valid(points), built = WithoutWildStart(valid);
        var wild = valid.Length - built.Length;
        return Spikes.Softened(wild > 0 && valid[wild - 1].Value < built[0].Value ? built : valid);
    }

    /// <summary>
    /// Live-heap readings or counts as rests between jobs are looked for in them: one by one, not drawn in, for a job may take no longer
    /// than one; medians of blocks of equal numbers when there are more than <see cref="MostOfRests"/>.
    /// </summary>
    public static TimedValue[] Singles(ReadOnlySpan<TimedValue> points, bool ofHeap)
    {
        var valid = ofHeap ? WithoutWildStart(Valid(points)) : Valid(points);
        return InBlocks(valid, 1, MostOfRests, Middle);
    }

    /// <summary>
    /// Floors as rests are looked for in them: of single collections where they are counted, else of four samples or more.
    /// </summary>
    public static TimedValue[] SingleFloors(ReadOnlySpan<TimedValue> samples, ReadOnlySpan<double> numGc) =>
        numGc.Length == samples.Length && numGc.Length > 0
            ? InBlocks(FloorsOfCycles(samples, numGc), 1, MostOfRests, Least)
            : InBlocks(Valid(samples), SamplesPerFloorOfRests, MostOfRests, Least);

    private static TimedValue[] Valid(ReadOnlySpan<TimedValue> points)
    {
        var valid = new List<TimedValue>(points.Length);
        foreach (var point in points)
        {
            // A point must be a figure and later than the one before.
            if (double.IsFinite(point.Value) && double.IsFinite(point.Seconds)
                && (valid.Count == 0 || point.Seconds > valid[^1].Seconds))
                valid.Add(point);
        }

        return [.. valid];
    }

    // A process's first readings are of a heap that was not built up yet: up to two of them go when they lie apart from all that follow.
    private static TimedValue[] WithoutWildStart(TimedValue[] points)
    {
        if (points.Length < LeastToDrop)
            return points;
        var steps = new double[points.Length - 1];
        for (var i = 0; i < steps.Length; i++)
            steps[i] = Math.Abs(points[i + 1].Value - points[i].Value);
        var wild = WildSteps * Median.Of(steps);
        var dropped = LiesApart(points, 1, wild) ? 2 : LiesApart(points, 0, wild) ? 1 : 0;
        return points[dropped..];
    }

    private static bool LiesApart(TimedValue[] points, int place, double wild)
    {
        double[] following = [.. points.Skip(place + 1).Take(Following).Select(point => point.Value)];
        return Math.Abs(following[0] - points[place].Value) > wild
            && Math.Abs(Median.Of(following) - points[place].Value) > wild;
    }

    private static TimedValue[] Thinned(TimedValue[] floors) =>
        InBlocks(floors, 1, Most, Least);

    // The number of wild falls up to each sample: falls that are many times the usual step and undo half of what the values range over.
    private static double[] Falls(TimedValue[] samples)
    {
        if (samples.Length < 2)
            return [];
        var steps = new double[samples.Length - 1];
        for (var i = 0; i < steps.Length; i++)
            steps[i] = Math.Abs(samples[i + 1].Value - samples[i].Value);
        var range = samples.Max(sample => sample.Value) - samples.Min(sample => sample.Value);
        var wild = Math.Max(WildFalls * Median.Of(steps), range / 3);
        var falls = new double[samples.Length];
        for (var i = 1; i < falls.Length; i++)
            falls[i] = falls[i - 1] + (samples[i - 1].Value - samples[i].Value > wild ? 1 : 0);
        return falls;
    }

    private static TimedValue[] FloorsOfCycles(ReadOnlySpan<TimedValue> samples, ReadOnlySpan<double> numGc)
    {
        var floors = new List<TimedValue>();
        var collected = false;
        for (var i = 1; i < samples.Length; i++)
        {
            // The samples before the first collection hold garbage of unknown age: they are no floor.
            if (numGc[i] > numGc[i - 1])
            {
                collected = true;
                floors.Add(samples[i]);
            }
            else if (collected && samples[i].Value < floors[^1].Value)
            {
                floors[^1] = samples[i];
            }
        }

        return Valid([.. floors]);
    }

    // Blocks of so many points at least, and of as many as leave no more than most of them.
    private static TimedValue[] InBlocks(TimedValue[] points, int least, int most, Func<TimedValue[], TimedValue> representative)
    {
        var size = Math.Max(least, (points.Length + most - 1) / most);
        return size == 1 ? points : Blocks(points, size, representative);
    }

    private static TimedValue[] Blocks(TimedValue[] points, int size, Func<TimedValue[], TimedValue> representative)
    {
        // Blocks end with the newest point; what is left over at the start is dropped.
        int count = points.Length / size, start = points.Length - (count * size);
        var blocks = new TimedValue[count];
        for (var block = 0; block < count; block++)
            blocks[block] = representative(points[(start + (block * size))..(start + ((block + 1) * size))]);
        return blocks;
    }

    private static TimedValue Least(TimedValue[] block) =>
        new(Centre(block), block.Min(point => point.Value));

    private static TimedValue Middle(TimedValue[] block) =>
        new(Centre(block), Median.Of([.. block.Select(point => point.Value)]));

    private static double Centre(TimedValue[] block) => block.Average(point => point.Seconds);
}
