using WesMemGuard.Budgets;
using WesMemGuard.Growth;
using WesMemGuard.Input;
using WesMemGuard.Measurement;
using WesMemGuard.Reasons;
using WesMemGuard.Runs;
using WesMemGuard.Statistics;
using WesMemGuard.Verdicts.Gates;
using WesMemGuard.Verdicts.Limits;
using WesMemGuard.Verdicts.Observations;
using WesMemGuard.Verdicts.Text;

namespace WesMemGuard.Verdicts.Judging;

/// <summary>Judges a run against a budget. Pure: the same run, budget and context give the same verdicts, byte for byte.</summary>
internal static class BudgetJudge
{
    /// <summary>The one-sided error each way that all statistical limits of a run share (Holm 1979).</summary>
    public const double Error = FewPoints.RunError;

    /// <summary>Judges every limit, in the budget's order.</summary>
    /// <exception cref="BadInputException">The budget names a phase that the run lacks, or a module that is in no
    /// table and in no answer.</exception>
    public static RunVerdict Judge(MemoryRun run, MemoryBudget budget, JudgeContext context) => Judge(run, budget, context, toCome: 0);

    /// <summary>
    /// The error that the last judging of a run has: one that was looked at until it was decided has spent half of it on the looks.
    /// </summary>
    internal static double ErrorOf(MemoryRun run) => run.Events.Exists(e => e.Name == RunEvent.UntilDecided) ? Error / 2 : Error;

    /// <summary>Judges some limits of a budget while others, whose phases are still to come, will ask for a part of the error.</summary>
    /// <param name="run">What was seen so far.</param>
    /// <param name="budget">The limits that can be judged.</param>
    /// <param name="context">The names for the messages.</param>
    /// <param name="toCome">How many intervals the others rest on (<see cref="Intervals"/>).</param>
    /// <param name="spent">The error of this look; null: that of the last judging.</param>
    internal static RunVerdict Judge(MemoryRun run, MemoryBudget budget, JudgeContext context, int toCome, double? spent = null)
    {
        var error = spent ?? ErrorOf(run);
        if (budget.Limits.Count == 0)
            throw new BadInputException(budget.File, JudgeReasons.NoLimits());
        BudgetNames.Check(run, budget);
        run = ClockSteps.Evened(run);
        var views = new RunViews(run, budget, context.Suspects);
        var gates = budget.Limits.Select(l => (l.IsOfModule ? ModuleGate.Check(run, l) : null)
            ?? Empty(run) ?? ClientGate.Check(views.Of(l), l) ?? LossGate.NotReached(views.Of(l), l)).ToList();
        var findings = new Finding[budget.Limits.Count];
        var statistical = new List<int>();
        for (var i = 0; i < findings.Length; i++)
        {
            if (gates[i] is { } gate)
                findings[i] = new Finding(gate.Outcome, gate.Reason) { Window = views.Of(budget.Limits[i]).Extent };
            else if (!IsStatistical(budget.Limits[i]))
                findings[i] = Exact(views.Of(budget.Limits[i]), budget.Limits[i]);
            else if (Statistical(views.Of(budget.Limits[i]), budget.Limits[i], error) is { Statistical: false } gated)
                findings[i] = gated;
            else
                statistical.Add(i);
        }

        ShareError(views, budget, findings, statistical, toCome, error);
        for (var i = 0; i < findings.Length; i++)
            findings[i] = OfAllPhases(views.Of(budget.Limits[i]), budget.Limits[i], findings[i]);
        var end = NodeEnd.Of(run);
        return new RunVerdict(budget.Limits.Select((limit, i) => new VerdictText(views.Of(limit), context)
            .Verdict(limit, views.EndOf(limit)?.Of(limit, findings[i]) ?? findings[i])).ToList())
        {
            NodeGone = end is null || (end.DiedAt is not null && budget.Limits.Any(l => l.IsOfProcess)) ? null : end.Why,
            Losses = SeenLosses.Of(run),
            Loads = LoadRow.Of(run),
            Remarks = RunReasons.Of(run),
        };
    }

    /// <summary>A run that can't hold readings, as of a log at level warn, knows why: that is every limit's reason.</summary>
    private static GateFinding? Empty(MemoryRun run) =>
        run.Header.Empty is { } empty
            && run.Memory.Count + run.Metrics.Count + run.Process.Count + run.LiveHeap.Count + run.Client.Count == 0
            ? new GateFinding(Outcome.NotMeasured, empty.Why)
            : null;

    /// <summary>What held in some of the phases that a limit means is not held in all of them.</summary>
    private static Finding OfAllPhases(RunView view, Limit limit, Finding found)
    {
        if (PhaseNames.Repeated(view.Run, limit) is { } repeated)
            return OfFirst(found, repeated);
        return found.Outcome == Outcome.Held && LossGate.CutShort(view, limit) is { } cut ? found.As(cut.Outcome, cut.Reason) : found;
    }

    /// <summary>What held in the first of several phases of one name is not said of the others.</summary>
    private static Finding OfFirst(Finding found, Reason repeated) =>
        found.Outcome == Outcome.Held ? found.As(Outcome.Inconclusive, repeated) : found.Noting(repeated);

    private static bool IsStatistical(Limit limit) => limit.Rule is GrowthPerHour or GrowthPer;

    /// <summary>
    /// Holm's step-down over the intervals that the limits rest on: judged at the error / k, those that decide leave and the rest share
    /// the error anew. Limits on the same figure in the same window rest on one interval, which errs once. Where sharing changed an
    /// outcome the verdict says so.
    /// </summary>
    private static void ShareError(RunViews views, MemoryBudget budget, Finding[] findings, List<int> limits, int toCome, double error)
    {
        var groups = limits.GroupBy(i => Interval(budget.Limits[i])).Select(g => g.ToList()).ToList();
        Holm.StepDown(groups.Count + toCome, error, (group, alpha) =>
        {
            if (group >= groups.Count)
                return false;
            foreach (var i in groups[group])
                findings[i] = Statistical(views.Of(budget.Limits[i]), budget.Limits[i], alpha);
            return groups[group].TrueForAll(i => findings[i].Outcome is Outcome.Held or Outcome.Broken);
        });
        foreach (var i in limits.Where(i => groups.Count + toCome > 1 && findings[i].Outcome == Outcome.Inconclusive))
        {
            var alone = Statistical(views.Of(budget.Limits[i]), budget.Limits[i], error);
            if (alone.Outcome != Outcome.Inconclusive)
                findings[i] = findings[i].Noting(JudgeReasons.ErrorShared(groups.Count + toCome, alone.Outcome));
        }
    }

    /// <summary>How many intervals limits rest on, which share the error.</summary>
    internal static int Intervals(IEnumerable<Limit> limits) => limits.Where(IsStatistical).Select(Interval).Distinct().Count();

    /// <summary>What makes two limits rest on one interval: the same figure, window, evidence and unit.</summary>
    private static (string, Metric, string?, Evidence?, string) Interval(Limit limit) =>
        (limit.Of, limit.Metric, limit.Phase, limit.Evidence,
            limit.Rule is GrowthPer per ? LimitRuleText.NameOf(per.Unit) : limit.Rule.Name);

    private static Finding Exact(RunView view, Limit limit) => limit.Rule switch
    {
        _ when limit.Metric == Metric.MeasuredBytes => MeasuredLimit.Judge(view, limit),
        _ when limit.IsOfLoad => LoadLimit.Judge(view, limit),
        Peak => PeakLimit.Judge(view, limit),
        Budgets.Growth growth => LevelsLimit.Judge(view, limit, growth),
        ReturnsTo returns => LevelsLimit.Judge(view, limit, returns),
        _ => throw new ArgumentOutOfRangeException(nameof(limit), limit.Rule, "not an exact limit"),
    };

    private static Finding Statistical(RunView view, Limit limit, double alpha) => limit.Rule switch
    {
        _ when limit.Metric == Metric.MeasuredBytes => MeasuredLimit.Judge(view, limit, alpha),
        GrowthPerHour => SlopeLimit.Judge(view, limit, alpha),
        GrowthPer { Unit: WorkUnit.Cycle } => WorkLimit.PerCycle(view, limit, alpha),
        GrowthPer per => WorkLimit.PerUnit(view, limit, per, alpha),
        _ => throw new ArgumentOutOfRangeException(nameof(limit), limit.Rule, "not a statistical limit"),
    };
}
