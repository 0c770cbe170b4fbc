using WesMemGuard.Budgets;
using WesMemGuard.Reasons;

namespace WesMemGuard.Verdicts.Limits;

/// <summary>Before the time by which caches are declared to be full, growth is no breach.</summary>
internal static class Saturation
{
    /// <summary>Why growth in a window can't be called broken yet; null when it can.</summary>
    public static Reason? WhyNotYet(RunView view, Limit limit, Window window) => limit.SaturatesBy is { } full && window.To < view.Extent.From + full
        ? SlopeReasons.NotFullYet(full)
        : null;
}
