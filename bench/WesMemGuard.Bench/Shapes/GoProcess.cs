using WesMemGuard.Growth;

namespace WesMemGuard.Bench.Shapes;

/// <summary>
/// A small Go process, simulated: a live set of known course with AR(1) noise, churn that piles up as garbage until the collector's
/// goal live·(1 + GOGC/100), a forced collection each so often, and in some a release each ten minutes. Like the recorded ones it
/// lives on a compressed clock, and what is churned within one step counts as live when a collection falls into it.
/// </summary>
/// <param name="Shape">The course of the live set.</param>
/// <param name="Budget">MiB per hour.</param>
/// <param name="Leak">What it really leaks in the long run, MiB per hour.</param>
/// <param name="Breaks">Whether the budget is broken.</param>
/// <param name="Series">heap_alloc each 10 s, MiB.</param>
/// <param name="LivePoints">Live bytes at each collection, MiB; the first is the reading before the program was built up.</param>
internal sealed record GoProcess(string Shape, double Budget, double Leak, bool Breaks, SimulatedSeries Series, TimedValue[] LivePoints)
{
    /// <summary>The shapes there are.</summary>
    public static IReadOnlyList<string> Shapes { get; } =
    [
        "flat", "ar", "saw", "warm", "fill", "step", "periodic", "half", "leak1.5", "leak2.5", "leak5", "leak10",
        "late", "leaksaw", "leakwarm", "goroutine", "steps",
    ];

    /// <summary>
    /// Makes a process of one shape; speed is series seconds per real second, on which the two-minute collection depends.
    /// </summary>
    public static GoProcess Of(string shape, double hours, double speed, Noise noise)
    {
        var budget = noise.Uniform(0.5, 3);
        var leak = budget * shape switch
        {
            "half" => 0.5,
            "leak1.5" => 1.5,
            "leak2.5" => 2.5,
            "leak5" => 5,
            "leak10" => 10,
            "late" or "goroutine" => 4,
            "leaksaw" or "leakwarm" or "steps" => 3,
            _ => 0,
        };
        var course = Course(shape, hours, leak, noise);
        var churn = shape is "saw" or "leaksaw" ? 0.02 : noise.OneOf(0.01, 0.05, 0.05, 0.2, 0.2, 0.5);
        var releaseEvery = noise.Uniform(0, 1) < 0.35 ? 600 : double.PositiveInfinity;
        var slow =
            noise.Autoregressive(SimulatedSeries.Count(hours), noise.OneOf(0, 0.5, 0.9, 0.98), noise.Uniform(0.08, hours > 3 ? 0.95 : 0.6));
        var level = noise.Uniform(5, 50);
        var (series, live) = Run(
            hours, (i, hour) =>
                Math.Max(2, level + course(hour) + slow[i]), churn, noise.OneOf(0.5, 1, 2), Math.Min(releaseEvery, 120 * speed), noise);
        return new GoProcess(shape, budget, leak, leak > budget, series, live);
    }

    private static Func<double, double> Course(string shape, double hours, double leak, Noise noise)
    {
        double size = noise.Uniform(4, 20), at = hours * noise.Uniform(0.2, 0.4), tau = hours * noise.Uniform(0.018, 0.075);
        double period = hours * noise.Uniform(0.22, 0.24), every = noise.Uniform(0.03, 0.1), chunk = Math.Min(0.25, leak * every);
        return shape switch
        {
            "warm" => hour => 1.4 * size * (1 - Math.Exp(-hour / tau)),
            "leakwarm" => hour => (1.4 * size * (1 - Math.Exp(-hour / tau))) + (leak * hour),
            "fill" => hour => size * Math.Min(1, hour / at),
            "step" => hour => hour >= at ? size * 0.7 : 0,
            "periodic" => hour => size * 0.4 * Math.Sin(2 * Math.PI * hour / period),
            "late" => hour => leak * Math.Max(0, hour - at),
            "steps" => hour => chunk * Math.Floor(leak * hour / chunk),
            _ => hour => leak * hour,
        };
    }

    private static (SimulatedSeries Series, TimedValue[] Live) Run(
        double hours, Func<int, double, double> live, double churn, double gogc, double forcedEvery, Noise noise)
    {
        double garbage = 0, goal = live(0, 0) * (1 + gogc), collected = 0;
        var collections = 2;
        var numGc = new double[SimulatedSeries.Count(hours)];
        List<TimedValue> points = [new(0, live(0, 0) * noise.Uniform(0.3, 0.9))];
        var series = SimulatedSeries.Of(hours, (i, hour) =>
        {
            double kept = live(i, hour), step = SimulatedSeries.Step * churn;
            if (kept + garbage + step > Math.Max(goal, 4) || (i * SimulatedSeries.Step) - collected >= forcedEvery)
            {
                collections++;
                (garbage, collected) = (0, i * SimulatedSeries.Step);
                var marked = kept + (step * noise.Uniform(0, 1));
                goal = marked * (1 + gogc);
                points.Add(new TimedValue(i * SimulatedSeries.Step, marked));
                numGc[i] = collections;
                return kept + (step * noise.Uniform(0, 1));
            }

            garbage += step;
            numGc[i] = collections;
            return kept + garbage;
        });
        return (series with { NumGc = numGc }, [.. points]);
    }
}
