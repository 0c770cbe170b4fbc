using WesMemGuard.Reasons;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Baselines;

/// <summary>One metric of new runs held against a baseline's.</summary>
/// <param name="Metric">Which.</param>
/// <param name="Outcome">Whether it stayed within what is allowed.</param>
/// <param name="Before">The baseline's median level; null without one.</param>
/// <param name="After">The new runs' median level; null without one.</param>
/// <param name="Shift">From the one to the other, by Hodges and Lehmann.</param>
/// <param name="Low">The lower end of the shift's interval.</param>
/// <param name="High">The upper end of the shift's interval.</param>
/// <param name="Allowed">The shift that is allowed, in the metric's unit.</param>
/// <param name="Reason">Why this outcome.</param>
internal sealed record BaselineVerdict(
    string Metric, Outcome Outcome, double? Before, double? After, double? Shift, double? Low, double? High, double Allowed, Reason Reason);
