namespace WesMemGuard.Statistics;

/// <summary>
/// The Theil-Sen line: slope = median of (y_j - y_i) / (x_j - x_i) over all pairs with different x,
/// intercept = median of (y - slope * x). Half of the pairs, about 29 % of the points, may be wrong without moving it far.
/// Theil 1950, Sen 1968. Cost m²/2 pairs: for points, not for raw samples.
/// </summary>
internal sealed class TheilSen
{
    private readonly double[] slopes;

    private TheilSen(double[] slopes, double intercept)
    {
        this.slopes = slopes;
        Slope = Median.OfOrdered(slopes);
        Intercept = intercept;
    }

    /// <summary>The most points of one fit: 4,096, which are 8.4 million pairs.</summary>
    public const int MostPoints = 4096;

    /// <summary>The median slope, in units of y per unit of x.</summary>
    public double Slope { get; }

    /// <summary>The median of y - slope * x, in units of y.</summary>
    public double Intercept { get; }

    /// <summary>All pairwise slopes in rising order.</summary>
    public ReadOnlySpan<double> Slopes => slopes;

    /// <summary>
    /// Fits the line. Throws <see cref="ArgumentException"/> when the lengths differ, there are more than
    /// <see cref="MostPoints"/>, or no two x differ.
    /// </summary>
    public static TheilSen Fit(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        if (x.Length != y.Length)
            throw new ArgumentException($"{x.Length} x and {y.Length} y: a point needs both.", nameof(y));
        if (x.Length > MostPoints)
            throw new ArgumentException($"{x.Length} points, at most {MostPoints}: take block points first.", nameof(x));
        double[] slopes = PairwiseSlopes(x, y);
        if (slopes.Length == 0)
            throw new ArgumentException("No two points with different x: no slope.", nameof(x));
        double slope = Median.OfOrdered(slopes);
        var offsets = new double[x.Length];
        for (int i = 0; i < offsets.Length; i++)
            offsets[i] = y[i] - (slope * x[i]);
        return new TheilSen(slopes, Median.Of(offsets));
    }

    /// <summary>
    /// The interval between ordered slopes that a statistic S of Kendall up to <paramref name="largestScore"/> in size does not reject:
    /// from slope number (N - S)/2 to number (N + S)/2 + 1 of N, Sen 1968, formula 2.6; unbounded where there are too few pairs.
    /// </summary>
    public (double Low, double High) Interval(double largestScore)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(largestScore);
        int lowest = (int)Math.Floor((slopes.Length - largestScore) / 2);
        return lowest < 1
            ? (double.NegativeInfinity, double.PositiveInfinity)
            : (slopes[lowest - 1], slopes[^lowest]);
    }

    private static double[] PairwiseSlopes(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        var slopes = new double[x.Length * (x.Length - 1) / 2];
        int count = 0;
        for (int i = 0; i < x.Length; i++)
        {
            for (int j = i + 1; j < x.Length; j++)
            {
                if (x[j] != x[i])
                    slopes[count++] = (y[j] - y[i]) / (x[j] - x[i]);
            }
        }

        return Median.Ordered(slopes.AsSpan(0, count));
    }
}
