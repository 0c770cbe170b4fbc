namespace WesMemGuard.Runs;

/// <summary>What a profile that was captured shows.</summary>
public enum ProfileKind
{
    /// <summary>Who allocated what is in use on the heap of a Go process.</summary>
    Heap,

    /// <summary>Where its goroutines stand.</summary>
    Goroutine,

    /// <summary>Those of them that nothing can wake any more.</summary>
    GoroutineLeaks,

    /// <summary>All of them as text, with what each waits for.</summary>
    GoroutineDump,

    /// <summary>The objects of a .NET process's heap, with who refers to them.</summary>
    HeapDump,
}
