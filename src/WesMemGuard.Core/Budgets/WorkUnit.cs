namespace WesMemGuard.Budgets;

/// <summary>What growth is counted per.</summary>
public enum WorkUnit
{
    /// <summary>An accepted transfer.</summary>
    Transfer,

    /// <summary>An accepted contract deployment.</summary>
    Deploy,

    /// <summary>An answered read.</summary>
    Read,

    /// <summary>An answered request of any kind.</summary>
    Request,

    /// <summary>A connection held.</summary>
    Connection,

    /// <summary>A block, from <c>wes_blockNumber</c>.</summary>
    Block,

    /// <summary>A request that the client beside the node began (<c>HttpClient</c>).</summary>
    Call,

    /// <summary>One of the phases that a <c>phase</c> ending in * names.</summary>
    Cycle,
}
