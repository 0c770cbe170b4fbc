using WesMemGuard.Budgets;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Fleets.Judging;

/// <summary>What came of a fleet.</summary>
/// <param name="Source">The file or server.</param>
/// <param name="Budget">The budget.</param>
/// <param name="Nodes">A verdict a node, in the order in which they came.</param>
internal sealed record FleetVerdict(string Source, MemoryBudget Budget, IReadOnlyList<NodeVerdict> Nodes)
{
    /// <summary>
    /// The worst node first: broken before not measured before inconclusive, and among these what grows most beyond its budget.
    /// </summary>
    public IEnumerable<NodeVerdict> WorstFirst => Nodes
        .OrderByDescending(n => n.Worst is { } worst ? (int)worst : int.MaxValue)
        .ThenByDescending(Excess)
        .ThenBy(n => n.Name, StringComparer.Ordinal);

    /// <summary>The exit code: the worst of the nodes; nodes that are gone count by what was judged of them, unless all are gone.</summary>
    public int ExitCode => Nodes.Count > 0 && Nodes.All(n => n.Gone is not null)
        ? ExitCodes.NoNode
        : Nodes.Select(n => n.ExitCode).Aggregate(ExitCodes.Held, ExitCodes.Worse);

    /// <summary>How often the worst limit's budget the node uses.</summary>
    private static double Excess(NodeVerdict node) => node.Verdicts
        .Where(v => v.Outcome == node.Worst && v.Value is not null)
        .Select(v => v.Value!.Value / Math.Max(v.Budget, 1e-9)).DefaultIfEmpty(0).Max();
}
