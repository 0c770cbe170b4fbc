namespace WesMemGuard.Pprof;

/// <summary>What a profile counts per stack.</summary>
public enum ValueKind
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

    internal static bool IsSpace(ValueKind kind) => kind is ValueKind.InuseSpace or ValueKind.AllocSpace;
}
