namespace WesMemGuard.Growth;

/// <summary>Why a growth limit got its outcome.</summary>
internal enum GrowthReason
{
    /// <summary>Held: the whole interval of the slope is at most the budget.</summary>
    WithinBudget,

    /// <summary>
    /// Held: it grew, but over the last part of the window, at least half of it, the interval is at most the budget.
    /// </summary>
    StoppedGrowing,

    /// <summary>Broken: the whole interval is above the budget, and the last half still grows.</summary>
    AboveBudget,

    /// <summary>Inconclusive: there are fewer points than the confidence needs.</summary>
    TooFewPoints,

    /// <summary>Inconclusive: the interval of the slope spans the budget.</summary>
    SpansBudget,

    /// <summary>Inconclusive: the whole window grows too much, but its end may have stopped.</summary>
    MayHaveStopped,

    /// <summary>Inconclusive: the whole window keeps the budget, but its last half grows above it.</summary>
    Accelerating,

    /// <summary>
    /// Inconclusive: work and load rise together, so that neither's effect can be told: vary the load.
    /// </summary>
    VaryTheLoad,

    /// <summary>Inconclusive: no work was done, so there is nothing to divide by.</summary>
    NoWork,

    /// <summary>
    /// Inconclusive: it rises, but it was seen to fall, and it neither passes where it fell from nor do its minima rise
    /// enough.
    /// </summary>
    GivesBack,

    /// <summary>
    /// Held: it rises and falls again, and the interval of the slope of its minima, or of its rests, is at most the budget.
    /// </summary>
    MinimaKeep,

    /// <summary>
    /// Broken: it rises and falls again, and the interval of the slope of its minima, or of its rests, is above the budget.
    /// </summary>
    MinimaRise,

    /// <summary>
    /// Held: it repeats by the clock, and against the same moments of other periods the interval of the slope is at most the budget.
    /// </summary>
    PeriodsKeep,

    /// <summary>
    /// Broken: it repeats by the clock, and against the same moments of other periods the interval of the slope is above the budget.
    /// </summary>
    PeriodsRise,
}
