namespace WesMemGuard.Statistics;

/// <summary>The sample autocorrelation r_k = sum of (y_t - m)(y_t+k - m) / sum of (y_t - m)², m the mean. Box and Jenkins 1970.</summary>
internal static class Autocorrelation
{
    /// <summary>The autocorrelation at a lag of 0 or more; 0 when all values are equal or the lag leaves no pair.</summary>
    public static double At(ReadOnlySpan<double> values, int lag)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(lag);
        double mean = 0;
        foreach (double value in values)
            mean += value;
        mean /= Math.Max(1, values.Length);
        double whole = 0, shifted = 0;
        for (int t = 0; t < values.Length; t++)
        {
            whole += (values[t] - mean) * (values[t] - mean);
            if (t + lag < values.Length)
                shifted += (values[t] - mean) * (values[t + lag] - mean);
        }

        return whole > 0 ? shifted / whole : 0;
    }
}
