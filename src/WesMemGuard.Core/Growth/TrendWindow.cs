using WesMemGuard.Statistics;

namespace WesMemGuard.Growth;

/// <summary>The slope of the points of one window, per hour, and what is known of it.</summary>
internal sealed class TrendWindow
{
    private const double SecondsPerHour = 3600;

    // From this many points on, slow noise is averaged over; below, the exact distribution of Kendall's S carries the interval.
    private const int Few = 8;

    // Below this many, Kendall's distribution carries it too when the points are readings of their own and neighbours show no likeness.
    private const int StillFew = 16;
    private const double LikenessOfNeighbours = 0.2;

    // A judge asks of the same points with several errors and beside several sources, one soon after the other: so many are kept.
    private const int Kept = 16;

    [ThreadStatic]
    private static TrendWindow?[]? _recent;

    [ThreadStatic]
    private static int _next;

    private readonly Dictionary<(bool End, double Alpha), (double Low, double High)> _intervals = [];
    private readonly TheilSen _line;
    private readonly double[] _hours;
    private readonly double[] _values;
    private readonly bool _apart;
    private readonly (MixedStudent Whole, MixedStudent End)? _mixed;

    private TrendWindow(double[] hours, double[] values, bool apart, double from)
    {
        (_hours, _values, _apart, From) = (hours, values, apart, from);
        _line = TheilSen.Fit(hours, values);
        var many = Points >= (apart ? StillFew : Few) || (Points >= Few && NeighboursAreAlike());
        var varies = values.AsSpan().ContainsAnyExcept(values[0]);
        _mixed = many && varies ? CorrelatedRegression.Trend(hours, values, apart) : null;
    }

    public int Points => _values.Length;

    public double From { get; }

    public double To => From + (_hours[^1] * SecondsPerHour);

    /// <summary>The Theil-Sen slope per hour.</summary>
    public double Slope => _line.Slope;

    /// <summary>The slope of the window's end: after a bend, if there is one; else that of the whole.</summary>
    public double EndSlope => _mixed?.End.Centre ?? Slope;

    /// <summary>
    /// Fits at least two points; <paramref name="apart"/> says that they are readings of their own, not blocks of one
    /// stream of samples.
    /// </summary>
    public static TrendWindow Of(ReadOnlySpan<TimedValue> points, bool apart)
    {
        var hours = new double[points.Length];
        var values = new double[points.Length];
        for (var i = 0; i < points.Length; i++)
            (hours[i], values[i]) = ((points[i].Seconds - points[0].Seconds) / SecondsPerHour, points[i].Value);
        _recent ??= new TrendWindow?[Kept];
        foreach (var known in _recent)
        {
            if (known is not null && known.Is(hours, values, apart, points[0].Seconds))
                return known;
        }

        var made = new TrendWindow(hours, values, apart, points[0].Seconds);
        _recent[_next++ % Kept] = made;
        return made;
    }

    /// <summary>Lets go of the windows that this thread keeps.</summary>
    public static void Forget() => Array.Clear(_recent ?? []);

    /// <summary>The interval of the slope that errs by <paramref name="alpha"/> at each end.</summary>
    public (double Low, double High) Interval(double alpha) =>
        _mixed is { } known ? Ends(known.Whole, false, alpha) : ExactInterval(alpha);

    /// <summary>
    /// The interval of the slope at the window's end; that of the whole where there are too few points to see a bend.
    /// </summary>
    public (double Low, double High) EndInterval(double alpha) =>
        _mixed is { } known ? Ends(known.End, true, alpha) : ExactInterval(alpha);

    /// <summary>
    /// Where a budget lies against <see cref="Interval"/>: above its upper end or on it (keeps), below its lower end
    /// (breaks), or within.
    /// </summary>
    public (bool Keeps, bool Breaks) Against(double budget, double alpha) =>
        _mixed is { } known ? Against(known.Whole, budget, alpha) : Against(ExactInterval(alpha), budget);

    /// <summary>Where a budget lies against <see cref="EndInterval"/>.</summary>
    public (bool Keeps, bool Breaks) EndAgainst(double budget, double alpha) =>
        _mixed is { } known ? Against(known.End, budget, alpha) : Against(ExactInterval(alpha), budget);

    // Where one model explains all and another next to nothing, quantiles are only known to more than the interval is wide.
    private (double Low, double High) Ends(MixedStudent known, bool end, double alpha)
    {
        if (_intervals.TryGetValue((end, alpha), out var found))
            return found;
        double one = known.Quantile(alpha), other = known.Quantile(1 - alpha);
        return _intervals[(end, alpha)] = (Math.Min(one, other), Math.Max(one, other));
    }

    private bool Is(ReadOnlySpan<double> hours, ReadOnlySpan<double> values, bool apart, double from) =>
        _apart == apart && From.Equals(from) && hours.SequenceEqual(_hours) && values.SequenceEqual(_values);

    // One probability instead of two quantiles: most windows are only asked.
    private static (bool Keeps, bool Breaks) Against(MixedStudent known, double budget, double alpha)
    {
        var below = known.Below(budget);
        return (below >= 1 - alpha, below < alpha);
    }

    private static (bool Keeps, bool Breaks) Against((double Low, double High) interval, double budget) =>
        (interval.High <= budget, interval.Low > budget);

    private (double Low, double High) ExactInterval(double alpha)
    {
        if (_line.Slopes[0] == _line.Slopes[^1] && Points >= Few)
            return (Slope, Slope);
        return _apart ? FewPoints.Interval(_line, _hours, _values, alpha) : FewPoints.Ordered(_line, Points, alpha);
    }

    private bool NeighboursAreAlike()
    {
        double[] residuals = [.. _values.Select((value, i) => value - (Slope * _hours[i]))];
        return Autocorrelation.At(Ranks.Of(residuals), 1) > LikenessOfNeighbours;
    }
}
