namespace WesMemGuard.Statistics;

/// <summary>
/// Regression with errors that are correlated in time: y = X·b + u(t) + e, u an Ornstein-Uhlenbeck process (an AR(1) in continuous
/// time, correlation exp(-|dt|/tau), so that points need not be evenly spaced) and e white, together of variance s², white share w.
/// For each (tau, w) of a grid the values are whitened and fitted by least squares; the restricted likelihood -½·log|V| -
/// ½·log|X'V⁻¹X| - ½(n-p)·log(residual squares) weighs the models, and the coefficient's Student distributions are mixed by those
/// weights. Because tau is averaged over and not estimated, the interval stays honest where few points can't tell slow noise from a
/// trend: the weakness of every estimated correction factor. Harville 1974 (restricted likelihood as a marginal one), Jones 1980
/// (the filter), Hoeting et al. 1999 (averaging).
/// </summary>
internal static class CorrelatedRegression
{
    // Correlation times as shares of the window; 0 is white noise. Beyond the window's length a process can't be told from a random walk.
    private static readonly double[] TimeShares = [0, 0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64];
    private static readonly double[] WhiteShares = [0, 0.5];

    // The prior of a correlation time falls with a power of it: as 1/tau (even in the rate) where points are many or
    // readings of their own, not at all
    // where they are few blocks of one stream, which may all lie within one slow swing.
    private const double FewPoints = 10;
    private const double ManyPoints = 50;

    /// <summary>
    /// The distribution of the last column's coefficient. <paramref name="columns"/> are the regressors besides the constant.
    /// Null when there are no more values than coefficients or the columns can't be told apart. Times rise, in any unit.
    /// </summary>
    public static MixedStudent? LastCoefficient(ReadOnlySpan<double> times, ReadOnlySpan<double> values, params double[][] columns) =>
        Fit(times, values, columns, [], PriorPower(values.Length))?.Whole;

    /// <summary>The same for values that are readings of their own and not blocks of one stream of samples.</summary>
    internal static MixedStudent? LastCoefficientOfReadings(
        ReadOnlySpan<double> times, ReadOnlySpan<double> values, params double[][] columns) => Fit(times, values, columns, [], 1)?.Whole;

    /// <summary>
    /// The distribution of the slope of the values over time, averaged also over the <see cref="TrendAlternative"/>s: a jump, a
    /// bend, a warm-up, a cycle. An alternative is weighed against the straight line by the Bayes factor of Zellner's g-prior with
    /// g = n, (1+g)^((n-p-q)/2) / (1+g·R1/R0)^((n-p)/2), R the residual squares with and without its q columns. Liang et al. 2008,
    /// formula 6. <paramref name="apart"/> says that the values are readings of their own and not blocks of one stream of samples.
    /// </summary>
    internal static (MixedStudent Whole, MixedStudent End)? Trend(double[] times, ReadOnlySpan<double> values, bool apart) =>
        Fit(times, values, [times], TrendAlternative.For(times), apart ? 1 : PriorPower(values.Length));

    private static double PriorPower(int points) => Math.Clamp((points - FewPoints) / (ManyPoints - FewPoints), 0, 1);

    private static (MixedStudent Whole, MixedStudent End)? Fit(
        ReadOnlySpan<double> times, ReadOnlySpan<double> values, double[][] columns,
            IReadOnlyList<TrendAlternative> alternatives, double power)
    {
        if (values.Length - columns.Length - 1 < 1)
            return null;
        (double[] y, double scale) = Standardised(values);
        double columnScale = 1;
        List<double[]> x = [y];
        foreach (double[] column in columns)
        {
            (double[] standardised, columnScale) = Standardised(column);
            x.Add(standardised);
        }

        var constant = new double[y.Length];
        Array.Fill(constant, 1);
        x.Insert(1, constant);
        var fits = new WhitenedFits(x, alternatives, TimeShares.Length * WhiteShares.Length);
        foreach (double timeShare in TimeShares)
        {
            foreach (double whiteShare in WhiteShares)
            {
                if (timeShare > 0 || whiteShare == 0)
                    fits.Add(new Whitening(times, timeShare * (times[^1] - times[0]), whiteShare),
                        -power * Math.Log(Math.Max(timeShare, TimeShares[1])));
            }
        }

        double unit = scale / columnScale;
        return fits.Mixed(unit, withBends: false) is { } whole && fits.Mixed(unit, withBends: true) is { } end ? (whole, end) : null;
    }

    private static (double[] Values, double Scale) Standardised(ReadOnlySpan<double> source)
    {
        double mean = 0, squares = 0;
        foreach (double value in source)
            mean += value;
        mean /= source.Length;
        foreach (double value in source)
            squares += (value - mean) * (value - mean);
        double scale = squares > 0 ? Math.Sqrt(squares / source.Length) : 1;
        var values = new double[source.Length];
        for (int i = 0; i < values.Length; i++)
            values[i] = (source[i] - mean) / scale;
        return (values, scale);
    }
}
