namespace WesMemGuard.Client.Heaps;

/// <summary>What keeps an object alive by itself.</summary>
internal enum RootKind
{
    /// <summary>A static field.</summary>
    Static,

    /// <summary>A static field that each thread has of its own.</summary>
    ThreadStatic,

    /// <summary>A handle of the runtime or of native code.</summary>
    Handle,

    /// <summary>A method that runs.</summary>
    Stack,

    /// <summary>The queue of finalizers.</summary>
    Finalizer,

    /// <summary>None of these.</summary>
    Other,
}

/// <summary>One root.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Address">The object that it keeps.</param>
/// <param name="Type">The handle of the type of what a static field holds; 0 for other roots.</param>
/// <param name="Field">The name of the static field, without the type that declares it: the runtime tells no
/// more.</param>
internal readonly record struct HeapRoot(RootKind Kind, ulong Address, ulong Type, string? Field);
