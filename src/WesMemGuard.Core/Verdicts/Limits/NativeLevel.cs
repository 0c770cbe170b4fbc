using WesMemGuard.Budgets;
using WesMemGuard.Measurement;
using WesMemGuard.Reasons;
using WesMemGuard.Verdicts.Observations;

namespace WesMemGuard.Verdicts.Limits;

/// <summary>
/// The level of native memory is what is resident less what the runtime took; where that is below 0, some of what it
/// took was never touched, and by at least as much the level is higher than it reads. A peak is then never held; one
/// that reads above its limit is still broken.
/// </summary>
internal static class NativeLevel
{
    /// <summary>Pages that are counted at different moments make it a little wrong.</summary>
    private const double Slack = 16 * ByteSize.MiB;

    /// <summary>Why a peak can't be held although every value keeps it; null when it can.</summary>
    public static Reason? WhyNotHeld(Limit limit, LimitSource source, Window window)
    {
        if (limit.Metric != Metric.Native || source.Values.Count == 0)
            return null;
        var least = source.Values.Min(v => v.Value);
        return least < -Slack ? NativeReasons.Untouched(new ByteSize(-least)) : Moved(limit, source, window);
    }

    /// <summary>
    /// A look that was left out because the runtime's memory moved around it is no proof, of a breach or of its
    /// absence.
    /// </summary>
    private static Reason? Moved(Limit limit, LimitSource source, Window window)
    {
        var above = source.Readings.Within(window).Distinct().Where(s => s.Value > limit.Rule.Bound).ToList();
        return above.Count == 0 ? null : NativeReasons.Moved(above.MaxBy(s => s.Value).At);
    }
}
