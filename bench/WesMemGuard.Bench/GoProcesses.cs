using WesMemGuard.Bench.Shapes;
using WesMemGuard.Growth;

namespace WesMemGuard.Bench;

/// <summary>Simulated Go processes of the kinds that were recorded, with drawn parameters.</summary>
internal static class GoProcesses
{
    /// <summary>Judges so many processes a shape and prints the shares.</summary>
    public static void Print(TextWriter output, int seed, int series, string[] only)
    {
        foreach (var shape in GoProcess.Shapes.Where(shape => only.Length == 0 || only.Contains(shape)))
        {
            Tally floors = new(), live = new();
            var breaks = false;
            Parallel.For(0, series, new ParallelOptions { MaxDegreeOfParallelism = 2 }, number =>
            {
                var six = GoProcess.Of(shape, 6, 20, new Noise((seed * 1_000_003) + number));
                floors.Add(GrowthJudge.OfFloors(six.Series.Samples, six.Series.NumGc, six.Budget, 0.01).Outcome);
                var two = GoProcess.Of(shape, 2, 4, new Noise((seed * 1_000_003) + number));
                live.Add(GrowthJudge.OfLiveHeap(two.LivePoints, two.Budget, 0.01).Outcome);
                breaks = six.Breaks;
            });
            output.WriteLine($"seed {seed} {shape,-10} {(breaks ? "broken" : "held"),-7} floors 6 h {floors}   live 2 h {live}");
        }
    }
}
