namespace WesMemGuard.Statistics;

/// <summary>
/// The exact distribution of the Mann-Whitney U of m and n different values over all orders:
/// c(u; m, n) = c(u - n; m-1, n) + c(u; m, n-1). Mann and Whitney 1947. Large samples by the normal approximation
/// with continuity correction.
/// </summary>
internal static class MannWhitneyDistribution
{
    /// <summary>The most values a side for the exact count: 50.</summary>
    public const int MostExact = 50;

    /// <summary>The largest u with P(U &lt;= u) at most <paramref name="alpha"/>, or null when even u = 0 is likelier.</summary>
    public static int? Critical(double alpha, int first, int second)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(first, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(second, 1);
        if (first > MostExact || second > MostExact)
            return Approximate(alpha, first, second);
        double[] chances = Chances(first, second);
        int critical = -1;
        for (double sum = chances[0]; sum <= alpha && critical + 1 < chances.Length - 1; sum += chances[critical + 1])
            critical++;
        return critical < 0 ? null : critical;
    }

    /// <summary>The probability of each U from 0 to m * n.</summary>
    public static double[] Chances(int first, int second)
    {
        // Placing value n of the second kind adds 0..m: the Gaussian binomial, divided by its sum as it grows so that nothing overflows.
        double[] chances = [1];
        for (int n = 1; n <= second; n++)
            chances = Divided(Multiplied(chances, first + n), n, (double)n / (first + n));
        return chances;
    }

    // (1 - q^k) times the polynomial.
    private static double[] Multiplied(double[] polynomial, int power)
    {
        var product = new double[polynomial.Length + power];
        for (int i = 0; i < polynomial.Length; i++)
        {
            product[i] += polynomial[i];
            product[i + power] -= polynomial[i];
        }

        return product;
    }

    // The polynomial over (1 - q^k), scaled.
    private static double[] Divided(double[] polynomial, int power, double scale)
    {
        var quotient = new double[polynomial.Length - power];
        for (int i = 0; i < quotient.Length; i++)
            quotient[i] = polynomial[i] + (i >= power ? quotient[i - power] : 0);
        for (int i = 0; i < quotient.Length; i++)
            quotient[i] *= scale;
        return quotient;
    }

    private static int? Approximate(double alpha, int first, int second)
    {
        double spread = Math.Sqrt((double)first * second * (first + second + 1) / 12);
        double critical = ((double)first * second / 2) + (Quantiles.Normal(alpha) * spread) - 0.5;
        return critical < 0 ? null : (int)critical;
    }
}
