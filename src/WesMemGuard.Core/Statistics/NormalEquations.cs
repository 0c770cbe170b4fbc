namespace WesMemGuard.Statistics;

/// <summary>
/// Least squares on a handful of columns through the Cholesky factor of X'X, in room that the caller lends: enough for
/// the two to five well-scaled columns used here, and without an allocation per fit.
/// </summary>
internal readonly ref struct NormalEquations
{
    private readonly int _columns;
    private readonly Span<double> _factor;
    private readonly Span<double> _right;
    private readonly double _squares;

    private NormalEquations(int columns, Span<double> room, double squares)
    {
        _columns = columns;
        _squares = squares;
        _factor = room[..(columns * columns)];
        _right = room.Slice(columns * columns, columns);
    }

    /// <summary>
    /// Solves for y on the columns. The room begins with columns² products of the columns, row by row, of which those
    /// on and below the diagonal are read, then the columns' products with y; all are overwritten. False when the
    /// columns can't be told apart.
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
            for (var i = 0; i < _columns; i++)
                product *= _factor[(i * _columns) + i];
            return 2 * Math.Log(product);
        }
    }

    /// <summary>The sum of squared residuals, at least 0.</summary>
    public double ResidualSquares
    {
        get
        {
            var sum = _squares;
            for (var i = 0; i < _columns; i++)
                sum -= _right[i] * _right[i];
            return Math.Max(0, sum);
        }
    }

    /// <summary>The coefficient of the last column, and its variance for unit residual variance.</summary>
    public (double Coefficient, double Variance) Last
    {
        get
        {
            var pivot = _factor[(_columns * _columns) - 1];
            return (_right[_columns - 1] / pivot, 1 / (pivot * pivot));
        }
    }

    /// <summary>The coefficients of all columns.</summary>
    public double[] Coefficients
    {
        get
        {
            var found = new double[_columns];
            for (var i = _columns - 1; i >= 0; i--)
            {
                var sum = _right[i];
                for (var k = i + 1; k < _columns; k++)
                    sum -= _factor[(k * _columns) + i] * found[k];
                found[i] = sum / _factor[(i * _columns) + i];
            }

            return found;
        }
    }

    private bool Factor()
    {
        for (var i = 0; i < _columns; i++)
        {
            var before = _factor[(i * _columns) + i];
            for (var j = 0; j <= i; j++)
            {
                var sum = _factor[(i * _columns) + j];
                for (var k = 0; k < j; k++)
                    sum -= _factor[(i * _columns) + k] * _factor[(j * _columns) + k];
                if (j < i)
                    _factor[(i * _columns) + j] = sum / _factor[(j * _columns) + j];
                else if (sum > 1e-10 * before)
                    _factor[(i * _columns) + i] = Math.Sqrt(sum);
                else
                    return false;
            }

            for (var k = 0; k < i; k++)
                _right[i] -= _factor[(i * _columns) + k] * _right[k];
            _right[i] /= _factor[(i * _columns) + i];
        }

        return true;
    }
}
