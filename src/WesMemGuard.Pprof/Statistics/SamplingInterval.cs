namespace WesMemGuard.Pprof.Statistics;

/// <summary>
/// The interval of a sum estimated from sampled objects, the sum of count times weight. Counts of one weight are
/// Poisson, for which Garwood (1936) gives exact limits; for several weights Fay and Feuer (1997) match a gamma
/// distribution to mean and variance and, for the upper end, add one more object of the heaviest weight. Go samples an
/// object of size s with chance p = 1-exp(-s/rate), so for large objects little is left open: the variance of a count
/// is n(1-p) instead of n. With one weight and p near 0 this is Garwood's interval, with p = 1 it is the value itself.
/// </summary>
internal static class SamplingInterval
{
    /// <summary>The chance that the truth is within: as in the budgets' own intervals.</summary>
    internal const double Confidence = 0.98;

    /// <summary>The chance left on either side.</summary>
    internal const double Tail = (1 - Confidence) / 2;

    /// <param name="objects">What was sampled.</param>
    /// <param name="unseen">What one object not seen at all would weigh, where objects of another size may hide: the
    /// rate; 0 for none.</param>
    internal static (double Low, double High) Of(IEnumerable<SampledObjects> objects, double unseen)
    {
        (double sum, double variance, double sure) = (0, 0, 0);
        var (oneMore, oneMoreVariance) = (unseen, unseen * unseen);
        foreach (var o in objects)
        {
            var open = o.Weight * o.Weight * (1 - o.Chance);
            sum += o.Count * o.Weight;
            variance += o.Count * open;
            sure += o.Count * o.Worth;
            if (open > oneMoreVariance)
                (oneMore, oneMoreVariance) = (o.Weight * (1 - o.Chance), open);
        }
        var low = variance > 0 ? Gamma(Tail, sum, variance) : sum;
        var high = oneMoreVariance > 0 ? Gamma(1 - Tail, sum + oneMore, variance + oneMoreVariance) : sum;
        return (Math.Max(low, sure), Math.Max(high, sum));
    }

    /// <summary>The quantile of the gamma distribution with this mean and variance.</summary>
    private static double Gamma(double probability, double mean, double variance) =>
        variance / mean * GammaDistribution.Quantile(probability, mean * mean / variance);
}
