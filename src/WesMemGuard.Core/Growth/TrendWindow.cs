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

    private readonly TheilSen line;
    private readonly double[] hours;
    private readonly double[] values;
    private readonly bool apart;
    private readonly (MixedStudent Whole, MixedStudent End)? mixed;

    private TrendWindow(double[] hours, double[] values, bool apart, double from)
    {
        (this.hours, this.values, this.apart, From) = (hours, values, apart, from);
        line = TheilSen.Fit(hours, values);
        bool many = Points >= (apart ? StillFew : Few) || (Points >= Few && NeighboursAreAlike());
        bool varies = values.AsSpan().ContainsAnyExcept(values[0]);
        mixed = many && varies ? CorrelatedRegression.Trend(hours, values, apart) : null;
    }

    public int Points => values.Length;

    public double From { get; }

    public double To => From + (hours[^1] * SecondsPerHour);

    /// <summary>The Theil-Sen slope per hour.</summary>
    public double Slope => line.Slope;

    /// <summary>The slope of the window's end: after a bend, if there is one; else that of the whole.</summary>
    public double EndSlope => mixed?.End.Centre ?? Slope;

    /// <summary>
    /// Fits at least two points; <paramref name="apart"/> says that they are readings of their own, not blocks of one stream of samples.
    /// </summary>
    public static TrendWindow Of(ReadOnlySpan<TimedValue> points, bool apart)
    {
        var hours = new double[points.Length];
        var values = new double[points.Length];
        for (int i = 0; i < points.Length; i++)
            (hours[i], values[i]) = ((points[i].Seconds - points[0].Seconds) / SecondsPerHour, points[i].Value);
        return new TrendWindow(hours, values, apart, points[0].Seconds);
    }

    /// <summary>The interval of the slope that errs by <paramref name="alpha"/> at each end.</summary>
    public (double Low, double High) Interval(double alpha) =>
        mixed is { } known ? Ends(known.Whole, alpha) : ExactInterval(alpha);

    /// <summary>The interval of the slope at the window's end; that of the whole where there are too few points to see a bend.</summary>
    public (double Low, double High) EndInterval(double alpha) =>
        mixed is { } known ? Ends(known.End, alpha) : ExactInterval(alpha);

    /// <summary>
    /// Where a budget lies against <see cref="Interval"/>: above its upper end or on it (keeps), below its lower end (breaks), or within.
    /// </summary>
    public (bool Keeps, bool Breaks) Against(double budget, double alpha) =>
        mixed is { } known ? Against(known.Whole, budget, alpha) : Against(ExactInterval(alpha), budget);

    /// <summary>Where a budget lies against <see cref="EndInterval"/>.</summary>
    public (bool Keeps, bool Breaks) EndAgainst(double budget, double alpha) =>
        mixed is { } known ? Against(known.End, budget, alpha) : Against(ExactInterval(alpha), budget);

    // Where one model explains all and another next to nothing, quantiles are only known to more than the interval is wide.
    private static (double Low, double High) Ends(MixedStudent known, double alpha)
    {
        double one = known.Quantile(alpha), other = known.Quantile(1 - alpha);
        return (Math.Min(one, other), Math.Max(one, other));
    }

    // One probability instead of two quantiles: most windows are only asked.
    private static (bool Keeps, bool Breaks) Against(MixedStudent known, double budget, double alpha)
    {
        double below = known.Below(budget);
        return (below >= 1 - alpha, below < alpha);
    }

    private static (bool Keeps, bool Breaks) Against((double Low, double High) interval, double budget) =>
        (interval.High <= budget, interval.Low > budget);

    private (double Low, double High) ExactInterval(double alpha)
    {
        if (line.Slopes[0] == line.Slopes[^1] && Points >= Few)
            return (Slope, Slope);
        return apart ? FewPoints.Interval(line, hours, values, alpha) : FewPoints.Ordered(line, Points, alpha);
    }

    private bool NeighboursAreAlike()
    {
        double[] residuals = [.. values.Select((value, i) => value - (Slope * hours[i]))];
        return Autocorrelation.At(Ranks.Of(residuals), 1) > LikenessOfNeighbours;
    }
}
