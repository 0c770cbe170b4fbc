namespace WesMemGuard.Analyzers.Growth;

/// <summary>What collection methods do, by name; the receiver's type was checked before.</summary>
internal static class MethodNames
{
    public static UseKind Effect(string name)
    {
        switch (name)
        {
            case "Add" or "TryAdd" or "GetOrAdd" or "AddOrUpdate" or "Enqueue" or "TryEnqueue" or "Push" or "PushRange"
                or "AddRange" or "AddFirst" or "AddLast" or "AddBefore" or "AddAfter":
            case "Insert" or "InsertRange" or "UnionWith" or "EnqueueRange" or "GetValueRefOrAddDefault" or "set_Item"
                or "Append" or "AppendLine" or "AppendFormat" or "EnqueueDequeue":
                return name == "EnqueueDequeue" ? UseKind.Shrink : UseKind.Grow;
            case "Clear" or "Dequeue" or "TryDequeue" or "Pop" or "TryPop" or "TryPopRange" or "Take" or "TryTake"
                or "ExceptWith" or "IntersectWith" or "SymmetricExceptWith" or "GetConsumingEnumerable" or "DequeueEnqueue":
                return UseKind.Shrink;
            case "GetOrCreate" or "GetOrInsert" or "GetOrSet" or "AddIfMissing" or "AddOrReplace" or "GetOrMake":
                return UseKind.Grow;
            default:
                return name.StartsWith("Remove", StringComparison.Ordinal)
                    || name.StartsWith("TryRemove", StringComparison.Ordinal) ? UseKind.Shrink : UseKind.Read;
        }
    }

    /// <summary>A helper whose name says that it takes things out.</summary>
    public static bool SaysShrink(string name) =>
        Begins(name, "Evict") || Begins(name, "Trim") || Begins(name, "Cleanup") || Begins(name, "CleanUp")
            || Begins(name, "Prune") || Begins(name, "Expire")
        || Begins(name, "Remove") || Begins(name, "TryRemove") || Begins(name, "Clear") || Begins(name, "Purge")
            || Begins(name, "Drain") || Begins(name, "Dequeue") || Begins(name, "Pop");

    private static bool Begins(string name, string start) => name.StartsWith(start, StringComparison.Ordinal);
}
