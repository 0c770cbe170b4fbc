namespace WesMemGuard.HeapDumps;

/// <summary>Objects of one type in a heap dump.</summary>
/// <param name="Count">How many.</param>
/// <param name="Bytes">What they take, without what they refer to.</param>
internal readonly record struct DumpedObjects(long Count, long Bytes);

/// <summary>The objects of a .NET heap by their types. Values are in no such dump.</summary>
/// <param name="Types">By the runtime's name of the type.</param>
internal sealed record HeapDump(IReadOnlyDictionary<string, DumpedObjects> Types)
{
    /// <summary>All objects.</summary>
    public long Count => Types.Values.Sum(t => t.Count);

    /// <summary>Their bytes.</summary>
    public long Bytes => Types.Values.Sum(t => t.Bytes);
}
