using WesMemGuard.Pprof.Growing;
using WesMemGuard.Reasons;

namespace WesMemGuard.Node.Profiles;

/// <summary>
/// What would tell a growth from the error of sampling. A growth of n sampled objects is known to about the square root
/// of n: so many times longer, or so many times finer, as the square of how far its interval reaches beyond it.
/// </summary>
internal static class FinerProfiles
{
    /// <summary>Finer costs the node 6 % of its CPU and more (measured under transfers).</summary>
    private const long Finest = 8192;

    /// <summary>The estimate is one of chance: a fifth more.</summary>
    private const double Margin = 1.2;

    /// <summary>Who waits a day for two profiles is told the rate alone can't help.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    /// <summary>The advice; null when nothing grew, or nothing reasonable would tell.</summary>
    /// <param name="ranking">Who grew.</param>
    /// <param name="apart">The time between the first and the last profile.</param>
    /// <param name="rate">Bytes for each sampled object.</param>
    public static Reason? Advice(GrowthRanking ranking, TimeSpan apart, long rate)
    {
        var top = ranking.Suspects.Where(s => !s.StoppedGrowing && s.Growth.Value > 0).MaxBy(s => s.Growth.Value);
        if (top is null || apart <= TimeSpan.Zero || rate <= Finest)
            return null;
        var reach = (top.Growth.Value - top.Growth.Low) / top.Growth.Value;
        var times = Margin * Math.Max(reach * reach, (double)GrowthRanking.MaterialBytes / top.Growth.Value);
        if (times <= 1 || apart * times > Longest)
            return null;
        var finer = 1L << (int)Math.Floor(Math.Log2(rate / times));
        return ProfileReasons.WouldStandOut(
            apart, new ByteSize(rate), TimeSpan.FromMinutes(Math.Ceiling((apart * times).TotalMinutes)),
            Math.Max(Finest, finer));
    }
}
