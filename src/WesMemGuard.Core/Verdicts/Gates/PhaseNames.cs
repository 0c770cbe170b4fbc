using WesMemGuard.Budgets;
using WesMemGuard.Input;
using WesMemGuard.Reasons;
using WesMemGuard.Runs;
using WesMemGuard.Verdicts.Lines;

namespace WesMemGuard.Verdicts.Gates;

/// <summary>The phases that a limit names, and whether a run has them.</summary>
internal static class PhaseNames
{
    /// <summary>
    /// Why a limit that held on the first of several phases of one name can't be called held; null when each has its own.
    /// </summary>
    public static Reason? Repeated(MemoryRun run, Limit limit)
    {
        return Of(limit).Where(name => !name.EndsWith('*')).Select(name => (Name: name, Count: run.Phases.Count(p => p.Name == name)))
            .Where(n => n.Count > 1)
            .Select(n => JudgeReasons.PhaseRepeated(n.Count, n.Name)).FirstOrDefault();
    }

    /// <summary>The phases, or patterns of them, that a limit names.</summary>
    public static IReadOnlyList<string> Of(Limit limit) => limit.Rule switch
    {
        Budgets.Growth growth => [growth.From, growth.To],
        ReturnsTo returns => [returns.From, returns.After],
        _ => limit.Phase is { } phase ? [phase] : [],
    };

    /// <summary>Whether no phase of the run has the name, or matches the pattern.</summary>
    public static bool IsMissing(MemoryRun run, string name) => !run.Phases.Any(p => new PhaseReference(name, 0, 0).Matches(p.Name));
}
