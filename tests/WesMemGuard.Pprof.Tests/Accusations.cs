using WesMemGuard.Pprof.Growing;

namespace WesMemGuard.Pprof.Tests;

/// <summary>
/// Whom a ranking leaves no doubt about: the sharpest reading of it, which tests hold against what was planted.
/// </summary>
internal static class Accusations
{
    /// <summary>Those that grow on, by at least so much, with an interval that lies clear of 0.</summary>
    public static IEnumerable<GrowthSuspect> Accused(this GrowthRanking ranking,
        long atLeast = GrowthRanking.MaterialBytes) =>
        ranking.Suspects.Where(s => s.Trend == GrowthTrend.Growing && s.Growth.Value >= atLeast
            && s.Growth.IsAboveZero);
}
