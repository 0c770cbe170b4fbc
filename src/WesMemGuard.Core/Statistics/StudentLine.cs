namespace WesMemGuard.Statistics;

/// <summary>
/// The interval of a slope by least squares, for independent errors of one normal distribution: slope ± t·s/√Σ(x -
/// mean)². Beside order statistics it knows no steps: five values in perfect order have probability 1/120 whether they
/// rise by ten errors or by one.
/// </summary>
internal static class StudentLine
{
    private const int Coefficients = 2;

    /// <summary>
    /// The interval that errs by <paramref name="alpha"/> at each end; unbounded with fewer than three points. Not all
    /// x may be equal.
    /// </summary>
    public static (double Low, double High) Interval(double[] x, double[] y, double alpha)
    {
        if (x.Length <= Coefficients)
            return (double.NegativeInfinity, double.PositiveInfinity);
        var (start, slope) = MathNet.Numerics.Fit.Line(x, y);
        double squares = 0, spread = 0, middle = x.Average();
        for (var i = 0; i < x.Length; i++)
        {
            squares += Math.Pow(y[i] - start - (slope * x[i]), 2);
            spread += Math.Pow(x[i] - middle, 2);
        }

        var free = x.Length - Coefficients;
        var reach = Quantiles.Student(1 - alpha, free) * Math.Sqrt(squares / free / spread);
        return (slope - reach, slope + reach);
    }
}
