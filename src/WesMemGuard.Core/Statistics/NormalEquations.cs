namespace WesMemGuard.Statistics;

/// <summary>
/// Least squares on a handful of columns through the Cholesky factor of X'X, in room that the caller lends: enough for the two to
/// five well-scaled columns used here, and without an allocation per fit.
/// </summary>
internal readonly ref struct NormalEquations
{
    private readonly int columns;
    private readonly Span<double> factor;
    private readonly Span<double> right;
    private readonly double squares;

    private NormalEquations(int columns, Span<double> room, double squares)
    {
        this.columns = columns;
        this.squares = squares;
        factor = room[..(columns * columns)];
        right = room.Slice(columns * columns, columns);
    }

    /// <summary>
    /// Solves for y on the columns. The room begins with columns² products of the columns, row by row, of which those on and below
    /// the diagonal are read, then the columns' products with y; all are overwritten. False when the columns can't be told apart.
    /// </summary>
    public static bool TrySolve(int columns, Span<double> room, double squares, out NormalEquations solved)
    {
        solved = new NormalEquations(columns, room, squares);
        return solved.Factor();
    }

    /// <summary>The logarithm of the determinant of X'X.</summary>
    public double LogDeterminant
    {
        get
        {
            double product = 1;
            for (int i = 0; i < columns; i++)
                product *= factor[(i * columns) + i];
            return 2 * Math.Log(product);
        }
    }

    /// <summary>The sum of squared residuals, at least 0.</summary>
    public double ResidualSquares
    {
        get
        {
            double sum = squares;
            for (int i = 0; i < columns; i++)
                sum -= right[i] * right[i];
            return Math.Max(0, sum);
        }
    }

    /// <summary>The coefficient of the last column, and its variance for unit residual variance.</summary>
    public (double Coefficient, double Variance) Last
    {
        get
        {
            double pivot = factor[(columns * columns) - 1];
            return (right[columns - 1] / pivot, 1 / (pivot * pivot));
        }
    }

    private bool Factor()
    {
        for (int i = 0; i < columns; i++)
        {
            double before = factor[(i * columns) + i];
            for (int j = 0; j <= i; j++)
            {
                double sum = factor[(i * columns) + j];
                for (int k = 0; k < j; k++)
                    sum -= factor[(i * columns) + k] * factor[(j * columns) + k];
                if (j < i)
                    factor[(i * columns) + j] = sum / factor[(j * columns) + j];
                else if (sum > 1e-10 * before)
                    factor[(i * columns) + i] = Math.Sqrt(sum);
                else
                    return false;
            }

            for (int k = 0; k < i; k++)
                right[i] -= factor[(i * columns) + k] * right[k];
            right[i] /= factor[(i * columns) + i];
        }

        return true;
    }
}
