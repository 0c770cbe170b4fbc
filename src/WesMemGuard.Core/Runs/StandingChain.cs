using WesMemGuard.Scenarios;

namespace WesMemGuard.Runs;

/// <summary>A time in which the node mined, or was told to, and its chain did not grow.</summary>
/// <param name="Height">Where it stood; null: nobody asked the node for it before.</param>
/// <param name="From">The first look at this height while it mined, UTC.</param>
/// <param name="To">The last one, UTC.</param>
internal sealed record StandingChain(double? Height, DateTimeOffset From, DateTimeOffset To)
{
    /// <summary>Four times the longest gap between two blocks of a healthy node (node.md 7.10).</summary>
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(2);

    /// <summary>Rounds that are counted for so long and make no block: a gap of 30 s lies within it.</summary>
    private static readonly TimeSpan Watched = TimeSpan.FromSeconds(45);

    /// <summary>Rounds of a stalled chain come each 2 s; these few are no chance.</summary>
    private const double FewestRounds = 5;

    /// <summary>By so much a page is older than its figures.</summary>
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(10);

    /// <summary>Rounds that were counted meanwhile by the node's page; null when only the phases of the run tell.</summary>
    public double? Rounds { get; private init; }

    /// <summary>The longest such time of a run; null when the chain grew whenever it was to, or nobody mined.</summary>
    public static StandingChain? Of(MemoryRun run)
    {
        var counted = ByPages(run);
        return ByPhases(run) is not { } told ? counted
            : counted is not null && counted.From < told.To && counted.To > told.From ? told with { Rounds = counted.Rounds } : told;
    }

    /// <summary>
    /// What the page says of itself, whoever switched mining on: rounds go on, and the tip they build on is the same one and old.
    /// </summary>
    private static StandingChain? ByPages(MemoryRun run)
    {
        StandingChain? longest = null;
        var pages = run.Metrics.Where(p => p.Sample is { MiningRounds: not null, TipAgeSeconds: not null }).ToList();
        for (int first = 0, i = 0; i < pages.Count; i++)
        {
            if (i > 0 && (!GoesOn(pages[i - 1], pages[i]) || !SameTip(pages[first], pages[i])))
                first = i;
            var rounds = pages[i].Sample!.MiningRounds!.Value - pages[first].Sample!.MiningRounds!.Value;
            var stands = pages[i].At - pages[first].At;
            if (stands >= Watched && rounds >= FewestRounds && pages[i].Sample!.TipAgeSeconds >= Long.TotalSeconds
                && (longest is null || stands > longest.To - longest.From))
                longest = new StandingChain(HeightAt(run, pages[i].At), pages[first].At, pages[i].At) { Rounds = rounds };
        }

        return longest;
    }

    private static bool GoesOn(Reading<MetricsSample> before, Reading<MetricsSample> page) =>
        page.Sample!.MiningRounds > before.Sample!.MiningRounds && page.Sample.StartTimeSeconds == before.Sample.StartTimeSeconds;

    private static bool SameTip(Reading<MetricsSample> first, Reading<MetricsSample> page) =>
        Math.Abs(page.Sample!.TipAgeSeconds!.Value - first.Sample!.TipAgeSeconds!.Value - (page.At - first.At).TotalSeconds)
            < Slack.TotalSeconds;

    private static double? HeightAt(MemoryRun run, DateTimeOffset at) =>
        run.Blocks.FindLast(b => b.Sample is not null && b.At <= at + Slack).Sample?.Height;

    private static StandingChain? ByPhases(MemoryRun run)
    {
        StandingChain? longest = null;
        foreach (var (from, to) in Mined(run))
        {
            var heights = run.Blocks.Where(b => b.Sample is not null && b.At >= from && b.At <= to).ToList();
            for (int first = 0, i = 0; i < heights.Count; i++)
            {
                if (heights[i].Sample!.Height > heights[first].Sample!.Height)
                    first = i;
                var stands = heights[i].At - heights[first].At;
                if (stands >= Long && (longest is null || stands > longest.To - longest.From))
                    longest = new StandingChain(heights[first].Sample!.Height, heights[first].At, heights[i].At);
            }
        }

        return longest;
    }

    /// <summary>From each switch to mining that was accepted to the next switch off, or on.</summary>
    private static IEnumerable<(DateTimeOffset From, DateTimeOffset To)> Mined(MemoryRun run)
    {
        var on = PhaseKinds.Of(PhaseKind.MineOn).Name;
        var off = PhaseKinds.Of(PhaseKind.MineOff).Name;
        for (var i = 0; i < run.Phases.Count; i++)
        {
            if (run.Phases[i].Kind != on || run.Phases[i].Ok == 0)
                continue;
            var ends = run.Phases.Skip(i + 1).Where(p => p.Kind == off || p.Kind == on).Select(p => p.StartedAt)
                .DefaultIfEmpty(DateTimeOffset.MaxValue).First();
            yield return (run.Phases[i].StartedAt, ends);
        }
    }
}
