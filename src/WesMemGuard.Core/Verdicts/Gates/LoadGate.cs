using WesMemGuard.Budgets;
using WesMemGuard.Runs;
using WesMemGuard.Scenarios;
using WesMemGuard.Verdicts.Observations;

namespace WesMemGuard.Verdicts.Gates;

/// <summary>Was the declared load reached? Under 95 % a kept limit proves nothing; a broken one stays broken.</summary>
internal static class LoadGate
{
    private const double Enough = 0.95;

    /// <summary>
    /// What takes <c>held</c> away; null when every phase that the limit depends on reached its load, or the limit asks
    /// for none.
    /// </summary>
    /// <param name="view">The run.</param>
    /// <param name="limit">The limit.</param>
    /// <param name="window">What it was judged on, for limits of several phases.</param>
    public static GateFinding? Check(RunView view, Limit limit, Window window)
    {
        if (limit.AnyLoad)
            return null;
        return Check(limit.Rule switch
        {
            Budgets.Growth or ReturnsTo or GrowthPer { Unit: WorkUnit.Cycle } => DependedOn(view.Run.Phases, window),
            _ when limit.Phase is { } name && view.PhaseOf(name) is var phase =>
                DependedOn(view.Run.Phases, new Window(phase.StartedAt, phase.EndedAt)),
            _ => view.Run.Phases,
        });
    }

    /// <summary>The finding of the first of these phases that did not reach its load; null when all did.</summary>
    internal static GateFinding? Check(IEnumerable<Phase> phases)
    {
        foreach (var phase in phases)
        {
            var declared = PhaseLoad.Declared(phase);
            var done = PhaseLoad.Done(phase);
            if (declared > 0 && done < Enough * declared)
                return new GateFinding(Outcome.Inconclusive,
                    LoadReasons.NotReached(phase.Name, phase.Kind, done, declared, LoadFailures.Of(phase)));
        }

        return null;
    }

    /// <summary>
    /// The phases of a window, and before it the last switch of each state: what it asked for lasts into the window,
    /// and a switch of another state does not make up for one that was refused.
    /// </summary>
    internal static IEnumerable<Phase> DependedOn(IReadOnlyList<Phase> phases, Window window)
    {
        var before = phases.Select(p => (Phase: p, Row: PhaseKinds.Of(p.Kind)))
            .Where(p => p.Phase.EndedAt <= window.From && p.Row.Act == PhaseAct.Switch)
            .GroupBy(p => p.Row.Ends ?? p.Row.Kind, p => p.Phase).Select(state => state.Last()).ToHashSet();
        return phases.Where(p => before.Contains(p) || (p.EndedAt > window.From && p.StartedAt < window.To));
    }
}
