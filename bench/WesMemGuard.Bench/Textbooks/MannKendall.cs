using WesMemGuard.Statistics;

namespace WesMemGuard.Bench.Textbooks;

/// <summary>
/// The Mann-Kendall test for a monotonic trend: S = sum of sign(y_j - y_i) over i &lt; j,
/// Var S = (n(n-1)(2n+5) - sum of t(t-1)(2t+5) over groups of t equal values) / 18, Z = (S - sign S) / sqrt(Var S).
/// Mann 1945, Kendall 1975.
/// </summary>
/// <param name="Score">S: pairs that rise minus pairs that fall.</param>
/// <param name="Variance">Var S for independent values, ties taken off.</param>
/// <param name="Values">How many values there were.</param>
internal readonly record struct MannKendall(double Score, double Variance, int Values)
{
    /// <summary>Z with continuity correction; 0 when S is 0 or all values are equal.</summary>
    public double Z => Variance > 0 ? (Score - Math.Sign(Score)) / Math.Sqrt(Variance) : 0;

    /// <summary>The two-sided probability of an S this large without a trend, from the normal approximation.</summary>
    public double Probability => 2 * Quantiles.NormalBelow(-Math.Abs(Z));

    /// <summary>Tests the values in their order. Throws <see cref="ArgumentException"/> when one is not a number.</summary>
    public static MannKendall Of(ReadOnlySpan<double> values)
    {
        double score = 0;
        for (var i = 0; i < values.Length; i++)
        {
            for (var j = i + 1; j < values.Length; j++)
                score += values[j].CompareTo(values[i]);
        }

        return new MannKendall(score, VarianceWithTies(values), values.Length);
    }

    private static double VarianceWithTies(ReadOnlySpan<double> values)
    {
        double[] ordered = [.. values.ToArray().Order()];
        if (ordered.Length > 0 && double.IsNaN(ordered[0]))
            throw new ArgumentException("A value is not a number.", nameof(values));
        var variance = Term(values.Length);
        for (int start = 0, end; start < ordered.Length; start = end)
        {
            for (end = start + 1; end < ordered.Length && ordered[end] == ordered[start];)
                end++;
            variance -= Term(end - start);
        }

        return variance / 18;
    }

    private static double Term(double count) => count * (count - 1) * ((2 * count) + 5);
}
