using WesMemGuard.Budgets;
using WesMemGuard.Fleets.Series;
using WesMemGuard.Runs;
using WesMemGuard.Verdicts;
using WesMemGuard.Verdicts.Judging;

namespace WesMemGuard.Fleets.Judging;

/// <summary>A node that is known and has no samples.</summary>
internal static class UnseenNode
{
    /// <summary>Its verdict: nothing of it was measured.</summary>
    public static NodeVerdict Judged(string name, LabelSet labels, MemoryBudget budget, FleetView view)
    {
        var until = view.Until ?? DateTimeOffset.UnixEpoch;
        var run = new MemoryRun(new RunHeader(name, name, until, RunOrigin.Series));
        var verdict = BudgetJudge.Judge(run, budget, new JudgeContext(name, view.BudgetPath, view.EvidencePath));
        return new NodeVerdict(name, labels, [new LifeVerdict(until, until, verdict)]);
    }
}
