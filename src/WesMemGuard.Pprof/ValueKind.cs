namespace WesMemGuard.Pprof;

/// <summary>What a profile counts per stack.</summary>
internal enum ValueKind
{
    /// <summary>Bytes allocated there and not yet freed, as of the last finished collection.</summary>
    InuseSpace,

    /// <summary>Objects allocated there and not yet freed, as of the last finished collection.</summary>
    InuseObjects,

    /// <summary>Bytes allocated there since the process began.</summary>
    AllocSpace,

    /// <summary>Objects allocated there since the process began.</summary>
    AllocObjects,

    /// <summary>Goroutines that stand there now.</summary>
    Goroutines,
}

/// <summary>The kinds by the names Go gives them.</summary>
internal static class ValueKinds
{
    internal static string GoName(ValueKind kind) => kind switch
    {
        ValueKind.InuseSpace => "inuse_space",
        ValueKind.InuseObjects => "inuse_objects",
        ValueKind.AllocSpace => "alloc_space",
        ValueKind.AllocObjects => "alloc_objects",
        _ => "goroutine",
    };

    /// <summary>The sample type of a profile of goroutines that nothing can wake any more (Go 1.26).</summary>
    internal const string LeakedGoroutines = "goroutineleak";

    /// <summary>Whether a sample type counts since the start of the process; else what is there now.</summary>
    internal static bool IsCumulative(string goName) => goName is "alloc_space" or "alloc_objects";

    /// <summary>Whether a sample type is one of the heap's or counts goroutines.</summary>
    internal static bool IsOfMemory(string goName) =>
        goName is "inuse_space" or "inuse_objects" or "goroutine" or LeakedGoroutines || IsCumulative(goName);

    internal static bool IsSpace(ValueKind kind) => kind is ValueKind.InuseSpace or ValueKind.AllocSpace;
}
