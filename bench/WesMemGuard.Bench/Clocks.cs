using WesMemGuard.Bench.Shapes;
using WesMemGuard.Growth;

namespace WesMemGuard.Bench;

/// <summary>What the judge says of processes that work by the clock, without a leak and with one of so many budgets.</summary>
internal static class Clocks
{
    private const double Alpha = 0.01;

    /// <summary>Prints held, broken and inconclusive for each kind as a live heap, as counts and as what has floors alone.</summary>
    public static void Print(TextWriter output, int seed, int series, double hours, string[] only)
    {
        output.WriteLine($"seed {seed}, {series} series of {hours} h: held, broken, inconclusive in % as live heap | counts | floors");
        foreach (var kind in ClockShape.Kinds.Where(kind => only.Length == 0 || only.Contains(kind)))
        {
            foreach (var budgets in (double[])[0, 1, 3, 10])
            {
                Tally live = new(), counts = new(), floors = new();
                Parallel.For(0, series, new ParallelOptions { MaxDegreeOfParallelism = 2 }, number =>
                {
                    var noise = new Noise((seed * 1_000_003) + number);
                    var (samples, collected) = ClockShape.Drawn(kind, hours, noise).Make(noise, budgets * ClockShape.Budget);
                    live.Add(GrowthJudge.OfLiveHeap(collected, ClockShape.Budget, Alpha).Outcome);
                    counts.Add(GrowthJudge.OfCounts(samples, ClockShape.Budget, Alpha).Outcome);
                    floors.Add(GrowthJudge.OfFloors(samples, [], ClockShape.Budget, Alpha).Outcome);
                });
                output.WriteLine($"  {kind,-6} leak {budgets,2} x budget {live} | {counts} | {floors}");
            }
        }
    }
}
