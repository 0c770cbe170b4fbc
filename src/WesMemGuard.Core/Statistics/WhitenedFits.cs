using System.Numerics;

namespace WesMemGuard.Statistics;

/// <summary>
/// Collects the fits of one set of columns under many whitenings, alone and with each alternative's columns beside
/// them. Products of columns are worked out once a whitening.
/// </summary>
internal sealed class WhitenedFits
{
    // Figures have about 15 digits: a perfect fit still leaves that much.
    private const double LeastSquares = 1e-18;

    private readonly int _points;
    private readonly int _regressors;
    private readonly IReadOnlyList<TrendAlternative> _alternatives;
    private readonly double[] _columns;
    private readonly double[] _white;
    private readonly double[] _products;
    private readonly List<(double LogWeight, double Centre, double Scale, bool Bent)> _fits;

    /// <summary>
    /// The first column is y, then the constant and the regressors, the one of interest last; room is made for so many
    /// whitenings.
    /// </summary>
    public WhitenedFits(List<double[]> main, IReadOnlyList<TrendAlternative> alternatives, int whitenings)
    {
        _points = main[0].Length;
        _regressors = main.Count - 1;
        _alternatives = alternatives;
        _columns = Joined([.. main, .. alternatives.SelectMany(alternative => alternative.Columns)]);
        _white = new double[_columns.Length];
        _products = new double[main.Count * main.Count];
        _fits = new(whitenings * (1 + alternatives.Count));
    }

    // Into an array of its size at once: by LINQ it would grow through arrays of the shared pool, which then lie in the heap of a process
    // that weighs itself.
    private static double[] Joined(List<double[]> columns)
    {
        var joined = new double[columns.Sum(column => column.Length)];
        var at = 0;
        foreach (var column in columns)
        {
            column.CopyTo(joined, at);
            at += column.Length;
        }

        return joined;
    }

    /// <summary>Adds the fits under one whitening, whose prior weight is given as a logarithm.</summary>
    public void Add(Whitening whitening, double logPrior)
    {
        whitening.Apply(_columns, _white);
        ProductsOfMain();
        Span<double> room = stackalloc double[(_regressors + 2) * (_regressors + 3)];
        Span<int> order = stackalloc int[_regressors + 2];
        for (var i = 0; i < _regressors; i++)
            order[i] = i + 1;
        var squares = Product(0, 0);
        if (!TrySolve(order[.._regressors], room, squares, out var line))
            return;
        var degreesOfFreedom = _points - _regressors;
        var lineSquares = Math.Max(line.ResidualSquares, LeastSquares);
        var logWeight = logPrior - (0.5 * (whitening.LogDeterminant + line.LogDeterminant + (degreesOfFreedom * Math.Log(lineSquares))));
        Keep(logWeight, line, lineSquares / degreesOfFreedom, false);
        var column = _regressors + 1;
        foreach (var alternative in _alternatives)
        {
            int extra = alternative.Columns.Length, left = degreesOfFreedom - extra;
            order[_regressors - 1] = column;
            order[_regressors] = column + extra - 1;
            order[_regressors + extra - 1] = _regressors;
            column += extra;
            if (left < 1 || !TrySolve(order[..(_regressors + extra)], room, squares, out var other))
                continue;
            var otherSquares = Math.Max(other.ResidualSquares, LeastSquares);
            var factor = (0.5 * left * Math.Log(1 + _points))
                - (0.5 * degreesOfFreedom * Math.Log(1 + (_points * otherSquares / lineSquares)));
            Keep(logWeight + factor + Math.Log(alternative.Prior), other, otherSquares / left, alternative.Bends);
        }
    }

    /// <summary>
    /// The mixture of all fits, or of those without a bend, its values times a unit; null when there is none.
    /// </summary>
    public MixedStudent? Mixed(double unit, bool withBends)
    {
        var kept = new List<(double LogWeight, double Centre, double Scale)>(_fits.Count);
        foreach (var (logWeight, centre, scale, bent) in _fits)
        {
            if (withBends || !bent)
                kept.Add((logWeight, centre * unit, scale * unit));
        }

        return kept.Count == 0 ? null : new MixedStudent(kept, _points - _regressors);
    }

    private void Keep(double logWeight, NormalEquations solved, double variance, bool bent) =>
        _fits.Add((logWeight, solved.Last.Coefficient, Math.Sqrt(variance * solved.Last.Variance), bent));

    private bool TrySolve(ReadOnlySpan<int> order, Span<double> room, double squares, out NormalEquations solved)
    {
        var count = order.Length;
        for (var i = 0; i < count; i++)
        {
            room[(count * count) + i] = Product(order[i], 0);
            for (var j = 0; j <= i; j++)
                room[(i * count) + j] = Product(order[i], order[j]);
        }

        return NormalEquations.TrySolve(count, room, squares, out solved);
    }

    /// <summary>The products of y, the constant and the regressors are the same beside each alternative.</summary>
    private void ProductsOfMain()
    {
        for (var first = 0; first <= _regressors; first++)
        {
            for (var second = 0; second <= first; second++)
            {
                var product = Made(first, second);
                (_products[(first * (_regressors + 1)) + second], _products[(second * (_regressors + 1)) + first]) = (product, product);
            }
        }
    }

    private double Product(int first, int second) => first <= _regressors && second <= _regressors
        ? _products[(first * (_regressors + 1)) + second] : Made(first, second);

    private double Made(int first, int second)
    {
        ReadOnlySpan<double> a = _white.AsSpan(first * _points, _points), b = _white.AsSpan(second * _points, _points);
        int width = Vector<double>.Count, i = 0;
        var sums = Vector<double>.Zero;
        for (; i + width <= a.Length; i += width)
            sums += new Vector<double>(a[i..]) * new Vector<double>(b[i..]);
        var sum = Vector.Sum(sums);
        for (; i < a.Length; i++)
            sum += a[i] * b[i];
        return sum;
    }
}
