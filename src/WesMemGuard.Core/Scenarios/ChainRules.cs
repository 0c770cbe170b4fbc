using WesMemGuard.Json;

namespace WesMemGuard.Scenarios;

/// <summary>
/// A deployment of this node is of a version that no block takes: two of them in the pool stop the chain for good, and each is
/// answered with success (node.md 7.10). Who deploys while it mines, or mines on what was deployed, must say that it knows.
/// </summary>
internal static class ChainRules
{
    private const string DeployMethod = "wes_deployContract";

    internal static void Check(Scenario scenario, ProblemList problems)
    {
        if (scenario.StopsTheChain)
            return;
        var phases = scenario.AllPhases.ToArray();
        for (var i = 0; i < phases.Length; i++)
        {
            if (!Deploys(phases[i]) || !(MinesAt(phases, i) || phases.Skip(i).Any(later => later.Kind == PhaseKind.MineOn)))
                continue;
            problems.Add(phases[i].Line, phases[i].Column, ScenarioReasons.StopsTheChain(phases[i].Name));
        }
    }

    private static bool Deploys(ScenarioPhase phase) =>
        phase.Kind == PhaseKind.Deploys || phase.Method == DeployMethod || phase.Targets.Any(target => target.Method == DeployMethod);

    private static bool MinesAt(ScenarioPhase[] phases, int at)
    {
        var mines = false;
        foreach (var phase in phases.Take(at))
            mines = phase.Kind == PhaseKind.MineOn || (mines && phase.Kind != PhaseKind.MineOff);
        return mines;
    }
}
