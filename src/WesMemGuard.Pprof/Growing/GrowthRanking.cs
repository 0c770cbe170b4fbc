using System.Collections.Immutable;
using WesMemGuard.Pprof.Attribution;
using WesMemGuard.Pprof.Comparing;

namespace WesMemGuard.Pprof.Growing;

/// <summary>Who grew in a series of profiles of one process, the likeliest culprit first.</summary>
/// <param name="Total">Growth of the whole profile between the first and the last, in the unit of the kind asked for.</param>
/// <param name="Suspects">The functions that grew: first those whose growth goes on and surely isn't 0, then the
/// unsure, then those that stopped; the largest first among equals.</param>
internal sealed record GrowthRanking(long Total, ImmutableArray<GrowthSuspect> Suspects)
{
    /// <summary>Growth below this accuses nobody: 1 MiB, two sampled objects at Go's default rate.</summary>
    public const long MaterialBytes = 1 << 20;

    /// <summary>Growth by fewer goroutines than these accuses nobody: an idle node's number varies by 3.</summary>
    public const long MaterialGoroutines = 10;

    /// <summary>
    /// Ranks the functions by what they grew. Times come from outside (a recording's or the poller's clock).
    /// The growth between the first and last profile counts; those between tell whether it goes on.
    /// </summary>
    /// <exception cref="ProfileException">Fewer than two profiles, times that don't ascend, profiles that can't be
    /// compared, or a restarted process.</exception>
    public static GrowthRanking Rank(
        IReadOnlyList<(DateTimeOffset At, GoProfile Profile)> series, ValueKind kind = ValueKind.InuseSpace, Attributor? attributor = null)
    {
        ArgumentNullException.ThrowIfNull(series);
        CheckSeries(series);
        double[] hours = [.. series.Select(s => (s.At - series[0].At).TotalHours)];
        HolderTable table =
            HolderTable.Of([.. series.Select(s => s.Profile)], kind, Grouping.Function, attributor
            ?? new Attributor(ProgramMap.For(series.Select(s => s.Profile))));
        int last = series.Count - 1;
        List<HolderSeries> grown = [.. table.Holders.Where(h => h.Value(last) > h.Value(0))];
        double rise = grown.Sum(h => (double)(h.Value(last) - h.Value(0)));
        return new GrowthRanking(
            series[last].Profile.Total(kind) - series[0].Profile.Total(kind),
            [
                .. grown.Select(h => Suspect(h, hours, rise))
                    .OrderBy(Place)
                    .ThenByDescending(s => s.Growth.Value)
                    .ThenBy(s => s.Function, StringComparer.Ordinal),
            ]);
    }

    private static GrowthSuspect Suspect(HolderSeries holder, double[] hours, double rise)
    {
        int last = hours.Length - 1;
        SampledBytes growth = holder.Growth(0, last);
        double[] values = [.. hours.Select((_, i) => (double)holder.Value(i))];
        return new GrowthSuspect(
            holder.Grown(0, last),
            growth,
            growth.Value / rise,
            TimeSpan.FromHours(hours[last]),
            GrowthCourse.MedianSlope(hours, values),
            GrowthCourse.TrendOf(holder, hours));
    }

    private static int Place(GrowthSuspect suspect) => (suspect.Trend, suspect.Growth.IsAboveZero) switch
    {
        (GrowthTrend.Growing, true) => 0,
        (GrowthTrend.Stopped, _) => 3,
        (_, true) => 1,
        _ => 2,
    };

    private static void CheckSeries(IReadOnlyList<(DateTimeOffset At, GoProfile Profile)> series)
    {
        if (series.Count < 2)
            throw new ProfileException($"Growth needs at least two profiles, there are {series.Count}.");
        for (int i = 1; i < series.Count; i++)
        {
            if (series[i].At <= series[i - 1].At)
                throw new ProfileException(
                    $"Growth needs profiles in order of time: number {i + 1} is of {series[i].At:O}, the one before "
                        + $"of {series[i - 1].At:O}.");
            if (!ProfileDiff.MayBeOneProcess(series[i - 1].Profile, series[i].Profile))
                throw new ProfileException(
                    $"The process was restarted before {series[i].At:O}: a stack has fewer objects ever allocated "
                        + $"than at {series[i - 1].At:O}. Compare profiles of one process.");
        }
    }
}
