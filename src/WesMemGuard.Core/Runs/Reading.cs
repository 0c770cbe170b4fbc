namespace WesMemGuard.Runs;

/// <summary>
/// One request that was due to a source: its sample, or why there is none. Exactly one of the two is set.
/// </summary>
/// <typeparam name="T">The kind of sample.</typeparam>
/// <param name="At">When the request was sent, UTC.</param>
/// <param name="Sample">What was measured.</param>
/// <param name="Miss">Why nothing was measured.</param>
/// <param name="Mark">What asked for it when it was not the regular poll: <c>live-heap</c>, <c>after-gc</c>.</param>
public readonly record struct Reading<T>(DateTimeOffset At, T? Sample, Miss? Miss, string? Mark = null) where T : class
{
    /// <summary>A reading as an entry of a run.</summary>
    public static implicit operator RunEntry(Reading<T> reading) => new RunEntry<Reading<T>>(reading);
}
