using System.Runtime.CompilerServices;

namespace WesMemGuard.Client.Bench;

/// <summary>Bytes of a call by another way: what the process has more after many calls, with the room that threads set aside.</summary>
/// <param name="Least">The median of rounds: an array of the framework's own that doubles in one of them is not in it.</param>
/// <param name="Most">The mean of all rounds: it is.</param>
internal readonly record struct Truth(double Least, double Most)
{
    private const int Rounds = 9, Calls = 3000, FewCalls = 100;

    /// <summary>Makes the calls and weighs them.</summary>
    /// <param name="call">The client.</param>
    /// <param name="perCall">How long one takes: slow ones are made less often.</param>
    public static Truth Of(Func<Task> call, TimeSpan perCall)
    {
        var calls = perCall > TimeSpan.FromMilliseconds(1) ? FewCalls : Calls;
        var rounds = new double[Rounds];
        for (var i = 0; i < Rounds; i++)
        {
            var before = Settled();
            Repeat(call, calls);
            rounds[i] = (Settled() - before) / (double)calls;
        }

        Array.Sort(rounds);
        var (median, mean) = (rounds[Rounds / 2], rounds.Average());
        return new Truth(Math.Min(median, mean), Math.Max(median, mean));
    }

    private static long Settled()
    {
        for (var i = 0; i < 2; i++)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
        }

        return GC.GetTotalMemory(forceFullCollection: true);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Repeat(Func<Task> call, int calls)
    {
        for (var i = 0; i < calls; i++)
            call().GetAwaiter().GetResult();
    }
}
