using WesMemGuard.Reasons;
using WesMemGuard.Texts;

namespace WesMemGuard.Verdicts.Limits;

/// <summary>What there is to say of caches that may fill until a declared time.</summary>
internal static class SaturationReasons
{
    private static readonly ResourceTexts Texts = ResourceTexts.Beside(typeof(SaturationReasons));

    /// <summary>The growth is above the limit, but not in what came after that time.</summary>
    public static Reason NotSince(TimeSpan full, int points) =>
        new(Texts, "saturation.notSince", ("minute", full.TotalMinutes), ("points", points));
}
