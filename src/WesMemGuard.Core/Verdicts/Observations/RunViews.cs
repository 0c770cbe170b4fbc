using WesMemGuard.Budgets;
using WesMemGuard.Runs;

namespace WesMemGuard.Verdicts.Observations;

/// <summary>A run as limits look at it: those of the client see its own readings, all others the node's.</summary>
internal sealed class RunViews
{
    private readonly Lazy<RunView> _client;

    public RunViews(MemoryRun run, MemoryBudget budget, ISuspectFinder? suspects)
    {
        Node = new RunView(run, budget, suspects);
        _client = new Lazy<RunView>(() => RunView.OfClient(run, budget));
    }

    /// <summary>The node's.</summary>
    public RunView Node { get; }

    /// <summary>The one of a limit.</summary>
    public RunView Of(Limit limit) => limit.IsOfClient ? _client.Value : Node;

    /// <summary>How whom a limit is of went; null when it was there at the end.</summary>
    public NodeEnd? EndOf(Limit limit) => NodeEnd.Of(Of(limit).Run, limit.IsOfClient);
}
