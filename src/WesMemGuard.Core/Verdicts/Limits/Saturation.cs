using WesMemGuard.Budgets;
using WesMemGuard.Growth;
using WesMemGuard.Reasons;
using WesMemGuard.Verdicts.Observations;

namespace WesMemGuard.Verdicts.Limits;

/// <summary>Before the time by which caches are declared to be full, growth is no breach.</summary>
internal static class Saturation
{
    /// <summary>Why growth in a window can't be called broken yet; null when it can.</summary>
    public static Reason? WhyNotYet(RunView view, Limit limit, Window window) =>
        limit.SaturatesBy is { } full && window.To < view.Extent.From + full
        ? SlopeReasons.NotFullYet(full)
        : null;

    /// <summary>
    /// The same, also for a window that goes on: what caches filled with before that time is no breach either, so the
    /// growth must be above the limit in what came after it alone. Asks <paramref name="judged"/> for the finding of
    /// what came after a moment.
    /// </summary>
    public static Reason? WhyNotYet(RunView view, Limit limit, Window window,
        Func<DateTimeOffset, GrowthFinding> judged)
    {
        if (WhyNotYet(view, limit, window) is { } early)
            return early;
        if (limit.SaturatesBy is not { } full || window.From >= view.Extent.From + full)
            return null;
        var after = judged(view.Extent.From + full);
        return after.Outcome == GrowthOutcome.Broken ? null : SaturationReasons.NotSince(full, after.Points);
    }
}
