using WesMemGuard.Node.Access;

namespace WesMemGuard.Node;

/// <summary>How the client connects.</summary>
internal sealed record NodeClientSettings
{
    /// <summary>How long one answer may take in all; 10 s unless told.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Sees every exchange; null: nobody does.</summary>
    public IExchangeWitness? Witness { get; init; }

    /// <summary>Takes secrets out of an answer before it is quoted in a miss; null: a scrubber of the client's own does.</summary>
    public Func<string, string>? Scrub { get; init; }

    /// <summary>No answer for so long is worth a word to who waits.</summary>
    public static readonly TimeSpan WaitsAfter = TimeSpan.FromSeconds(3);

    /// <summary>Where it may connect to; this machine alone unless told.</summary>
    public Connections Connections { get; init; } = Connections.ToThisMachine;

    /// <summary>How it is reached beyond its address: paths, TLS, authentication, names of figures.</summary>
    public ServiceAccess Access { get; init; } = ServiceAccess.Usual;

    /// <summary>Told when an answer has not come for 3 s; null: nobody is.</summary>
    public Action? Waits { get; init; }

    /// <summary>Opens connections in place of plain TCP: a replay raises recorded failures here.</summary>
    public Func<SocketsHttpConnectionContext, CancellationToken, ValueTask<Stream>>? Connect { get; init; }
}
