using Microsoft.CodeAnalysis;

namespace WesMemGuard.Analyzers.Growth;

/// <summary>Tables of locks by key: only an object that many share for long needs one.</summary>
internal static class LockTables
{
    public static bool Are(TrackedCollection collection)
    {
        var kept = CollectionTypes.Kept(collection.Type);
        return CollectionTypes.IsMap(collection.Type)
            && (kept?.Name is "SemaphoreSlim" or "Lock" or "ReaderWriterLockSlim" or "AsyncLock" or "Mutex"
                || (kept?.SpecialType == SpecialType.System_Object && Says(collection.Member.Name)));
    }

    private static bool Says(string name) =>
        name.IndexOf("lock", StringComparison.OrdinalIgnoreCase) is var at and >= 0
            && (at < 1 || !name.Substring(0, at).EndsWith("b", StringComparison.OrdinalIgnoreCase));
}
