using WesMemGuard.Client.Processes;

namespace WesMemGuard.Client.Cycles;

/// <summary>What was there after so many calls and a full collection.</summary>
/// <param name="Calls">Calls since the first one of all, warm-up included.</param>
/// <param name="Heap">The managed heap.</param>
/// <param name="Counts">What else the process has.</param>
/// <param name="At">Since the start.</param>
internal readonly record struct CycleLevel(long Calls, SettledHeap Heap, ProcessCounts Counts, TimeSpan At)
{
    /// <summary>Memory that isn't the collector's, in bytes: code, native libraries, the runtime's own; null where it isn't told.</summary>
    public long? Native => Counts.AnonymousBytes - Heap.Committed;
}
