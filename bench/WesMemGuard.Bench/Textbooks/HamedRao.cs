using WesMemGuard.Statistics;

namespace WesMemGuard.Bench.Textbooks;

/// <summary>
/// How much autocorrelation widens the variance of Kendall's S:
/// n/n* = 1 + 2 / (n(n-1)(n-2)) * sum over significant lags k of (n-k)(n-k-1)(n-k-2) r_k,
/// r_k the autocorrelation of the ranks of the residuals from the line. Hamed and Rao 1998. A lag counts up to n/3 and
/// when |r_k| exceeds the 95 % bound 1.96/sqrt(n). Never below 1: negative correlation must not make a verdict bolder.
/// </summary>
internal static class HamedRao
{
    /// <summary>The factor, at least 1, for residuals in time order; 1 for fewer than 4.</summary>
    public static double Factor(ReadOnlySpan<double> residuals)
    {
        var n = residuals.Length;
        if (n < 4)
            return 1;
        var ranks = Ranks.Of(residuals);
        var bound = Quantiles.Normal(0.975) / Math.Sqrt(n);
        double sum = 0;
        for (var lag = 1; lag <= n / 3; lag++)
        {
            var correlation = Autocorrelation.At(ranks, lag);
            if (Math.Abs(correlation) > bound)
                sum += (double)(n - lag) * (n - lag - 1) * (n - lag - 2) * correlation;
        }

        return Math.Max(1, 1 + (2 * sum / ((double)n * (n - 1) * (n - 2))));
    }
}
