using WesMemGuard.Budgets;

namespace WesMemGuard.Scenarios;

/// <summary>All that is known of one kind of phase.</summary>
/// <param name="Kind">The kind; null stands for kinds that recordings name and this table doesn't.</param>
/// <param name="Name">As files write it, like <c>mine-on</c>.</param>
/// <param name="Act">The way in which it acts on the node.</param>
internal sealed record PhaseKindRow(PhaseKind? Kind, string Name, PhaseAct Act)
{
    /// <summary>The units of work that each request or connection done is one of.</summary>
    internal IReadOnlyList<WorkUnit> Units { get; init; } = [];

    /// <summary>Whether answers are JSON-RPC's, so that anything else has failed.</summary>
    internal bool SpeaksRpc { get; init; }

    /// <summary>
    /// Whether an error that the method itself defines, as "not found", is work done: it is of reads, and never of
    /// what should change something.
    /// </summary>
    internal bool ErrorsAreWork { get; init; }

    /// <summary>Properties that a phase of this kind must have beside phase, kind and for.</summary>
    internal IReadOnlyList<string> Needs { get; init; } = [];

    /// <summary>Properties that it may have.</summary>
    internal IReadOnlyList<string> May { get; init; } = [];

    /// <summary>The kind whose state a switch ends, as mining on; null: it sets one of its own.</summary>
    internal PhaseKind? Ends { get; init; }

    /// <summary>Whether it is load: something that a limit rests on.</summary>
    internal bool IsLoad => Act is PhaseAct.Requests or PhaseAct.Connections;
}
