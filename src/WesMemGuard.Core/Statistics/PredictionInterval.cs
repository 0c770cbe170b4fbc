namespace WesMemGuard.Statistics;

/// <summary>
/// Where the next value of the same kind falls: mean ± t(1 - alpha/2, n-1) * s * sqrt(1 + 1/n), for values that scatter normally.
/// Hahn and Meeker 1991, "Statistical Intervals", section 4.7.
/// </summary>
/// <param name="Low">The lower end, in the values' unit.</param>
/// <param name="High">The upper end, in the values' unit.</param>
internal readonly record struct PredictionInterval(double Low, double High)
{
    /// <summary>
    /// The interval that misses the next value with probability <paramref name="alpha"/>, both ends together. Throws
    /// <see cref="ArgumentException"/> for fewer than two values.
    /// </summary>
    public static PredictionInterval OfNext(ReadOnlySpan<double> values, double alpha)
    {
        if (values.Length < 2)
            throw new ArgumentException($"{values.Length} values: the scatter needs at least two.", nameof(values));
        double mean = 0, squares = 0;
        foreach (double value in values)
            mean += value / values.Length;
        foreach (double value in values)
            squares += (value - mean) * (value - mean);
        double reach = Quantiles.Student(1 - (alpha / 2), values.Length - 1)
            * Math.Sqrt(squares / (values.Length - 1) * (1 + (1.0 / values.Length)));
        return new PredictionInterval(mean - reach, mean + reach);
    }
}
