namespace WesMemGuard.Statistics;

/// <summary>
/// Regression with errors that are correlated in time: y = X·b + u(t) + e, u an Ornstein-Uhlenbeck process (an AR(1) in continuous time, correlation
/// exp(-|dt|/tau), so that points need not be evenly spaced) and e white, together of variance s², white share w. For each (tau, w) of a grid the
/// values are whitened by a scalar Kalman filter and fitted by least squares; the restricted likelihood
/// -½·log|V| - ½·log|X'V⁻¹X| - ½(n-p)·log(residual squares) weighs the models, and the coefficient's Student distributions are mixed by those weights.
/// Because tau is averaged over and not estimated, the interval stays honest where few points can't tell slow noise from a trend: the weakness of every
/// estimated correction factor. Harville 1974 (restricted likelihood as a marginal one), Jones 1980 (the filter), Hoeting et al. 1999 (averaging).
/// </summary>
public static class CorrelatedRegression
{
    // Correlation times as shares of the window; 0 is white noise. Beyond the window's length a process can't be told from a random walk.
    private static readonly double[] TimeShares = [0, 0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64];
    private static readonly double[] WhiteShares = [0, 0.5];

    /// <summary>
    /// The distribution of the last column's coefficient. <paramref name="columns"/> are the regressors besides the constant.
    /// Null when there are fewer than three points more than coefficients or the columns can't be told apart.
    /// Times rise, in any unit.
    /// </summary>
    public static MixedStudent? LastCoefficient(ReadOnlySpan<double> times, ReadOnlySpan<double> values, params double[][] columns)
    {
        int degreesOfFreedom = values.Length - columns.Length - 1;
        if (degreesOfFreedom < 1)
            return null;
        double window = times[^1] - times[0];
        var models = new List<(double, double, double)>(TimeShares.Length * WhiteShares.Length);
        var rows = Rows(values, columns, out double scale, out double columnScale);
        foreach (double timeShare in TimeShares)
        {
            foreach (double whiteShare in WhiteShares)
            {
                if ((timeShare > 0 || whiteShare == 0)
                    && Model(times, rows, columns.Length + 1, timeShare * window, whiteShare) is { } model)
                    models.Add((model.LogWeight, model.Centre * scale / columnScale, model.Scale * scale / columnScale));
            }
        }

        return models.Count == 0 ? null : new MixedStudent(models, degreesOfFreedom);
    }

    // Row-major: the constant, the columns centred and scaled to about 1, then y likewise.
    private static double[] Rows(ReadOnlySpan<double> values, double[][] columns, out double scale, out double lastScale)
    {
        int width = columns.Length + 2;
        var rows = new double[values.Length * width];
        lastScale = 1;
        for (int i = 0; i < values.Length; i++)
            rows[i * width] = 1;
        for (int column = 0; column < columns.Length; column++)
            lastScale = Standardise(columns[column], rows, column + 1, width);
        scale = Standardise(values, rows, width - 1, width);
        return rows;
    }

    private static double Standardise(ReadOnlySpan<double> source, double[] rows, int column, int width)
    {
        double mean = 0, squares = 0;
        foreach (double value in source)
            mean += value / source.Length;
        foreach (double value in source)
            squares += (value - mean) * (value - mean);
        double scale = squares > 0 ? Math.Sqrt(squares / source.Length) : 1;
        for (int i = 0; i < source.Length; i++)
            rows[(i * width) + column] = (source[i] - mean) / scale;
        return scale;
    }

    private static (double LogWeight, double Centre, double Scale)? Model(
        ReadOnlySpan<double> times, double[] rows, int columns, double correlationTime, double whiteShare)
    {
        int width = columns + 1;
        Span<double> state = stackalloc double[width];
        Span<double> white = stackalloc double[width];
        Span<double> room = stackalloc double[(columns * columns) + columns];
        state.Clear();
        room.Clear();
        var equations = new NormalEquations(columns, room);
        double logVariance = 0, variance = 1 - whiteShare;
        for (int i = 0; i < times.Length; i++)
        {
            if (i > 0)
                variance = Predict(state, variance, correlationTime > 0 ? Math.Exp((times[i - 1] - times[i]) / correlationTime) : 0, whiteShare);
            double total = variance + whiteShare;
            double gain = variance / total, root = 1 / Math.Sqrt(total);
            for (int c = 0; c < width; c++)
            {
                double innovation = rows[(i * width) + c] - state[c];
                white[c] = innovation * root;
                state[c] += gain * innovation;
            }

            variance *= 1 - gain;
            logVariance += Math.Log(total);
            equations.Add(white[..columns], white[columns]);
        }

        return equations.Factor() ? Weighed(equations, times.Length - columns, logVariance) : null;
    }

    private static double Predict(Span<double> state, double variance, double carry, double whiteShare)
    {
        foreach (ref double one in state)
            one *= carry;
        return (carry * carry * variance) + ((1 - whiteShare) * (1 - (carry * carry)));
    }

    private static (double LogWeight, double Centre, double Scale) Weighed(NormalEquations equations, int degreesOfFreedom, double logVariance)
    {
        // Figures have about 15 digits: a perfect fit still leaves that much.
        double squares = Math.Max(equations.ResidualSquares, 1e-18);
        (double centre, double variance) = equations.Last;
        double logWeight = -0.5 * (logVariance + equations.LogDeterminant + (degreesOfFreedom * Math.Log(squares)));
        return (logWeight, centre, Math.Sqrt(squares / degreesOfFreedom * variance));
    }
}
