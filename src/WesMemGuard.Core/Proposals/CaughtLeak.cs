using WesMemGuard.Budgets;
using WesMemGuard.Measurement;
using WesMemGuard.Reasons;
using WesMemGuard.Runs;
using WesMemGuard.Verdicts;
using WesMemGuard.Verdicts.Judging;
using WesMemGuard.Verdicts.Limits;

namespace WesMemGuard.Proposals;

/// <summary>
/// What a limit would have caught. Of growth it is tried: a leak is put into the longest run, which is judged as if it
/// had ended earlier and earlier. A peak is passed when a leak has filled its room.
/// </summary>
internal sealed class CaughtLeak(IReadOnlyList<GoodRun> runs, MemoryBudget frame, int others)
{
    private const double LeakOfPeaks = 10 * ByteSize.MiB;

    private static readonly TimeSpan Step = TimeSpan.FromMinutes(2.5);

    private readonly MemoryRun? _longest = runs.Select(r => r.Run)
        .OrderByDescending(r => CutRun.Extent(r).To - CutRun.Extent(r).From).FirstOrDefault();

    /// <summary>What it would have caught; null where that can't be said.</summary>
    public Reason? By(ProposedLimit proposed)
    {
        if (proposed.Runs == 0 || !proposed.Limit.IsOfProcess || proposed.Limit.Phase is not null
            || !proposed.Limit.Metric.Row().KeepsHeap)
            return null;
        return proposed.Limit.Rule switch
        {
            GrowthPerHour when _longest is not null => ByGrowth(_longest, proposed.Limit),
            Peak when proposed.Highest is { } highest => ProposalReasons.PeakCatches(FigureText.Size(LeakOfPeaks),
                TimeSpan.FromHours(Math.Max(0, proposed.Limit.Rule.Bound - highest) / LeakOfPeaks)),
            _ => null,
        };
    }

    private Reason ByGrowth(MemoryRun run, Limit limit)
    {
        var unit = FigureText.Unit(limit).Factor;
        var leak = RoundBounds.Growth(SelfTest.LeakPerLimit * limit.Rule.Bound, unit, 0.1m);
        var shown = FigureText.Of(limit, leak);
        var (from, to) = CutRun.Extent(run);
        var leaking = LeakInjection.Into(run, leak);
        bool IsCaught(int steps) => ProbedLimit.Judge(CutRun.Of(leaking, from,
            from + (steps * Step)), limit, frame, others, null)
            .Outcome == Outcome.Broken;
        var (low, high) = (0, (int)Math.Ceiling((to - from) / Step));
        if (!IsCaught(high))
            return ProposalReasons.CatchesNot(shown, to - from);
        while (high - low > 1)
        {
            var middle = (low + high) / 2;
            (low, high) = IsCaught(middle) ? (low, middle) : (middle, high);
        }

        return ProposalReasons.Catches(shown, high * Step);
    }
}
