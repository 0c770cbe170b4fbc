namespace WesMemGuard.HeapDumps;

/// <summary>How a type changed from one dump to a later one.</summary>
/// <param name="Type">Its name.</param>
/// <param name="Before">Its objects in the earlier one.</param>
/// <param name="After">Its objects in the later one.</param>
internal sealed record HeapDumpGrowth(string Type, DumpedObjects Before, DumpedObjects After)
{
    /// <summary>Bytes that came, less those that went.</summary>
    public long Bytes => After.Bytes - Before.Bytes;

    /// <summary>Objects that came, less those that went.</summary>
    public long Count => After.Count - Before.Count;

    /// <summary>The types that changed, those that grew by most bytes first.</summary>
    public static IReadOnlyList<HeapDumpGrowth> Between(HeapDump before, HeapDump after) =>
    [
        .. before.Types.Keys.Union(after.Types.Keys, StringComparer.Ordinal)
            .Select(t => new HeapDumpGrowth(t, before.Types.GetValueOrDefault(t), after.Types.GetValueOrDefault(t)))
            .Where(g => g.Bytes != 0 || g.Count != 0)
            .OrderByDescending(g => g.Bytes).ThenByDescending(g => g.Count).ThenBy(g => g.Type, StringComparer.Ordinal),
    ];
}
