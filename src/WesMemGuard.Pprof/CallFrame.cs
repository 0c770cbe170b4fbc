namespace WesMemGuard.Pprof;

/// <summary>One call on a stack.</summary>
/// <param name="Function">The function as <c>go tool pprof</c> prints it: package path, then name.</param>
/// <param name="File">The source file, as compiled; empty when unknown.</param>
/// <param name="Line">The line within the file, from 1; 0 when unknown.</param>
/// <param name="Inlined">Whether the compiler put the call into its caller; unknown (false) in text profiles with <c>debug=1</c>.</param>
public sealed record CallFrame(string Function, string File, int Line, bool Inlined = false)
{
    /// <summary>The package's path: <c>github.com/weisyn/v1/internal/core/ispc</c>; empty for an address without a name.</summary>
    public string Package => GoSymbol.PackageOf(Function);

    /// <summary>The function without the folders of its package: <c>txpool.(*TxPool).add</c>.</summary>
    public string ShortName => GoSymbol.ShortNameOf(Function);

    /// <summary>File name without folders, and line: <c>txpool.go:412</c>; empty when unknown.</summary>
    public string Place => File.Length == 0 ? "" : $"{File[(File.LastIndexOf('/') + 1)..]}:{Line}";

    /// <summary>By function, place and inlining.</summary>
    public bool Equals(CallFrame? other) =>
        ReferenceEquals(this, other)
        || (other is not null && Line == other.Line && Inlined == other.Inlined && Function == other.Function && File == other.File);

    /// <summary>By function and line.</summary>
    public override int GetHashCode() => HashCode.Combine(Function, Line);
}
