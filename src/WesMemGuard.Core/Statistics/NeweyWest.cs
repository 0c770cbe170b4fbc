using MathNet.Numerics.LinearAlgebra;

namespace WesMemGuard.Statistics;

/// <summary>
/// Least squares whose errors may be correlated up to a bandwidth of L steps: cov b = (X'X)⁻¹ S (X'X)⁻¹,
/// S = sum over lags l of (1 - l/(L+1)) · sum over t of e_t e_t-l (x_t x_t-l' + x_t-l x_t'), Bartlett's weights. Newey and West 1987.
/// </summary>
internal sealed class NeweyWest
{
    private readonly double[] coefficients;
    private readonly double[] standardErrors;

    private readonly int bandwidth;

    private NeweyWest(double[] coefficients, double[] standardErrors, int degreesOfFreedom, int bandwidth)
    {
        this.bandwidth = bandwidth;
        this.coefficients = coefficients;
        this.standardErrors = standardErrors;
        DegreesOfFreedom = degreesOfFreedom;
    }

    /// <summary>Values less coefficients.</summary>
    public int DegreesOfFreedom { get; }

    /// <summary>The constant first, then one coefficient a column, in units of y per unit of the column.</summary>
    public ReadOnlySpan<double> Coefficients => coefficients;

    /// <summary>
    /// Fits y on a constant and the columns. Throws <see cref="ArgumentException"/> when lengths differ, there are no more values
    /// than coefficients, or the bandwidth is negative.
    /// </summary>
    public static NeweyWest Fit(ReadOnlySpan<double> values, int bandwidth, params double[][] columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentOutOfRangeException.ThrowIfNegative(bandwidth);
        int n = values.Length, p = columns.Length + 1;
        if (n <= p || Array.Exists(columns, column => column.Length != n))
            throw new ArgumentException($"{n} values for {p} coefficients: more are needed, and as many in each column.", nameof(values));
        Matrix<double> x = Matrix<double>.Build.Dense(n, p, (row, column) => column == 0 ? 1 : columns[column - 1][row]);
        Vector<double> y = Vector<double>.Build.Dense(values.ToArray());
        Matrix<double> inverse = x.TransposeThisAndMultiply(x).Inverse();
        Vector<double> fitted = x.QR().Solve(y);
        Vector<double> residuals = y - (x * fitted);
        Matrix<double> covariance = inverse * Scores(x, residuals, bandwidth) * inverse;
        return new NeweyWest([.. fitted], [.. covariance.Diagonal().PointwiseSqrt()], n - p, bandwidth);
    }

    /// <summary>
    /// The interval of one coefficient that errs by <paramref name="alpha"/> at each end: Student's quantile, n/(n-p) for the
    /// coefficients spent, and, because the variance itself is estimated over a bandwidth of a share s of the values, wider by 1 +
    /// 1.789·s + 0.231·s² - 0.389·s³. The polynomial is that of the 99 % point for Bartlett's weights in Kiefer and Vogelsang 2005,
    /// table 1, over its value at 0; other confidences use it too.
    /// </summary>
    public (double Low, double High) Interval(int coefficient, double alpha)
    {
        double values = DegreesOfFreedom + coefficients.Length;
        double share = Math.Min(1, (bandwidth + 1) / values);
        double wider = 1 + (share * (1.789 + (share * (0.231 - (share * 0.389)))));
        double reach =
            Quantiles.Student(1 - alpha, DegreesOfFreedom) * standardErrors[coefficient] * Math.Sqrt(values / DegreesOfFreedom) * wider;
        return (coefficients[coefficient] - reach, coefficients[coefficient] + reach);
    }

    private static Matrix<double> Scores(Matrix<double> x, Vector<double> residuals, int bandwidth)
    {
        Matrix<double> scores = Matrix<double>.Build.DenseOfDiagonalVector(residuals) * x;
        Matrix<double> sum = scores.TransposeThisAndMultiply(scores);
        for (int lag = 1; lag <= Math.Min(bandwidth, x.RowCount - 1); lag++)
        {
            Matrix<double> late = scores.SubMatrix(lag, x.RowCount - lag, 0, x.ColumnCount);
            Matrix<double> early = scores.SubMatrix(0, x.RowCount - lag, 0, x.ColumnCount);
            Matrix<double> cross = late.TransposeThisAndMultiply(early);
            sum += (1 - (lag / (bandwidth + 1.0))) * (cross + cross.Transpose());
        }

        return sum;
    }
}
