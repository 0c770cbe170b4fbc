using WesMemGuard.Client.Heaps;

namespace WesMemGuard.Client.Growing;

/// <summary>So many calls between two walks of the heap.</summary>
/// <param name="Calls">How many; 0 is a rest.</param>
/// <param name="Before">The objects before.</param>
/// <param name="After">The objects after.</param>
internal sealed record HeapStep(long Calls, HeapTally Before, HeapTally After)
{
    /// <summary>Objects of a type that came, less those that went.</summary>
    public long CountOf(ulong type) => After.Of(type).Count - Before.Of(type).Count;

    /// <summary>Bytes of a type that came, less those that went.</summary>
    public long BytesOf(ulong type) => After.Of(type).Bytes - Before.Of(type).Bytes;
}
