using System.Globalization;
using WesMemGuard.Bench.Shapes;
using WesMemGuard.Growth;
using WesMemGuard.Verdicts;
using WesMemGuard.Verdicts.Judging;

namespace WesMemGuard.Bench;

/// <summary>
/// How often a run that goes on until it is decided is decided wrongly, looked at each minute for a day: a live heap of one collection
/// each two minutes against 2 MiB/h, after 5 min of warm-up.
/// </summary>
internal static class Looks
{
    private const double MiB = 1024 * 1024;
    private const double Budget = 2 * MiB;
    private const int Day = 24 * 60;

    private static readonly (string Name, Func<Noise, double[]> Make)[] Kinds =
    [
        ("flat, noise of 0.06 MiB", noise => Course(noise, 0, 0.06, 0)),
        ("flat, and a slow swing of 0.5 MiB", noise => Course(noise, 0, 0.06, 0.5)),
        ("flat, noise of 0.9 MiB", noise => Course(noise, 0, 0.9, 0)),
        ("exactly the limit", noise => Course(noise, Budget, 0.06, 0.1)),
        ("three times the limit", noise => Course(noise, 3 * Budget, 0.06, 0.5)),
    ];

    /// <summary>Prints a row a kind.</summary>
    public static void Print(TextWriter output, int seed, int series, int minutes, string[] only)
    {
        output.WriteLine($"seed {seed}, {series} series a row, a look each {minutes} min for 24 h: "
            + "held, broken, undecided in %; decided at minute (median)");
        foreach (var kind in Kinds.Where(k => only.Length == 0 || only.Contains(k.Name)))
        {
            var counts = new int[3];
            var at = new List<int>();
            Parallel.For(0, series, new ParallelOptions { MaxDegreeOfParallelism = 2 }, number =>
            {
                var (outcome, minute) = Decided(kind.Make(new Noise((seed * 1_000_003) + number)), minutes);
                lock (at)
                {
                    counts[(int)outcome]++;
                    at.Add(minute);
                }
            });
            at.Sort();
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {kind.Name,-34} {100.0 * counts[0] / series:0.0} / "
                + $"{100.0 * counts[1] / series:0.0} / {100.0 * counts[2] / series:0.0}; {at[at.Count / 2]}"));
        }
    }

    /// <summary>The first decision, and when it came; undecided at the end of the day.</summary>
    private static (GrowthOutcome Outcome, int Minute) Decided(double[] course, int minutes)
    {
        var error = new ErrorSpending(BudgetJudge.Error / 2, TimeSpan.FromMinutes(2), TimeSpan.FromHours(24));
        GrowthOutcome Judged(int minute, double alpha)
        {
            TimedValue[] points = [.. course.Take(minute / 2).Select((value, i) => new TimedValue((i * 120) + 300, value)).Skip(3)];
            return GrowthJudge.OfLiveHeap(points, Budget, alpha).Outcome;
        }

        var standing = new StandingDecision();
        for (var minute = minutes; minute <= Day; minute += minutes)
        {
            var alpha = error.Spend(TimeSpan.FromMinutes(minute));
            var outcome = alpha > 0 ? Judged(minute, alpha) : GrowthOutcome.Inconclusive;
            if (standing.Stands(TimeSpan.FromMinutes(minute), [Enum.Parse<Outcome>(outcome.ToString())]))
                return (outcome, minute);
        }

        return (Judged(Day, BudgetJudge.Error / 2), Day);
    }

    private static double[] Course(Noise noise, double perHour, double white, double slow)
    {
        double[] swing = noise.Autoregressive(Day / 2, 0.82, slow * MiB); // alike over 10 min
        return [.. swing.Select((s, i) => (971 * MiB) + s + (white * MiB * noise.Normal()) + (perHour * i / 30))];
    }
}
