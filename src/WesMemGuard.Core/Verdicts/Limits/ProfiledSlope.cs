using MathNet.Numerics.Distributions;
using WesMemGuard.Budgets;
using WesMemGuard.Growth;
using WesMemGuard.Statistics;
using WesMemGuard.Verdicts.Observations;

namespace WesMemGuard.Verdicts.Limits;

/// <summary>
/// A growth by heap profiles whose error is known: that of the sampling. What stayed in use was sampled once, so that
/// the growth from the first profile to the last is known better than six sizes in a row can say. It counts where the
/// profiles between lie on the line as the sampling lets them (chi square); a scatter beyond that is the module's own,
/// and then order and scatter of the sizes must tell.
/// </summary>
internal static class ProfiledSlope
{
    private const double SecondsPerHour = 3600;

    // Sampling intervals are two-sided ones of 98 %.
    private const double SampledAlpha = 0.01;
    private const double Unlikely = 0.05;

    /// <summary>The finding where the sampling explains the scatter and it decides; null otherwise.</summary>
    public static GrowthFinding? Judge(RunView view, Limit limit, IReadOnlyList<MeasuredBytes> profiles, double alpha)
    {
        if (profiles.Count < FewPoints.Fewest || Between(view, limit, profiles, 0, profiles.Count - 1) is not { } whole
            || ScatterOf(view, limit, profiles, whole) is not { } scatter)
            return null;
        var budget = limit.Rule.Bound;
        // As wide as the error asks for, and as the scatter, where it is more than the usual of the sampling (Birge's ratio).
        var wider = Quantiles.Normal(1 - alpha) / Quantiles.Normal(1 - SampledAlpha) * Math.Max(1, Math.Sqrt(scatter));
        var finding = new GrowthFinding(
            GrowthOutcome.Held, GrowthReason.WithinBudget, whole.Bytes,
            whole.Bytes - (wider * (whole.Bytes - whole.Low)), whole.Bytes
                + (wider * (whole.High - whole.Bytes)),
            profiles.Count, 0, (profiles[^1].At - profiles[0].At).TotalSeconds, null);
        if (Between(view, limit, profiles, profiles.Count / 2, profiles.Count - 1) is not { } late)
            return null;
        if (finding.LowPerHour > budget && late.Bytes > budget && late.Bytes > whole.Bytes / 2)
            return finding with { Outcome = GrowthOutcome.Broken, Reason = GrowthReason.AboveBudget };
        return finding.HighPerHour <= budget && late.Low <= budget ? finding : null;
    }

    /// <summary>
    /// Chi square of the growths between neighbours about the whole growth's line, per degree of freedom; null where
    /// sampling makes that unlikely.
    /// </summary>
    private static double? ScatterOf(RunView view, Limit limit, IReadOnlyList<MeasuredBytes> profiles,
        MeasuredBytes whole)
    {
        var squares = 0.0;
        for (var i = 1; i < profiles.Count; i++)
        {
            if (Between(view, limit, profiles, i - 1, i) is not { } step)
                return null;
            var deviation = (step.High - step.Low) / 2 / Quantiles.Normal(1 - SampledAlpha);
            squares += Math.Pow((step.Bytes - whole.Bytes) / Math.Max(deviation, double.Epsilon), 2);
        }

        var free = profiles.Count - 2;
        return squares <= ChiSquared.InvCDF(free, 1 - Unlikely) ? squares / free : null;
    }

    /// <summary>The growth from one profile to another, an hour; null where the two can't be compared.</summary>
    internal static MeasuredBytes? Between(RunView view, Limit limit, IReadOnlyList<MeasuredBytes> profiles, int first,
        int last)
    {
        var hours = (profiles[last].At - profiles[first].At).TotalSeconds / SecondsPerHour;
        return hours > 0
            && view.Suspects!.MeasuredGrowth(view.Run, limit.Of, profiles[first].At, profiles[last].At) is { } g
            ? new MeasuredBytes(profiles[last].At, g.Bytes / hours, g.Low / hours, g.High / hours)
            : null;
    }
}
