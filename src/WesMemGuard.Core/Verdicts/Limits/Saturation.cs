using System.Globalization;
using WesMemGuard.Budgets;

namespace WesMemGuard.Verdicts.Limits;

/// <summary>Before the time by which caches are declared to be full, growth is no breach.</summary>
internal static class Saturation
{
    /// <summary>Why growth in a window can't be called broken yet; null when it can.</summary>
    public static string? WhyNotYet(RunView view, Limit limit, Window window) => limit.SaturatesBy is { } full && window.To < view.Extent.From + full
        ? string.Create(CultureInfo.InvariantCulture, $"the growth is above the limit, but the budget gives caches until minute {full.TotalMinutes:0} to fill (saturatesBy)")
        : null;
}
