using WesMemGuard.Reasons;
using WesMemGuard.Runs;

namespace WesMemGuard.Verdicts.Observations;

/// <summary>Whether the node of a run was there at its end.</summary>
internal static class NodePresence
{
    /// <summary>Why it was not; null when it was.</summary>
    public static Reason? WhyGone(MemoryRun run) => NodeEnd.Of(run)?.Why;
}
