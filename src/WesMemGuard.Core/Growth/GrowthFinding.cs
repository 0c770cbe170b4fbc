namespace WesMemGuard.Growth;

/// <summary>
/// What a growth limit's points say, with the figures that say it. Slopes are per hour; for growth per unit of work
/// they are per unit, for cycles per cycle.
/// </summary>
/// <param name="Outcome">Held, broken or inconclusive.</param>
/// <param name="Reason">Why.</param>
/// <param name="SlopePerHour">The slope over the judged window; not a number when there are too few points.</param>
/// <param name="LowPerHour">The lower end of its interval, which errs by the alpha that was asked for; minus infinity when unknown.</param>
/// <param name="HighPerHour">The upper end, which errs by that alpha too; infinity when unknown.</param>
/// <param name="Points">How many points carry the slope.</param>
/// <param name="FromSeconds">When the judged window began, in the clock of the points; for cycles and work the number of the first.</param>
/// <param name="ToSeconds">When it ended.</param>
/// <param name="MoreHours">For an inconclusive finding, about how many hours more would decide (cycles where those
/// are counted); null when none would or it isn't known.</param>
internal sealed record GrowthFinding(
    GrowthOutcome Outcome,
    GrowthReason Reason,
    double SlopePerHour,
    double LowPerHour,
    double HighPerHour,
    int Points,
    double FromSeconds,
    double ToSeconds,
    double? MoreHours)
{
    /// <summary>Whether the figures are of the last part of the window, because the whole didn't decide.</summary>
    public bool OfLastPart { get; init; }
}
