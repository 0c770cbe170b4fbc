namespace WesMemGuard.Growth;

/// <summary>
/// Turns samples into the points that a slope is fitted through: few enough to be cheap, far enough apart to be nearly free of garbage.
/// </summary>
internal static class GrowthPoints
{
    /// <summary>The most points a slope is fitted through.</summary>
    public const int Most = 40;

    private const int SamplesPerBlock = 12;
    private const int SamplesPerCount = 3;

    /// <summary>Live-heap points as they are, or medians of blocks of equal numbers when there are more than <see cref="Most"/>.</summary>
    public static TimedValue[] OfLiveHeap(ReadOnlySpan<TimedValue> points)
    {
        TimedValue[] valid = Valid(points);
        return valid.Length <= Most ? valid : Blocks(valid, (valid.Length + Most - 1) / Most, Middle);
    }

    /// <summary>
    /// Floors: where collections are counted, the least sample after each (it carries least garbage), in blocks of enough collections;
    /// else the least of blocks of max(12, n/40) samples.
    /// </summary>
    public static TimedValue[] OfFloors(ReadOnlySpan<TimedValue> samples, ReadOnlySpan<double> numGc)
    {
        TimedValue[] floors = numGc.Length == samples.Length ? FloorsOfCycles(samples, numGc) : [];
        if (floors.Length >= 5)
            return floors.Length <= Most ? floors : Blocks(floors, (floors.Length + Most - 1) / Most, Least);
        TimedValue[] valid = Valid(samples);
        return Blocks(valid, Math.Max(SamplesPerBlock, (valid.Length + Most - 1) / Most), Least);
    }

    /// <summary>Counts: the medians of blocks of at least three samples.</summary>
    public static TimedValue[] OfCounts(ReadOnlySpan<TimedValue> samples)
    {
        TimedValue[] valid = Valid(samples);
        return Blocks(valid, Math.Max(SamplesPerCount, (valid.Length + Most - 1) / Most), Middle);
    }

    private static TimedValue[] Valid(ReadOnlySpan<TimedValue> points)
    {
        var valid = new List<TimedValue>(points.Length);
        foreach (TimedValue point in points)
        {
            // A point must be a figure and later than the one before.
            if (double.IsFinite(point.Value) && double.IsFinite(point.Seconds) && (valid.Count == 0 || point.Seconds > valid[^1].Seconds))
                valid.Add(point);
        }

        return [.. valid];
    }

    private static TimedValue[] FloorsOfCycles(ReadOnlySpan<TimedValue> samples, ReadOnlySpan<double> numGc)
    {
        var floors = new List<TimedValue>();
        bool collected = false;
        for (int i = 1; i < samples.Length; i++)
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

    private static TimedValue[] Blocks(TimedValue[] points, int size, Func<TimedValue[], TimedValue> representative)
    {
        // Blocks end with the newest point; what is left over at the start is dropped.
        int count = points.Length / size, start = points.Length - (count * size);
        var blocks = new TimedValue[count];
        for (int block = 0; block < count; block++)
            blocks[block] = representative(points[(start + (block * size))..(start + ((block + 1) * size))]);
        return blocks;
    }

    private static TimedValue Least(TimedValue[] block) =>
        new(Centre(block), block.Min(point => point.Value));

    private static TimedValue Middle(TimedValue[] block) =>
        new(Centre(block), Statistics.Median.Of([.. block.Select(point => point.Value)]));

    private static double Centre(TimedValue[] block) => block.Average(point => point.Seconds);
}
