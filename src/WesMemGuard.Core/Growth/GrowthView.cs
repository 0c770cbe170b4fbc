namespace WesMemGuard.Growth;

/// <summary>One window's slope held against the budget.</summary>
internal sealed class GrowthView
{
    private const double SecondsPerHour = 3600;

    private readonly TrendWindow window;
    private readonly double budget;
    private readonly double alpha;

    public GrowthView(TrendWindow window, double budget, double alpha)
    {
        (this.window, this.budget, this.alpha) = (window, budget, alpha);
        (Keeps, Breaks) = window.Against(budget, alpha);
        (EndKeeps, EndBreaks) = window.EndAgainst(budget, alpha);
    }

    public double Slope => window.Slope;

    /// <summary>Whether the whole interval is at most the budget; a value equal to the budget keeps it.</summary>
    public bool Keeps { get; }

    public bool Breaks { get; }

    /// <summary>The same for the slope at the window's end.</summary>
    public bool EndKeeps { get; }

    public bool EndBreaks { get; }

    public GrowthFinding Found(GrowthOutcome outcome, GrowthReason reason) =>
        Finding(outcome, reason, window.Slope, window.Interval(alpha));

    /// <summary>A finding whose figures are those of the window's end.</summary>
    public GrowthFinding EndFound(GrowthOutcome outcome, GrowthReason reason) =>
        Finding(outcome, reason, window.EndSlope, window.EndInterval(alpha)) with { OfLastPart = true };

    private GrowthFinding Finding(GrowthOutcome outcome, GrowthReason reason, double slope, (double Low, double High) ends)
    {
        // The interval comes from another estimate than the slope: what is shown must agree.
        double shown = Math.Clamp(slope, ends.Low, ends.High);
        double? more = outcome == GrowthOutcome.Inconclusive
            ? LongerRun.MoreHours((window.To - window.From) / SecondsPerHour, shown, ends.Low, ends.High, budget)
            : null;
        return new GrowthFinding(outcome, reason, shown, ends.Low, ends.High, window.Points, window.From, window.To, more);
    }
}
