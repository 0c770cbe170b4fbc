namespace WesMemGuard.Pprof.Statistics;

/// <summary>
/// The gamma distribution with scale 1: its cumulative probability P(a, x) and its quantiles. .NET has none, and
/// whoever reads a profile with this project is not to install a library of numerics for two functions; tests hold them
/// against tabled values.
/// </summary>
internal static class GammaDistribution
{
    /// <summary>
    /// Above this shape Wilson and Hilferty's cube root (1931) is exact to five digits and much faster.
    /// </summary>
    private const double LargeShape = 2000;

    private static readonly double[] Lanczos =
    [
        0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313,
        -176.61502916214059, 12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
    ];

    /// <summary>The x with P(shape, x) = probability.</summary>
    internal static double Quantile(double probability, double shape)
    {
        if (shape > LargeShape)
            return WilsonHilferty(probability, shape);
        (double low, var high) = (0, shape + 1);
        while (Cumulative(shape, high) < probability)
            high *= 2;
        for (var i = 0; i < 100 && high - low > 1e-12 * high; i++)
        {
            var middle = (low + high) / 2;
            if (Cumulative(shape, middle) < probability)
                low = middle;
            else
                high = middle;
        }
        return (low + high) / 2;
    }

    /// <summary>
    /// P(a, x): by the series below a+1, by Lentz's continued fraction for the complement above (Numerical Recipes,
    /// 6.2).
    /// </summary>
    internal static double Cumulative(double shape, double x)
    {
        if (x <= 0)
            return 0;
        var front = Math.Exp((shape * Math.Log(x)) - x - LogGamma(shape));
        return x < shape + 1 ? front * Series(shape, x) : 1 - (front * Fraction(shape, x));
    }

    private static double Series(double shape, double x)
    {
        var (term, sum) = (1 / shape, 1 / shape);
        for (var n = shape + 1; term > sum * 1e-16; n++)
            sum += term *= x / n;
        return sum;
    }

    private static double Fraction(double shape, double x)
    {
        const double tiny = 1e-300;
        var b = x + 1 - shape;
        var (c, d) = (1 / tiny, 1 / b);
        var product = d;
        for (var i = 1; i < 10_000; i++)
        {
            var numerator = -i * (i - shape);
            b += 2;
            d = 1 / Apart((numerator * d) + b);
            c = Apart(b + (numerator / c));
            product *= d * c;
            if (Math.Abs((d * c) - 1) < 1e-15)
                break;
        }
        return product;

        static double Apart(double value) => Math.Abs(value) < tiny ? tiny : value;
    }

    private static double WilsonHilferty(double probability, double shape)
    {
        var root = 1 - (1 / (9 * shape)) + (StandardNormal(probability) / (3 * Math.Sqrt(shape)));
        return shape * root * root * root;
    }

    /// <summary>
    /// The normal quantile by bisection on the gamma of shape 1/2: x² of a normal variable is twice such a variable.
    /// </summary>
    private static double StandardNormal(double probability)
    {
        var tail = Math.Abs((2 * probability) - 1);
        var size = Math.Sqrt(2 * Quantile(tail, 0.5));
        return probability < 0.5 ? -size : size;
    }

    private static double LogGamma(double shape)
    {
        var sum = Lanczos[0];
        for (var i = 1; i < Lanczos.Length; i++)
            sum += Lanczos[i] / (shape - 1 + i);
        var t = shape + 6.5;
        return (0.5 * Math.Log(2 * Math.PI)) + ((shape - 0.5) * Math.Log(t)) - t + Math.Log(sum);
    }
}
