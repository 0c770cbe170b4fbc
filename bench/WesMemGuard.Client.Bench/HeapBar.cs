using System.Diagnostics;
using System.Globalization;
using WesMemGuard.Client.Bench.Patterns;
using WesMemGuard.Client.Heaps;

namespace WesMemGuard.Client.Bench;

/// <summary>A walk of a heap of so many megabytes in objects of 40 B.</summary>
internal static class HeapBar
{
    /// <returns>Whether each walk of up to 200 MB was within 3 s.</returns>
    public static async Task<bool> RunAsync(TextWriter to, int megabytes)
    {
        const int size = 40;
        var quick = true;
        var objects = new Quote[(int)(megabytes * ByteSize.MiB / size)];
        for (var i = 0; i < objects.Length; i++)
            objects[i] = new Quote();
        for (var i = 0; i < 3; i++)
        {
            var watch = Stopwatch.StartNew();
            var tally = new HeapTally();
            await HeapWalk.TakeAsync(tally, edges: i > 0, TimeProvider.System);
            var took = watch.Elapsed.TotalSeconds;
            quick &= took <= Bars.LongestWalk || megabytes > Bars.WalkedMegabytes;
            var count = tally.Types.Values.Sum(t => t.Count);
            to.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{count} objects walked in {took:F2} s{(i > 0 ? ", with what they refer to" : "")} (bar: {Bars.LongestWalk} s)"));
        }

        GC.KeepAlive(objects);
        return quick;
    }
}
