using System.Diagnostics;
using WesMemGuard.Bench.Shapes;
using WesMemGuard.Growth;

namespace WesMemGuard.Bench;

/// <summary>How long a day's judging takes.</summary>
internal static class Speed
{
    /// <summary>24 h of samples of 12 modules, 50 limits over them, judged cold and then warm.</summary>
    public static void Print(TextWriter output)
    {
        SimulatedSeries[] modules = [.. Enumerable.Range(0, 12).Select(module => BarShape.Slow(24, new Noise(module), 0))];
        for (var round = 0; round < 8; round++)
        {
            var start = Stopwatch.GetTimestamp();
            var busy = Environment.CpuUsage.TotalTime;
            for (var limit = 0; limit < 50; limit++)
                GrowthJudge.OfFloors(modules[limit % 12].Samples, [], 5 + limit, 0.01 / 50);
            output.WriteLine(
                $"round {round}: 50 limits over 12 modules of {modules[0].Samples.Length} samples in "
                    + $"{Stopwatch.GetElapsedTime(start).TotalMilliseconds:0} ms, "
                        + $"{(Environment.CpuUsage.TotalTime - busy).TotalMilliseconds:0} ms of processor");
        }
    }
}
