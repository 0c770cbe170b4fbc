using WesMemGuard.Runs;

namespace WesMemGuard.Verdicts.Observations;

/// <summary>What a run did not see, as the judge and everybody else who looks at it says it.</summary>
internal static class SeenLosses
{
    /// <summary>The losses of a run, in the order of time; none: all of it was seen.</summary>
    public static IReadOnlyList<SeenLoss> Of(MemoryRun run) =>
        [.. RunLosses.Of(run).Select(loss => new SeenLoss(loss, LossReason.Of(loss, run)))];
}
