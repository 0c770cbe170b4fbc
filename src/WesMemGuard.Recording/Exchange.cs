using WesMemGuard.Node.Services;
using WesMemGuard.Runs;

namespace WesMemGuard.Recording;

/// <summary>One recorded HTTP exchange: an answer, or an error without one.</summary>
internal sealed record Exchange
{
    /// <summary>When the request was sent, UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>What was asked.</summary>
    public required NodeRequest Request { get; init; }

    /// <summary>The status, 200 to 599; 0 where there was no answer.</summary>
    public int Status { get; init; }

    /// <summary>The headers as received.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>The body as received.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>Why there was no answer, by kind and in words; null where there was one.</summary>
    public Miss? Error { get; init; }

    /// <summary>Where it stands in its file, from 1.</summary>
    public required int Line { get; init; }
}
