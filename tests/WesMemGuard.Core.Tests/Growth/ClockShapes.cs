using WesMemGuard.Bench.Shapes;
using WesMemGuard.Growth;

namespace WesMemGuard.Core.Tests.Growth;

/// <summary>What the judge makes of 30 series of a kind that works by the clock.</summary>
internal static class ClockShapes
{
    private const int Series = 30;
    private const double Alpha = 0.01;

    /// <summary>How many of three quarters of an hour got each outcome: as a live heap, as counts, by floors.</summary>
    public static int[][] Judged(string kind, double leak)
    {
        int[][] judged = [new int[3], new int[3], new int[3]];
        for (var seed = 0; seed < Series; seed++)
        {
            var noise = new Noise(seed);
            var (samples, collected) = ClockShape.Drawn(kind, 0.75, noise).Make(noise, leak);
            judged[0][(int)GrowthJudge.OfLiveHeap(collected, ClockShape.Budget, Alpha).Outcome]++;
            judged[1][(int)GrowthJudge.OfCounts(samples, ClockShape.Budget, Alpha).Outcome]++;
            judged[2][(int)GrowthJudge.OfFloors(samples, [], ClockShape.Budget, Alpha).Outcome]++;
        }

        return judged;
    }
}
