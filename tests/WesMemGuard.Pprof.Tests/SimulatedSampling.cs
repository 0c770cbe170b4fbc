using WesMemGuard.Pprof.Reading;

namespace WesMemGuard.Pprof.Tests;

/// <summary>Go's sampling of a heap, simulated from a seed: of so many objects, how many are recorded.</summary>
internal sealed class SimulatedSampling(int seed)
{
    internal const long Rate = 524_288;

    private readonly Random _random = new(seed);

    /// <summary>
    /// By the gaps between recorded objects, which are geometric: few draws where the chance is small.
    /// </summary>
    internal int Recorded(int objects, double chance)
    {
        var recorded = -1;
        for (double at = 0; at <= objects; recorded++)
            at += 1 + Math.Floor(Math.Log(1 - _random.NextDouble()) / Math.Log(1 - chance));
        return recorded;
    }

    /// <summary>A heap profile with one stack, as Go scales what it recorded.</summary>
    internal static GoProfile Profile(int allocated, int inUse, int size)
    {
        var scale = 1 / HeapSampling.ChanceToBeSampled(size, Rate);
        long[] values =
            [(long)(allocated * scale), (long)((double)allocated * size * scale), (long)(inUse * scale),
            (long)((double)inUse * size * scale)];
        return ProfileReader.Read(new MemoryStream(ProfileBytes.Heap(values, size).ToArray()));
    }
}
