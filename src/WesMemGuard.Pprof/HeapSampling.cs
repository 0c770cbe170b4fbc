namespace WesMemGuard.Pprof;

/// <summary>
/// How Go samples its heap: along all bytes allocated it sets marks at exponential distances of <c>rate</c> bytes on
/// average (runtime/malloc.go, nextSample), so an object of size s is recorded with chance 1-exp(-s/rate),
/// independently of all others.
/// </summary>
internal static class HeapSampling
{
    /// <summary>
    /// The largest rate taken for one: 2^40 bytes a sample, where even a byte's chance is still a number well above 0.
    /// </summary>
    internal const long HighestRate = 1L << 40;

    internal static double ChanceToBeSampled(double size, long rate) => rate <= 1 ? 1 : 1 - Math.Exp(-size / rate);

    /// <summary>
    /// How many sampled objects a scaled number came from. Go cuts n/chance down to a whole number, so n is the whole
    /// number within [objects·chance, (objects+1)·chance); the small subtraction takes off what the multiplication may
    /// have rounded up.
    /// </summary>
    internal static long SampledObjects(long objects, double chance) => (long)Math.Ceiling(objects * chance - 1e-4);
}
