namespace WesMemGuard.Pprof;

/// <summary>One call on a stack; equal to another of the same function, place and inlining.</summary>
internal sealed class CallFrame : IEquatable<CallFrame>
{
    /// <summary>Computed once: a hostile profile has long names and millions of frames that share them.</summary>
    private readonly int _hash;

    /// <summary>A call of this function.</summary>
    /// <param name="function">The function as <c>go tool pprof</c> prints it: package path, then name.</param>
    /// <param name="file">The source file, as compiled; empty when unknown.</param>
    /// <param name="line">The line within the file, from 1; 0 when unknown.</param>
    /// <param name="inlined">Whether the compiler put the call into its caller.</param>
    public CallFrame(string function, string file, int line, bool inlined = false)
    {
        (Function, File, Line, Inlined) = (function, file, line, inlined);
        _hash = HashCode.Combine(function, line, inlined);
    }

    /// <summary>The function as <c>go tool pprof</c> prints it: package path, then name.</summary>
    public string Function { get; }

    /// <summary>The source file, as compiled; empty when unknown.</summary>
    public string File { get; }

    /// <summary>The line within the file, from 1; 0 when unknown.</summary>
    public int Line { get; }

    /// <summary>Whether the compiler put the call into its caller; unknown (false) in text profiles with <c>debug=1</c>.</summary>
    public bool Inlined { get; }

    /// <summary>The package's path: <c>github.com/weisyn/v1/internal/core/ispc</c>; empty for an address without a name.</summary>
    public string Package => GoSymbol.PackageOf(Function);

    /// <summary>The function without the folders of its package: <c>txpool.(*TxPool).add</c>.</summary>
    public string ShortName => GoSymbol.ShortNameOf(Function);

    /// <summary>File name without folders, and line: <c>txpool.go:412</c>; empty when unknown.</summary>
    public string Place => File.Length == 0 ? "" : $"{File[(File.LastIndexOf('/') + 1)..]}:{Line}";

    /// <summary>Whether both are calls of one function at one place, both inlined or both not.</summary>
    public bool Equals(CallFrame? other) =>
        ReferenceEquals(this, other)
        || (other is not null && _hash == other._hash && Line == other.Line && Inlined == other.Inlined
            && Function == other.Function && File == other.File);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as CallFrame);

    /// <inheritdoc/>
    public override int GetHashCode() => _hash;

    /// <summary>Function, file and line.</summary>
    public override string ToString() => $"{Function} {File}:{Line}";
}
