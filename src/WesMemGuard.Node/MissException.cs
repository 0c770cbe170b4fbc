using WesMemGuard.Runs;

namespace WesMemGuard.Node;

/// <summary>An answer that gives no sample; becomes the reading's <see cref="Miss"/> and never leaves the client.</summary>
internal sealed class MissException(MissKind kind, string detail) : Exception(detail)
{
    public Miss Miss { get; } = new(kind, detail);
}
