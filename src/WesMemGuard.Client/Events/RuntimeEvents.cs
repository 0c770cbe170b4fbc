namespace WesMemGuard.Client.Events;

/// <summary>The numbers and keywords of the runtime's own events (src/coreclr/vm/ClrEtwAll.man).</summary>
internal static class RuntimeEvents
{
    public const int GCStart = 1, GCEnd = 2, GCHeapStats = 4, BulkType = 15, BulkRootEdge = 16, BulkRootWeakTableEdge = 17, BulkNode = 18,
        BulkEdge = 19, BulkRootStaticVar = 38;

    /// <summary>Collections.</summary>
    public const long Collections = 0x1;

    /// <summary>One full blocking collection when the session begins.</summary>
    public const long Collect = 0x800000;

    /// <summary>The whole heap, walked after a full blocking collection when the session begins.</summary>
    public const long HeapSnapshot = Collections | Types | HeapDump | Collect | HeapAndTypeNames;

    private const long Types = 0x80000, HeapDump = 0x100000, HeapAndTypeNames = 0x1000000;
}
