using WesMemGuard.Scenarios;

namespace WesMemGuard.Runs;

/// <summary>A time in which the node was told to mine and its chain did not grow.</summary>
/// <param name="Height">Where it stood.</param>
/// <param name="From">The first look at this height while it mined, UTC.</param>
/// <param name="To">The last one, UTC.</param>
public sealed record StandingChain(double Height, DateTimeOffset From, DateTimeOffset To)
{
    /// <summary>Four times the longest gap between two blocks of a healthy node (node.md 7.10).</summary>
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(2);

    /// <summary>The longest such time of a run; null when the chain grew whenever it was to, or the run switched no mining on.</summary>
    public static StandingChain? Of(MemoryRun run)
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
