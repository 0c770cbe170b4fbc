using System.Runtime.CompilerServices;

namespace WesMemGuard.GroundTruth.Tests;

/// <summary>Measures what an operation leaves behind after a full collection.</summary>
internal static class Retention
{
    private const int Rounds = 5;

    /// <summary>
    /// Bytes each operation retains: the median of five rounds, because in any one of them the runtime may let go of
    /// something of its own (compiled-away code, a trimmed array pool) that outweighs ten operations. The operation
    /// runs in a frame of its own, so that no local keeps anything.
    /// </summary>
    public static double BytesPerOperation(Action operation, int times)
    {
        Run(operation, Math.Max(1, times / 10));
        var rounds = new double[Rounds];
        var before = Settled();
        for (var i = 0; i < Rounds; i++)
        {
            Run(operation, times);
            var after = Settled();
            rounds[i] = (after - before) / (double)times;
            before = after;
        }
        Array.Sort(rounds);
        return rounds[Rounds / 2];
    }

    /// <summary>Assemblies each operation leaves loaded after a full collection.</summary>
    public static double AssembliesPerOperation(Action operation, int times)
    {
        Run(operation, 1);
        Settled();
        var before = AppDomain.CurrentDomain.GetAssemblies().Length;
        Run(operation, times);
        Settled();
        return (AppDomain.CurrentDomain.GetAssemblies().Length - before) / (double)times;
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
