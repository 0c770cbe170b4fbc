namespace WesMemGuard.Statistics;

/// <summary>
/// Collects the fits of one set of columns under many whitenings, alone and with each alternative's columns beside them. Products
/// of columns are worked out once a whitening.
/// </summary>
internal sealed class WhitenedFits
{
    // Figures have about 15 digits: a perfect fit still leaves that much.
    private const double LeastSquares = 1e-18;

    private readonly int points;
    private readonly int regressors;
    private readonly IReadOnlyList<TrendAlternative> alternatives;
    private readonly double[] columns;
    private readonly double[] white;
    private readonly List<(double LogWeight, double Centre, double Scale, bool Bent)> fits;

    /// <summary>
    /// The first column is y, then the constant and the regressors, the one of interest last; room is made for so many whitenings.
    /// </summary>
    public WhitenedFits(List<double[]> main, IReadOnlyList<TrendAlternative> alternatives, int whitenings)
    {
        points = main[0].Length;
        regressors = main.Count - 1;
        this.alternatives = alternatives;
        columns = [.. main.Concat(alternatives.SelectMany(alternative => alternative.Columns)).SelectMany(column => column)];
        white = new double[columns.Length];
        fits = new(whitenings * (1 + alternatives.Count));
    }

    /// <summary>Adds the fits under one whitening, whose prior weight is given as a logarithm.</summary>
    public void Add(Whitening whitening, double logPrior)
    {
        for (int start = 0; start < columns.Length; start += points)
            whitening.Apply(columns.AsSpan(start, points), white.AsSpan(start, points));
        Span<double> room = stackalloc double[(regressors + 2) * (regressors + 3)];
        Span<int> order = stackalloc int[regressors + 2];
        for (int i = 0; i < regressors; i++)
            order[i] = i + 1;
        double squares = Product(0, 0);
        if (!TrySolve(order[..regressors], room, squares, out NormalEquations line))
            return;
        int degreesOfFreedom = points - regressors;
        double lineSquares = Math.Max(line.ResidualSquares, LeastSquares);
        double logWeight = logPrior - (0.5 * (whitening.LogDeterminant + line.LogDeterminant + (degreesOfFreedom * Math.Log(lineSquares))));
        Keep(logWeight, line, lineSquares / degreesOfFreedom, false);
        int column = regressors + 1;
        foreach (TrendAlternative alternative in alternatives)
        {
            int extra = alternative.Columns.Length, left = degreesOfFreedom - extra;
            order[regressors - 1] = column;
            order[regressors] = column + extra - 1;
            order[regressors + extra - 1] = regressors;
            column += extra;
            if (left < 1 || !TrySolve(order[..(regressors + extra)], room, squares, out NormalEquations other))
                continue;
            double otherSquares = Math.Max(other.ResidualSquares, LeastSquares);
            double factor = (0.5 * left * Math.Log(1 + points))
                - (0.5 * degreesOfFreedom * Math.Log(1 + (points * otherSquares / lineSquares)));
            Keep(logWeight + factor + Math.Log(alternative.Prior), other, otherSquares / left, alternative.Bends);
        }
    }

    /// <summary>The mixture of all fits, or of those without a bend, its values times a unit; null when there is none.</summary>
    public MixedStudent? Mixed(double unit, bool withBends)
    {
        var kept = new List<(double LogWeight, double Centre, double Scale)>(fits.Count);
        foreach ((double logWeight, double centre, double scale, bool bent) in fits)
        {
            if (withBends || !bent)
                kept.Add((logWeight, centre * unit, scale * unit));
        }

        return kept.Count == 0 ? null : new MixedStudent(kept, points - regressors);
    }

    private void Keep(double logWeight, NormalEquations solved, double variance, bool bent) =>
        fits.Add((logWeight, solved.Last.Coefficient, Math.Sqrt(variance * solved.Last.Variance), bent));

    private bool TrySolve(ReadOnlySpan<int> order, Span<double> room, double squares, out NormalEquations solved)
    {
        int count = order.Length;
        for (int i = 0; i < count; i++)
        {
            room[(count * count) + i] = Product(order[i], 0);
            for (int j = 0; j <= i; j++)
                room[(i * count) + j] = Product(order[i], order[j]);
        }

        return NormalEquations.TrySolve(count, room, squares, out solved);
    }

    private double Product(int first, int second)
    {
        ReadOnlySpan<double> a = white.AsSpan(first * points, points), b = white.AsSpan(second * points, points);
        int width = System.Numerics.Vector<double>.Count, i = 0;
        var sums = System.Numerics.Vector<double>.Zero;
        for (; i + width <= a.Length; i += width)
            sums += new System.Numerics.Vector<double>(a[i..]) * new System.Numerics.Vector<double>(b[i..]);
        double sum = System.Numerics.Vector.Sum(sums);
        for (; i < a.Length; i++)
            sum += a[i] * b[i];
        return sum;
    }
}
