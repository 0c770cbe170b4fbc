namespace WesMemGuard.Clients;

/// <summary>What a test of a .NET client measured: the live heap after so many calls each, and the types that grew with them.</summary>
/// <param name="Name">How the test names the client; two measurements of one name are compared.</param>
/// <param name="Levels">The level at the end of warm-up, and one after each cycle of calls; in order, at least two.</param>
/// <param name="WarmUpCalls">Calls until the level was quiet.</param>
/// <param name="Elapsed">How long all took.</param>
internal sealed record ClientMeasurement(string Name, IReadOnlyList<MeasuredLevel> Levels, long WarmUpCalls, TimeSpan Elapsed)
{
    /// <summary>Whether warm-up became quiet in its share of the time.</summary>
    public bool IsQuiet { get; init; } = true;

    /// <summary>The types that grew in each of three cycles between walks of the heap, those of most bytes first.</summary>
    public IReadOnlyList<MeasuredType> Types { get; init; } = [];

    /// <summary>The share of that growth that came while no call was made, 0 and above.</summary>
    public double WithoutCalls { get; init; }

    /// <summary>Whether the heap was walked: it is where the levels rise.</summary>
    public bool IsWalked { get; init; }

    /// <summary>Calls in the cycles, those of warm-up left out.</summary>
    public long Calls => Levels[^1].Calls - Levels[0].Calls;
}

/// <summary>The live heap after so many calls and a full collection.</summary>
/// <param name="Calls">Calls since the first of all.</param>
/// <param name="Live">Bytes of objects in use.</param>
/// <param name="Seconds">Since the start.</param>
internal readonly record struct MeasuredLevel(long Calls, double Live, double Seconds);

/// <summary>A type that grew with the calls.</summary>
/// <param name="Name">As C# writes it.</param>
/// <param name="CountPerCall">Objects a call leaves; 0 where only their size grows.</param>
/// <param name="BytesPerCall">Bytes a call leaves in them.</param>
/// <param name="Path">What keeps most of them: types and fields, never a value; null where it wasn't found.</param>
internal sealed record MeasuredType(string Name, double CountPerCall, double BytesPerCall, string? Path);
