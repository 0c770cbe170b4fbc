namespace WesMemGuard.Scenarios;

/// <summary>Where private keys come from: never the scenario itself. Exactly one of the two is set.</summary>
/// <param name="EnvironmentVariable">The name of an environment variable.</param>
/// <param name="File">A file, relative to the scenario's folder.</param>
internal sealed record KeySource(string? EnvironmentVariable, string? File);
