namespace WesMemGuard.Runs;

/// <summary>How files and commands write kinds of profiles: the one table of them.</summary>
internal static class ProfileKinds
{
    private static readonly (ProfileKind Kind, string Name)[] All =
    [
        (ProfileKind.Heap, "heap"),
        (ProfileKind.Goroutine, "goroutine"),
        (ProfileKind.GoroutineLeaks, "goroutine-leak"),
        (ProfileKind.GoroutineDump, "goroutine-dump"),
        (ProfileKind.HeapDump, "gcdump"),
    ];

    /// <summary>As files write it.</summary>
    public static string Name(this ProfileKind kind) => Array.Find(All, row => row.Kind == kind).Name;

    /// <summary>The kind of a name; null where it is none's.</summary>
    public static ProfileKind? Of(string name)
    {
        var at = Array.FindIndex(All, row => row.Name == name);
        return at < 0 ? null : All[at].Kind;
    }
}
