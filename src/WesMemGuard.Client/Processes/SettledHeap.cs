using System.Runtime.CompilerServices;

namespace WesMemGuard.Client.Processes;

/// <summary>
/// The managed heap as a full blocking collection left it. It is the collector's own figure of that collection, exact
/// to the byte;
/// <c>GC.GetTotalMemory</c> counts what threads have set aside for their next objects as well, 8 KB each, and so moves
/// by 16 KB where nothing changed.
/// </summary>
/// <param name="Live">Bytes of objects in use: the heap's size less the gaps in it and the runtime's own <see cref="CastCache"/>.</param>
internal readonly record struct SettledHeap(long Live)
{
    private const int FewestRounds = 2, MostRounds = 6;

    /// <summary>The collector's numbers of its parts behind the generation of old objects, which is 2.</summary>
    private const int Oldest = 2, Large = 3, Pinned = 4;

    /// <summary>Bytes of large objects (85,000 B and more), gaps left out.</summary>
    public long LargeObjects { get; init; }

    /// <summary>Bytes of objects that were allocated pinned, gaps left out.</summary>
    public long PinnedObjects { get; init; }

    /// <summary>Bytes of gaps between old objects.</summary>
    public long Fragmentation { get; init; }

    /// <summary>Objects that waited for their finalizer when it was collected.</summary>
    public long ToFinalize { get; init; }

    /// <summary>What the collector has taken of the system, in bytes: the rest of the process's memory is native.</summary>
    public long Committed { get; init; }

    /// <summary>
    /// Collects until nothing more goes: what finalizers let go of is collected by the next round. Runs on a pool's
    /// thread, whose stack holds nothing of the calls; right after <c>await call()</c> one would still stand on the
    /// call's own.
    /// </summary>
    /// <param name="bound">The longest wait, for a finalizer that never returns.</param>
    /// <param name="time">Bounds the wait.</param>
    /// <exception cref="TimeoutException">A finalizer did not return.</exception>
    public static async Task<SettledHeap> TakeAsync(TimeSpan bound, TimeProvider time)
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        try
        {
            return await Task.Run(Take).WaitAsync(bound, time).ConfigureAwait(false);
        }
        catch (TimeoutException e)
        {
            throw new TimeoutException($"A full collection with its finalizers did not end within {bound.TotalSeconds:0} s.", e);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static SettledHeap Take()
    {
        var least = long.MaxValue;
        for (var round = 1; ; round++)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true, compacting: true);
            var heap = Last();
            if (round >= MostRounds || (round >= FewestRounds && heap.Live >= least))
                return heap;
            least = heap.Live;
            GC.WaitForPendingFinalizers();
        }
    }

    private static SettledHeap Last()
    {
        var collected = GC.GetGCMemoryInfo(GCKind.FullBlocking);
        var parts = collected.GenerationInfo;
        return new SettledHeap(collected.HeapSizeBytes - collected.FragmentedBytes - CastCache.Bytes)
        {
            LargeObjects = Used(parts[Large]),
            PinnedObjects = Used(parts[Pinned]),
            Fragmentation = parts[Oldest].FragmentationAfterBytes,
            ToFinalize = collected.FinalizationPendingCount,
            Committed = collected.TotalCommittedBytes,
        };
    }

    private static long Used(GCGenerationInfo part) => part.SizeAfterBytes - part.FragmentationAfterBytes;
}
