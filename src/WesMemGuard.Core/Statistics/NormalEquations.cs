namespace WesMemGuard.Statistics;

/// <summary>
/// Least squares on a handful of columns through the Cholesky factor of X'X: enough for the two to five well-scaled columns used here,
/// and without an allocation per fit.
/// </summary>
internal ref struct NormalEquations
{
    private readonly int columns;
    private readonly Span<double> factor;
    private readonly Span<double> right;
    private double squares;

    /// <summary>Takes room for columns² + columns numbers, all zero.</summary>
    public NormalEquations(int columns, Span<double> room)
    {
        this.columns = columns;
        factor = room[..(columns * columns)];
        right = room.Slice(columns * columns, columns);
    }

    /// <summary>Adds one row of X and its y.</summary>
    public void Add(ReadOnlySpan<double> row, double y)
    {
        for (int i = 0; i < columns; i++)
        {
            right[i] += row[i] * y;
            for (int j = 0; j <= i; j++)
                factor[(i * columns) + j] += row[i] * row[j];
        }

        squares += y * y;
    }

    /// <summary>Factors X'X; false when the columns can't be told apart. Afterwards the other members are valid.</summary>
    public bool Factor()
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
                else if (sum > 1e-11 * before)
                    factor[(i * columns) + i] = Math.Sqrt(sum);
                else
                    return false;
            }
        }

        Substitute();
        return true;
    }

    /// <summary>The logarithm of the determinant of X'X.</summary>
    public readonly double LogDeterminant
    {
        get
        {
            double sum = 0;
            for (int i = 0; i < columns; i++)
                sum += 2 * Math.Log(factor[(i * columns) + i]);
            return sum;
        }
    }

    /// <summary>The sum of squared residuals, at least 0.</summary>
    public readonly double ResidualSquares
    {
        get
        {
            double sum = squares;
            foreach (double part in right)
                sum -= part * part;
            return Math.Max(0, sum);
        }
    }

    /// <summary>The coefficient of the last column, and its variance for unit residual variance.</summary>
    public readonly (double Coefficient, double Variance) Last
    {
        get
        {
            double pivot = factor[(columns * columns) - 1];
            return (right[columns - 1] / pivot, 1 / (pivot * pivot));
        }
    }

    private readonly void Substitute()
    {
        for (int i = 0; i < columns; i++)
        {
            for (int k = 0; k < i; k++)
                right[i] -= factor[(i * columns) + k] * right[k];
            right[i] /= factor[(i * columns) + i];
        }
    }
}
