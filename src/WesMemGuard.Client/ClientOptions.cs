namespace WesMemGuard.Client;

/// <summary>How a client is measured.</summary>
public sealed record ClientOptions
{
    /// <summary>
    /// The longest time for warm-up, cycles and walks together; 20 s. A client that keeps nothing needs 0.1 to 5 s of it, one that leaks
    /// up to all.
    /// </summary>
    public TimeSpan TimeBudget { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>How much a leak may pile up before it is judged by what is there; 64 MiB.</summary>
    public ByteSize MostGrowth { get; init; } = ByteSize.FromMiB(64);

    /// <summary>How messages name the client; the code of the call when it is null.</summary>
    public string? Name { get; init; }

    /// <summary>
    /// Where the findings of the build are looked for (<c>obj</c> folders above and around it); the test's own folder when null.
    /// </summary>
    public string? BuiltIn { get; init; }

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
