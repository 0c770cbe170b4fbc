using WesMemGuard.Bench.Shapes;
using WesMemGuard.Growth;

namespace WesMemGuard.Bench;

/// <summary>
/// What the judge says of saws of every period, with and without a leak of ten times the budget, by how many falls the run holds.
/// </summary>
internal static class Saws
{
    private const double Alpha = 0.01;
    private const int Most = 6;

    /// <summary>Prints held, broken and inconclusive for each number of falls; of runs of one length, or of 1 to 8 h.</summary>
    public static void Print(TextWriter output, int seed, int series, double? hours)
    {
        foreach (double leak in (double[])[0, 10 * SawShape.Budget])
        {
            Tally[] tallies = [.. Enumerable.Range(0, Most + 1).Select(_ => new Tally())];
            Parallel.For(0, series, new ParallelOptions { MaxDegreeOfParallelism = 2 }, number =>
            {
                var noise = new Noise((seed * 1_000_003) + number);
                SawShape drawn = SawShape.Drawn(noise);
                (TimedValue[] points, int falls) = (drawn with { Hours = hours ?? drawn.Hours }).Make(noise, leak);
                int column = falls switch { < 5 => falls, < 20 => 5, _ => Most };
                tallies[column].Add(GrowthJudge.OfLiveHeap(points, SawShape.Budget, Alpha).Outcome);
            });
            output.WriteLine(
                $"seed {seed}, saws of every period, leak {leak} MiB/h against {SawShape.Budget}: held, broken, inconclusive in %");
            for (int falls = 0; falls <= Most; falls++)
                output.WriteLine(
                    $"  {falls switch { 5 => "5 to 19", Most => "20 and more", _ => $"{falls}" },-12} falls, "
                        + $"{tallies[falls].Count,5} series: {tallies[falls]}");
        }
    }
}
