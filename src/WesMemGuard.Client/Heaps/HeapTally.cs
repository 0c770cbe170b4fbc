namespace WesMemGuard.Client.Heaps;

/// <summary>Objects of one type.</summary>
/// <param name="Count">How many.</param>
/// <param name="Bytes">What they take, without what they refer to.</param>
internal readonly record struct TypeTally(long Count, long Bytes);

/// <summary>
/// All objects of a heap by their types. It has room for more types than a process has, so that to count grows nothing
/// in the heap that is counted.
/// </summary>
internal sealed class HeapTally
{
    private const int MostTypes = 8192;

    /// <summary>By the runtime's own number of a type, its handle.</summary>
    public Dictionary<ulong, TypeTally> Types { get; } = new(MostTypes);

    /// <summary>The objects of a type; none of one that isn't there.</summary>
    public TypeTally Of(ulong type) => Types.GetValueOrDefault(type);
}
