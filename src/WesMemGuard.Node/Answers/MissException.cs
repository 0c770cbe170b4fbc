using WesMemGuard.Runs;

namespace WesMemGuard.Node.Answers;

/// <summary>
/// An answer that gives no sample; becomes the reading's <see cref="Miss"/> and never leaves the client.
/// </summary>
internal sealed class MissException(MissKind kind, string detail, int? status = null) : Exception(detail)
{
    public Miss Miss { get; } = new(kind, detail) { Status = status };
}
