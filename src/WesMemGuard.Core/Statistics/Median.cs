namespace WesMemGuard.Statistics;

/// <summary>The median: the middle of the ordered values, or the mean of the two in the middle.</summary>
internal static class Median
{
    /// <summary>
    /// The median of the values, in their unit. Throws <see cref="ArgumentException"/> when there are none or one is not a number.
    /// </summary>
    public static double Of(ReadOnlySpan<double> values) => OfOrdered(Ordered(values));

    /// <summary>
    /// The median of values that are in rising order already. Throws <see cref="ArgumentException"/> when there are none.
    /// </summary>
    public static double OfOrdered(ReadOnlySpan<double> ordered)
    {
        if (ordered.IsEmpty)
            throw new ArgumentException("No values: a median needs at least one.", nameof(ordered));
        int middle = ordered.Length / 2;
        return ordered.Length % 2 == 1 ? ordered[middle] : (ordered[middle - 1] + ordered[middle]) / 2;
    }

    /// <summary>A copy of the values in rising order. Throws <see cref="ArgumentException"/> when one is not a number.</summary>
    internal static double[] Ordered(ReadOnlySpan<double> values)
    {
        double[] ordered = values.ToArray();
        foreach (double value in ordered)
        {
            if (double.IsNaN(value))
                throw new ArgumentException("A value is not a number.", nameof(values));
        }

        Array.Sort(ordered);
        return ordered;
    }
}
