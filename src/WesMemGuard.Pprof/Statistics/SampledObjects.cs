namespace WesMemGuard.Pprof.Statistics;

/// <summary>
/// So many sampled objects, each of which was sampled with that chance and counts so much (its size, or 1 when objects
/// are counted).
/// </summary>
internal readonly record struct SampledObjects(double Count, double Chance, double Worth)
{
    /// <summary>What one sampled object stands for.</summary>
    internal double Weight => Worth / Chance;
}
