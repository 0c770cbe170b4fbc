namespace WesMemGuard.Growth;

/// <summary>How much longer a run would have to be until its growth could be told.</summary>
internal static class LongerRun
{
    /// <summary>
    /// How many hours more would shrink the interval to the distance from the budget: the error of a slope falls with length to the
    /// power 3/2, so T·((U-L)/(2·|slope-b|))^(2/3) in all, and at least a tenth more than there is. Null when the slope is the
    /// budget or an end is unknown.
    /// </summary>
    public static double? MoreHours(double hours, double slope, double low, double high, double budget)
    {
        double distance = Math.Abs(slope - budget);
        return double.IsFinite(high - low) && distance > 0
            ? Math.Max(hours / 10, (hours * Math.Pow((high - low) / (2 * distance), 2.0 / 3)) - hours)
            : null;
    }
}
