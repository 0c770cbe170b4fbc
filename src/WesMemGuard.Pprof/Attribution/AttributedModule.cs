namespace WesMemGuard.Pprof.Attribution;

/// <summary>What kind of holder of memory a module is.</summary>
internal enum ModuleKind
{
    /// <summary>One of the node's twelve modules that report figures of their own.</summary>
    Reporting,

    /// <summary>A part of the node without a reporter: no counter of the node ever shows it.</summary>
    NoReporter,

    /// <summary>The program's own code, of a program that is no WES node.</summary>
    Own,

    /// <summary>The Go runtime itself: goroutines, threads, finalizers.</summary>
    Runtime,

    /// <summary>Go's standard library with no code of the node on the stack.</summary>
    StandardLibrary,

    /// <summary>A third party's library with no code of the node on the stack.</summary>
    ThirdParty,

    /// <summary>Code of the node that the map of modules doesn't know, or an address without a name.</summary>
    Unknown,
}

/// <summary>A holder of memory by the name an operator knows it by.</summary>
/// <param name="Name">The wire name for the twelve (<c>mempool.txpool</c>), else a name of the same style
/// (<c>crypto.hash</c>) or a library's path.</param>
/// <param name="Kind">What kind of holder.</param>
internal readonly record struct AttributedModule(string Name, ModuleKind Kind)
{
    /// <summary>The name, with what is special about it: <c>api (no reporter)</c>.</summary>
    public override string ToString() => Kind switch
    {
        ModuleKind.NoReporter => $"{Name} (no reporter)",
        ModuleKind.ThirdParty => $"{Name} (third party)",
        _ => Name,
    };
}
