using System.Text;
using WesMemGuard.Bench.Shapes;
using WesMemGuard.Budgets;
using WesMemGuard.Core.Tests.LiveHeap;
using WesMemGuard.Growth;
using WesMemGuard.Verdicts.Judging;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Bench;

/// <summary>
/// The live heap of services whose goal is hard to read, over all shapes of the bars: goroutines that grow or shrink, a GOGC that no
/// page tells, a memory limit that binds, told or not.
/// </summary>
internal static class GoServices
{
    private static readonly string[] Hard =
        ["plain", "goroutines", "fewer goroutines", "hidden 100", "hidden 50", "hidden 200", "limit", "hidden limit"];

    private static readonly MemoryBudget Budget = BudgetFile.Read(Encoding.UTF8.GetBytes($$"""
        { "warmUp": "5 min", "limits": [ { "of": "process", "metric": "liveHeap", "growthPerHour": "{{BarShape.Budget}} MB" } ] }
        """), "budget.json");

    /// <summary>Prints the shares of each shape and kind, and how many are wrong in all.</summary>
    public static void Print(TextWriter output, int seed, int series, double hours, string[] only)
    {
        var (falseHeld, falseBroken, leaks, sound) = (0, 0, 0, 0);
        foreach (var shape in BarShape.WithoutBreach.Concat(BarShape.Leaks).Where(s => only.Length == 0 || only.Contains(s.Name)))
        {
            var isLeak = BarShape.Leaks.Contains(shape);
            output.Write($"seed {seed} {shape.Name,-28}");
            foreach (var hard in Hard)
            {
                var tally = new Tally();
                int held = 0, broken = 0;
                Parallel.For(0, series, new ParallelOptions { MaxDegreeOfParallelism = 2 }, number =>
                {
                    var found = Judged(shape, hard, hours, (seed * 1_000_003) + number);
                    tally.Add(found);
                    if (found == GrowthOutcome.Held)
                        Interlocked.Increment(ref held);
                    if (found == GrowthOutcome.Broken)
                        Interlocked.Increment(ref broken);
                });
                (leaks, sound) = isLeak ? (leaks + series, sound) : (leaks, sound + series);
                falseHeld += isLeak ? held : 0;
                falseBroken += isLeak ? 0 : broken;
                output.Write($" | {hard}: {tally}");
            }

            output.WriteLine();
        }

        output.WriteLine($"seed {seed}: held of those that leak {falseHeld} of {leaks}; "
            + $"broken of those that don't {falseBroken} of {sound}");
    }

    private static GrowthOutcome Judged(BarShape shape, string hard, double hours, int seed)
    {
        double[] live = [.. shape.Make(hours, new Noise(seed)).Samples.Select(sample => sample.Value * 1e6)];
        double Live(double hour) => live[Math.Clamp((int)(hour / hours * live.Length), 0, live.Length - 1)];
        var service = new SimulatedService
        {
            Seed = seed,
            Hours = hours,
            Live = Live,
            Scanned = 0.05 + (0.7 * new Random(seed).NextDouble()),
        };
        return BudgetJudge.Judge(Made(service, hard).Build(), Budget, new JudgeContext(shape.Name, "budget.json", "run.jsonl"))
            .Verdicts[0].Outcome switch
        {
            Outcome.Held => GrowthOutcome.Held,
            Outcome.Broken => GrowthOutcome.Broken,
            _ => GrowthOutcome.Inconclusive,
        };
    }

    private static SimulatedService Made(SimulatedService service, string hard) => hard switch
    {
        "goroutines" => service with { Stacks = hour => (5 + (150 * hour)) * ByteSize.MiB },
        "fewer goroutines" => service with { Stacks = hour => Math.Max(5, 160 - (150 * hour)) * ByteSize.MiB },
        "hidden 100" => service with { Tells = false },
        "hidden 50" => service with { Tells = false, GoGc = 50 },
        "hidden 200" => service with { Tells = false, GoGc = 200 },
        "limit" => service with { Limit = 700e6 },
        "hidden limit" => service with { Limit = 700e6, Tells = false },
        _ => service,
    };
}
