using WesMemGuard.Reasons;

namespace WesMemGuard.Verdicts.Observations;

/// <summary>A moment at which another process or chain answered.</summary>
/// <param name="Since">The last reading before it, UTC.</param>
/// <param name="At">The first reading after it, UTC.</param>
/// <param name="What">What was seen.</param>
/// <param name="Replaced">True: one process took the other's place. False: both answer, each a part of the
/// requests.</param>
internal readonly record struct RunBreak(DateTimeOffset Since, DateTimeOffset At, Reason What, bool Replaced = true)
{
    /// <summary>Whether another chain answered.</summary>
    public bool IsChain { get; init; }

    /// <summary>Whether it lies between two moments, in whichever order.</summary>
    public bool Parts(DateTimeOffset one, DateTimeOffset other) =>
        one < other ? At >= one && Since <= other : At >= other && Since <= one;
}
