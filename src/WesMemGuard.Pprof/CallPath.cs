using System.Collections.Immutable;

namespace WesMemGuard.Pprof;

/// <summary>A stack of calls, the innermost first; equal to another with the same frames.</summary>
internal sealed class CallPath : IEquatable<CallPath>
{
    private readonly int _hash;

    /// <summary>A stack of these frames, the innermost (leaf) first.</summary>
    public CallPath(ImmutableArray<CallFrame> frames)
    {
        Frames = frames.IsDefault ? [] : frames;
        HashCode hash = default;
        foreach (CallFrame frame in Frames)
            hash.Add(frame);
        _hash = hash.ToHashCode();
    }

    /// <summary>The frames, the innermost (leaf) first.</summary>
    public ImmutableArray<CallFrame> Frames { get; }

    /// <summary>Whether both have the same frames in the same order.</summary>
    public bool Equals(CallPath? other) =>
        ReferenceEquals(this, other) || (other is not null && _hash == other._hash && Frames.AsSpan().SequenceEqual(other.Frames.AsSpan()));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as CallPath);

    /// <inheritdoc/>
    public override int GetHashCode() => _hash;
}
