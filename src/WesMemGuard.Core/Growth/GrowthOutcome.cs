namespace WesMemGuard.Growth;

/// <summary>What the points say about a growth limit.</summary>
internal enum GrowthOutcome
{
    /// <summary>The evidence says that growth kept within the budget.</summary>
    Held,

    /// <summary>The evidence says that growth exceeds the budget.</summary>
    Broken,

    /// <summary>The evidence can't tell.</summary>
    Inconclusive,
}
