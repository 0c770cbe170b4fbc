namespace WesMemGuard.Pprof;

/// <summary>A measured amount with what the sampling leaves open: a 98 % interval.</summary>
/// <param name="Value">The estimate in bytes (or objects, or goroutines: the unit of the kind asked for).</param>
/// <param name="Low">The interval's lower end, the same unit.</param>
/// <param name="High">The interval's upper end, the same unit.</param>
/// <param name="Samples">How many sampled objects it rests on, less those that vanished for a growth; for goroutines their number.</param>
internal readonly record struct SampledBytes(long Value, double Low, double High, long Samples)
{
    /// <summary>Whether the interval excludes 0 from above: the amount is surely more than nothing.</summary>
    public bool IsAboveZero => Low > 0;
}
