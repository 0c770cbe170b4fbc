using WesMemGuard.Statistics;

namespace WesMemGuard.Growth;

/// <summary>The slope of the points of one window, per hour, and what is known of it.</summary>
internal sealed class TrendWindow
{
    /// <summary>From this many points on, slow noise is averaged over; below, the exact distribution of Kendall's S carries the interval.</summary>
    private const int FewPoints = 8;
    private const double SecondsPerHour = 3600;

    private readonly TheilSen line;
    private readonly MixedStudent? mixed;

    private TrendWindow(TheilSen line, MixedStudent? mixed, int count, double from, double to) =>
        (this.line, this.mixed, Points, From, To) = (line, mixed, count, from, to);

    public int Points { get; }

    public double From { get; }

    public double To { get; }

    /// <summary>The Theil-Sen slope per hour.</summary>
    public double Slope => line.Slope;

    /// <summary>Null for fewer than two points.</summary>
    public static TrendWindow? Of(ReadOnlySpan<TimedValue> points)
    {
        if (points.Length < 2)
            return null;
        var hours = new double[points.Length];
        var values = new double[points.Length];
        for (int i = 0; i < points.Length; i++)
            (hours[i], values[i]) = ((points[i].Seconds - points[0].Seconds) / SecondsPerHour, points[i].Value);
        MixedStudent? mixed = points.Length >= FewPoints && values.AsSpan().ContainsAnyExcept(values[0])
            ? CorrelatedRegression.LastCoefficient(hours, values, hours)
            : null;
        return new TrendWindow(TheilSen.Fit(hours, values), mixed, points.Length, points[0].Seconds, points[^1].Seconds);
    }

    /// <summary>The interval of the slope that errs by <paramref name="alpha"/> at each end.</summary>
    public (double Low, double High) Interval(double alpha)
    {
        if (mixed is not null)
            return (mixed.Quantile(alpha), mixed.Quantile(1 - alpha));
        if (line.Slopes[0] == line.Slopes[^1] && Points >= FewPoints)
            return (Slope, Slope);
        return KendallDistribution.Critical(alpha, Math.Min(Points, KendallDistribution.MostValues)) is int critical
            ? line.Interval(critical - 2)
            : (double.NegativeInfinity, double.PositiveInfinity);
    }
}
