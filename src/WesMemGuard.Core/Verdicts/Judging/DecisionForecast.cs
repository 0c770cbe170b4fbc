using WesMemGuard.Statistics;

namespace WesMemGuard.Verdicts.Judging;

/// <summary>
/// How long a run must be to decide a growth, by an earlier run of the same kind: the error of a slope falls with length to the power
/// 3/2, and a look that has less of the error needs a wider interval. A forecast, no bound: the next run may be noisier.
/// </summary>
internal static class DecisionForecast
{
    /// <summary>Looks of a run until decided have about so much of the error.</summary>
    private const double UsualLook = 1e-4;

    private const double MostHours = 24 * 31;

    /// <summary>
    /// The time after warm-up; null when the verdict has no interval, or lies so near to its limit that no run would decide.
    /// </summary>
    /// <param name="verdict">The verdict of the earlier run on the limit.</param>
    public static TimeSpan? Of(Verdict verdict)
    {
        if (verdict is not { Value: { } value, Low: { } low, High: { } high, Confidence: { } confidence, From: { } from, To: { } to }
            || to <= from || confidence is <= 0 or >= 1)
            return null;
        var reach = (high - low) / 2 * Quantiles.Normal(1 - UsualLook) / Quantiles.Normal((1 + confidence) / 2);
        var distance = Math.Abs(value - verdict.Budget);
        if (distance <= 0 || reach <= 0)
            return distance <= 0 ? null : TimeSpan.Zero;
        var hours = (to - from).TotalHours * Math.Pow(reach / distance, 2.0 / 3);
        return hours < MostHours ? TimeSpan.FromHours(hours) : null;
    }
}
