namespace WesMemGuard.Statistics;

/// <summary>
/// The Hodges-Lehmann shift between two samples: the median of all differences b - a, with the interval that inverts the Mann-Whitney test:
/// from the difference number u + 1 to number m n - u, u the largest with P(U &lt;= u) at most the one-sided alpha.
/// Hodges and Lehmann 1963.
/// </summary>
/// <param name="Shift">The median difference, in the values' unit.</param>
/// <param name="Low">The lower end; minus infinity when there are too few values for the confidence.</param>
/// <param name="High">The upper end; infinity when there are too few values for the confidence.</param>
internal readonly record struct HodgesLehmann(double Shift, double Low, double High)
{
    /// <summary>
    /// The shift from <paramref name="before"/> to <paramref name="after"/> with an interval that errs by
    /// <paramref name="alpha"/> at each end. Throws <see cref="ArgumentException"/> when a side is empty.
    /// </summary>
    public static HodgesLehmann Of(ReadOnlySpan<double> before, ReadOnlySpan<double> after, double alpha)
    {
        if (before.IsEmpty || after.IsEmpty)
            throw new ArgumentException("A side has no values: no shift.", nameof(before));
        var differences = new double[before.Length * after.Length];
        for (int i = 0; i < before.Length; i++)
        {
            for (int j = 0; j < after.Length; j++)
                differences[(i * after.Length) + j] = after[j] - before[i];
        }

        double[] ordered = Median.Ordered(differences);
        return MannWhitneyDistribution.Critical(alpha, before.Length, after.Length) is int u
            ? new HodgesLehmann(Median.OfOrdered(ordered), ordered[u], ordered[^(u + 1)])
            : new HodgesLehmann(Median.OfOrdered(ordered), double.NegativeInfinity, double.PositiveInfinity);
    }
}
