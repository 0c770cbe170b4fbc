namespace WesMemGuard.Scenarios;

/// <summary>Where a live scenario's node comes from.</summary>
internal abstract record NodeSource
{
    private protected NodeSource()
    {
    }

    /// <summary>How it is reached beyond its address; null: it stands open at its usual paths.</summary>
    public NodeAccess? Access { get; init; }
}

/// <summary>A node that is running already.</summary>
/// <param name="Url">Its HTTP port, like <c>http://127.0.0.1:28680</c>.</param>
/// <param name="DiagnosticsUrl">Its diagnostics port; null: not declared.</param>
internal sealed record RunningNode(string Url, string? DiagnosticsUrl) : NodeSource;

/// <summary>A node that is started for the scenario.</summary>
/// <param name="Command">The program.</param>
internal sealed record StartedNode(string Command) : NodeSource
{
    /// <summary>Its arguments, in order.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>The node's configuration as compact JSON; null: not declared.</summary>
    public string? ConfigJson { get; init; }

    /// <summary>Its working directory; null: a temporary one of its own.</summary>
    public string? WorkDirectory { get; init; }

    /// <summary>Environment variables beside the inherited ones.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();
}
