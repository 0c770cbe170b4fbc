using System.Runtime.CompilerServices;

namespace WesMemGuard.GroundTruth.Tests;

/// <summary>Measures what an operation leaves behind after a full collection.</summary>
internal static class Retention
{
    /// <summary>Bytes each operation retains; the operation runs in a frame of its own, so that no local keeps anything.</summary>
    public static double BytesPerOperation(Action operation, int times)
    {
        Run(operation, Math.Max(1, times / 10));
        var before = Settled();
        Run(operation, times);
        return (Settled() - before) / (double)times;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Run(Action operation, int times)
    {
        for (var i = 0; i < times; i++)
            operation();
    }

    private static long Settled()
    {
        for (var i = 0; i < 3; i++)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
        }
        return GC.GetTotalMemory(forceFullCollection: true);
    }
}
