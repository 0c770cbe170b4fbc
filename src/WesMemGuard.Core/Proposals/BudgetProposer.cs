using WesMemGuard.Baselines;
using WesMemGuard.Budgets;
using WesMemGuard.Measurement;
using WesMemGuard.Reasons;
using WesMemGuard.Verdicts;
using WesMemGuard.Verdicts.Gates;
using WesMemGuard.Verdicts.Judging;
using WesMemGuard.Verdicts.Limits;

namespace WesMemGuard.Proposals;

/// <summary>
/// Proposes a budget that good runs keep. Each bound is the least that the judge holds on every run, and room for the next run: the
/// scatter between runs, and what the noise of one run allows its interval to reach. The whole budget is then judged on every run.
/// </summary>
internal sealed class BudgetProposer
{
    /// <summary>An old bound stays until it is so many times what would be proposed: else each new run would change the file.</summary>
    public const double Loose = 1.5;

    /// <summary>From so much on, in the unit of the limit, a growth that is sure is worth a warning: a good run has none.</summary>
    private const double TellsGrowth = 0.5;

    private const double MarginOfOne = 0.25;
    private const double Margin = 0.1;
    private const int MostRounds = 6;

    private readonly IReadOnlyList<GoodRun> _runs;
    private readonly IReadOnlyList<RunLevels> _levels;
    private readonly ISuspectFinder? _suspects;
    private readonly MemoryBudget _frame;

    private BudgetProposer(IReadOnlyList<GoodRun> runs, IReadOnlyList<RunLevels> levels, MemoryBudget? old, ISuspectFinder? suspects)
    {
        (_runs, _levels, _suspects) = (runs, levels, suspects);
        _frame = (old ?? new MemoryBudget(MemoryBudget.DefaultWarmUp, [], "proposal")) with { Limits = [], PhaseNames = [] };
    }

    /// <summary>Proposes a budget.</summary>
    /// <param name="runs">Good runs; they may be of several workloads.</param>
    /// <param name="levels">Levels of a baseline's runs, which support peaks of steady figures.</param>
    /// <param name="old">The budget that is there; null when none is.</param>
    /// <param name="suspects">Reads profiles, for limits on measuredBytes; null when nothing can.</param>
    public static BudgetProposal Of(IReadOnlyList<GoodRun> runs, IReadOnlyList<RunLevels> levels, MemoryBudget? old,
        ISuspectFinder? suspects) => new BudgetProposer(runs, levels, old, suspects).Propose(Candidates.Of(runs, old));

    private BudgetProposal Propose(IReadOnlyList<(Limit Limit, bool IsOld)> candidates)
    {
        // First with the whole error, to know who speaks at all; then with the share that the budget leaves each.
        var speaking = candidates.Where(c => IsStatistical(c.Limit) && Asked(c.Limit, 0).Values.Count > 0).ToList();
        var others = Math.Max(0, BudgetJudge.Intervals(speaking.Select(c => c.Limit)) - 1);
        var (limits, leftOut) = (new List<ProposedLimit>(), new List<LeftOutLimit>());
        foreach (var (limit, isOld) in candidates)
        {
            var seen = limit.IsOfLoad ? LimitEvidence.None(ProposalReasons.OfLoad()) : Asked(limit, IsStatistical(limit) ? others : 0);
            if (seen.Values.Count > 0 && (isOld || seen.Needed > 0 || limit.IsOfProcess))
                limits.Add(Proposed(limit, isOld, seen));
            else if (isOld)
                limits.Add(new ProposedLimit(limit, LimitChange.Kept, limit.Rule.Bound, seen.WhyNone)
                {
                    Why = ProposalReasons.Unheard(),
                });
            else
                leftOut.Add(new LeftOutLimit(limit.Of, limit.Metric.Name(), limit.Rule.Name,
                    seen.Values.Count > 0 ? ProposalReasons.AlwaysZero() : seen.WhyNone));
        }

        limits = Verified(limits);
        var caught = new CaughtLeak(_runs, _frame, others);
        return new BudgetProposal(_frame.WarmUp, _frame.WarmUpOfRun,
            [.. _runs.Select(r => r.Name), .. _levels.Select(l => l.Run)],
            [.. limits.Select(l => l with { Catches = caught.By(l) })], leftOut);
    }

    private static bool IsStatistical(Limit limit) => limit.Rule is GrowthPerHour or GrowthPer;

    private LimitEvidence Asked(Limit limit, int others) => LimitEvidence.Of(
        [.. _runs.Select(r => ProbedLimit.Of(r.Run, limit, _frame, others, _suspects))], Levels(limit));

    /// <summary>A level is the peak's place of a steady figure: garbage lies on top of others'.</summary>
    private IEnumerable<double> Levels(Limit limit)
    {
        if (limit.Rule is not Peak || limit.Phase is not null || limit.Metric.Row().Noise == MetricNoise.Garbage)
            return [];
        var name = limit.IsOfProcess ? limit.Metric.Name() : $"{limit.Of} {limit.Metric.Name()}";
        return _levels.Where(l => l.Levels.ContainsKey(name)).Select(l => l.Levels[name]);
    }

    private static ProposedLimit Proposed(Limit limit, bool isOld, LimitEvidence seen)
    {
        var bound = IsStatistical(limit) ? Growth(limit, seen) : Level(limit, seen);
        double? old = isOld ? limit.Rule.Bound : null;
        var change = old switch
        {
            null => LimitChange.Added,
            { } was when was < seen.Needed => LimitChange.Loosened,
            { } was when was > Loose * bound => LimitChange.Tightened,
            _ => LimitChange.Kept,
        };
        var proposed = change == LimitChange.Kept ? limit : ProbedLimit.With(limit, bound);
        string Of(double value) => FigureText.Of(proposed, value);
        var (count, unit) = (seen.Values.Count, FigureText.Unit(limit).Factor);
        return new ProposedLimit(proposed, change, old, count == 1
            ? ProposalReasons.OneRun(Of(seen.Highest), Of(seen.Needed), Of(proposed.Rule.Bound - seen.Needed))
            : ProposalReasons.Runs(count, Of(seen.Lowest), Of(seen.Highest), Of(seen.Needed), Of(proposed.Rule.Bound - seen.Needed)))
        {
            Runs = count,
            Lowest = seen.Lowest,
            Highest = seen.Highest,
            Needed = seen.Needed,
            Why = Why(proposed, change, old ?? 0, seen),
            Warning = IsStatistical(limit) && seen.Lows.Count(low => low > TellsGrowth * unit) is > 0 and var growing
                ? ProposalReasons.RunsGrow(growing, count, Of(seen.Lows.Max())) : null,
        };
    }

    private static Reason Why(Limit limit, LimitChange change, double old, LimitEvidence seen)
    {
        var was = FigureText.Of(limit, old);
        return change switch
        {
            LimitChange.Added => ProposalReasons.Added(),
            LimitChange.Loosened => ProposalReasons.Loosened(was, FigureText.Of(limit, seen.Needed)),
            LimitChange.Tightened => ProposalReasons.Tightened(was, FigureText.Of(limit, old - seen.Needed)),
            _ => ProposalReasons.Fits(FigureText.Of(limit, old - seen.Needed)),
        };
    }

    /// <summary>
    /// The next run's slope lies around the mean by the scatter of runs, or by the error of one run's slope where that is larger; its
    /// interval reaches as far above it as a run's does.
    /// </summary>
    private static double Growth(Limit limit, LimitEvidence seen)
    {
        var half = seen.Half;
        var next = Math.Max(Scatter.IsBeyond(seen.Values, half) ? Scatter.Next(seen.Values, BudgetJudge.Error) + half : 0,
            Math.Max(0, seen.Values.Average()) + (half * Scatter.Widening(seen.Values.Count)));
        var least = limit.Metric.IsSize() ? 0.1m : limit.Rule is GrowthPer ? 0.01m : 1m;
        return RoundBounds.Growth(Math.Max(seen.Needed, next), FigureText.Unit(limit).Factor, least);
    }

    /// <summary>A peak of so many runs is passed by the next one with a chance of 1 in their number and one: room is left for it.</summary>
    private static double Level(Limit limit, LimitEvidence seen)
    {
        var margin = Math.Max(limit.Metric.IsSize() ? ByteSize.MiB : 2, (seen.Values.Count == 1 ? MarginOfOne : Margin) * seen.Needed);
        var next = Math.Max(seen.Needed + margin, Scatter.Next(seen.Uppers, BudgetJudge.Error));
        var bound = RoundBounds.Level(next, FigureText.Unit(limit).Factor, 1m);
        return limit.Metric.IsSize() ? bound : Math.Ceiling(bound); // nobody counts half a goroutine
    }

    /// <summary>
    /// The judge has the last word: what the whole budget breaks on a good run, or leaves undecided though the run holds it alone, is raised
    /// by a step, and judged again.
    /// </summary>
    private List<ProposedLimit> Verified(List<ProposedLimit> limits)
    {
        for (var round = 0; round < MostRounds && limits.Count > 0 && NotKept(limits) is { Count: > 0 } missed; round++)
        {
            foreach (var i in missed)
            {
                var bound = RoundBounds.Growth(limits[i].Limit.Rule.Bound * 1.001, FigureText.Unit(limits[i].Limit).Factor, 0.01m);
                limits[i] = limits[i] with { Limit = ProbedLimit.With(limits[i].Limit, bound) };
            }
        }

        return limits;
    }

    private HashSet<int> NotKept(List<ProposedLimit> limits)
    {
        var missed = new HashSet<int>();
        foreach (var good in _runs)
        {
            int[] asked = [.. Enumerable.Range(0, limits.Count).Where(i => limits[i].Runs > 0 && IsIn(good, limits[i].Limit))];
            if (asked.Length == 0)
                continue;
            var budget = _frame with { Limits = [.. asked.Select(i => limits[i].Limit)] };
            var verdicts = BudgetJudge.Judge(good.Run, budget, new JudgeContext(good.Name, budget.File, good.Name)).Verdicts;
            missed.UnionWith(asked.Where((i, at) => verdicts[at].Outcome == Outcome.Broken
                || (verdicts[at].Outcome == Outcome.Inconclusive && IsStatistical(limits[i].Limit)
                    && ProbedLimit.Judge(good.Run, limits[i].Limit, _frame, 0, _suspects).Outcome == Outcome.Held)));
        }

        return missed;
    }

    private static bool IsIn(GoodRun good, Limit limit) => PhaseNames.Of(limit).All(name => !PhaseNames.IsMissing(good.Run, name))
        && !limit.UnknownModule;
}
