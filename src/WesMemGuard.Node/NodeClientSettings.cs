using System.Net.Http;

namespace WesMemGuard.Node;

/// <summary>How the client connects.</summary>
public sealed record NodeClientSettings
{
    /// <summary>How long one answer may take in all; 10 s unless told.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Sees every exchange; null: nobody does.</summary>
    public IExchangeWitness? Witness { get; init; }

    /// <summary>Takes secrets out of an answer before it is quoted in a miss; null: quoted as it is.</summary>
    public Func<string, string>? Scrub { get; init; }

    /// <summary>Opens connections in place of plain TCP: a replay raises recorded failures here.</summary>
    public Func<SocketsHttpConnectionContext, CancellationToken, ValueTask<Stream>>? Connect { get; init; }
}
