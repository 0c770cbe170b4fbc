namespace WesMemGuard.Scenarios;

/// <summary>One of several things that a phase asks for. What isn't said is the phase's.</summary>
/// <param name="Weight">How often, against the other targets.</param>
internal sealed record LoadTarget(double Weight)
{
    /// <summary>The JSON-RPC method.</summary>
    public string? Method { get; init; }

    /// <summary>Its parameters as compact JSON.</summary>
    public string? ParamsJson { get; init; }

    /// <summary>The path.</summary>
    public string? Path { get; init; }

    /// <summary>The HTTP method.</summary>
    public string? HttpMethod { get; init; }

    /// <summary>The body.</summary>
    public string? Body { get; init; }
}
