namespace WesMemGuard.Growth;

/// <summary>One window's slope held against the budget.</summary>
internal sealed class GrowthView
{
    private const double SecondsPerHour = 3600;

    private readonly TrendWindow _window;
    private readonly double _budget;
    private readonly double _alpha;
    private readonly Lazy<(bool Keeps, bool Breaks)> _end;

    public GrowthView(TrendWindow window, double budget, double alpha)
    {
        (_window, _budget, _alpha) = (window, budget, alpha);
        (Keeps, Breaks) = window.Against(budget, alpha);
        _end = new(() => window.EndAgainst(budget, alpha), isThreadSafe: false);
    }

    public double Slope => _window.Slope;

    /// <summary>Whether the whole interval is at most the budget; a value equal to the budget keeps it.</summary>
    public bool Keeps { get; }

    public bool Breaks { get; }

    /// <summary>The same for the slope at the window's end.</summary>
    public bool EndKeeps => _end.Value.Keeps;

    public bool EndBreaks => _end.Value.Breaks;

    public GrowthFinding Found(GrowthOutcome outcome, GrowthReason reason) =>
        Finding(outcome, reason, _window.Slope, _window.Interval(_alpha));

    /// <summary>A finding whose figures are those of the window's end.</summary>
    public GrowthFinding EndFound(GrowthOutcome outcome, GrowthReason reason) =>
        Finding(outcome, reason, _window.EndSlope, _window.EndInterval(_alpha)) with { OfLastPart = true };

    private GrowthFinding Finding(GrowthOutcome outcome, GrowthReason reason, double slope,
        (double Low, double High) ends)
    {
        // The interval comes from another estimate than the slope: what is shown must agree.
        var shown = Math.Clamp(slope, ends.Low, ends.High);
        var more = outcome == GrowthOutcome.Inconclusive
            ? LongerRun.MoreHours((_window.To - _window.From) / SecondsPerHour, shown, ends.Low, ends.High, _budget)
            : null;
        return new GrowthFinding(outcome, reason, shown, ends.Low, ends.High, _window.Points, _window.From, _window.To,
            more);
    }
}
