namespace WesMemGuard.Verdicts;

/// <summary>Growth of the live heap that the modules' own counters don't show: who holds it.</summary>
/// <param name="Bytes">The growth that the shares are of.</param>
/// <param name="Counted">What the counters show of it.</param>
/// <param name="Shares">Module by profile, goroutine stacks, arenas, unexplained; they add up to 1.</param>
public sealed record DarkGrowth(double Bytes, double Counted, IReadOnlyList<GrowthShare> Shares);

/// <summary>A part of a growth.</summary>
/// <param name="Kind">Who holds it.</param>
/// <param name="Holder">The module's name, or the kind's in JSON: <c>other modules</c>, <c>own counters</c>,
/// <c>goroutine stacks</c>, <c>arenas</c>, <c>unexplained</c>.</param>
/// <param name="Share">0..1.</param>
public readonly record struct GrowthShare(GrowthHolder Kind, string Holder, double Share);

/// <summary>Who may hold a part of a growth.</summary>
public enum GrowthHolder
{
    /// <summary>A module, by heap profiles.</summary>
    Module,

    /// <summary>The other modules, by heap profiles.</summary>
    OtherModules,

    /// <summary>Modules, by their own counters, where no profile tells.</summary>
    OwnCounters,

    /// <summary>Stacks of goroutines.</summary>
    GoroutineStacks,

    /// <summary>Blocks that caches and databases allocate in advance.</summary>
    Arenas,

    /// <summary>Nobody known.</summary>
    Unexplained,
}
