namespace WesMemGuard.Harness.Comparing;

/// <summary>Where one of two builds comes from: a program that is started for each round, or a node that runs already.</summary>
internal sealed record BuildSource
{
    /// <summary>The program; null: a node runs already.</summary>
    public string? Command { get; init; }

    /// <summary>Its arguments; empty: those of the scenario.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>Where the node runs; null: it is started.</summary>
    public Uri? Url { get; init; }

    /// <summary>The diagnostics port of <see cref="Url"/>; null: none was named.</summary>
    public Uri? DiagnosticsUrl { get; init; }
}
