namespace WesMemGuard.Bench.Shapes;

/// <summary>
/// The shapes the bars are stated for: 500 MB, a sample each 10 s, a budget of 10 MB/h. Each makes a series from its length and its noise.
/// </summary>
/// <param name="Name">What it is called in the table.</param>
/// <param name="Make">Makes a series of so many hours.</param>
internal sealed record BarShape(string Name, Func<double, Noise, SimulatedSeries> Make)
{
    /// <summary>The budget all shapes are judged against, MB per hour.</summary>
    public const double Budget = 10;

    private const double Level = 500;

    /// <summary>Shapes that don't breach the budget.</summary>
    public static IReadOnlyList<BarShape> WithoutBreach { get; } =
    [
        new("white", (hours, noise) => SimulatedSeries.Of(hours, (_, _) => Level + (10 * noise.Normal()))),
        new("ar", (hours, noise) => Slow(hours, noise, 0)),
        new("saw 2 min", (hours, noise) => Saw(hours, noise, 120, 0, counted: true)),
        new("saw 25 min", (hours, noise) => Saw(hours, noise, 1500, 0, counted: true)),
        new("saw 2 min, uncounted", (hours, noise) => Saw(hours, noise, 120, 0, counted: false)),
        new("saw 25 min, uncounted", (hours, noise) => Saw(hours, noise, 1500, 0, counted: false)),
        new("warm", (hours, noise) => Warm(hours, noise, 0)),
        new("fill", (hours, noise) => Quick(hours, noise, 5, hour => 150 * Math.Min(1, hour / (hours / 2)))),
        new("step", Step),
        new("periodic", Periodic),
        new("log", (hours, noise) => Quick(hours, noise, 3, hour => 15 * Math.Log(1 + (hour * 60)))),
        new("half", (hours, noise) => Slow(hours, noise, Budget / 2)),
    ];

    /// <summary>Shapes that leak 2.5 times the budget.</summary>
    public static IReadOnlyList<BarShape> Leaks { get; } =
    [
        new("leak on ar", (hours, noise) => Slow(hours, noise, 2.5 * Budget)),
        new("leak on saw 2 min", (hours, noise) => Saw(hours, noise, 120, 2.5 * Budget, counted: true)),
        new("leak on saw 2 min, uncounted", (hours, noise) => Saw(hours, noise, 120, 2.5 * Budget, counted: false)),
        new("leak on warm", (hours, noise) => Warm(hours, noise, 2.5 * Budget)),
        new("leak in steps", (hours, noise) => Quick(hours, noise, 0, hour => 25.0 / 6 * Math.Floor(hour * 6))),
    ];

    /// <summary>The flat steady shapes, which should be decided.</summary>
    public static IReadOnlyList<BarShape> Steady { get; } =
        [.. WithoutBreach.Where(shape => shape.Name is "white" or "ar" or "saw 2 min" or "saw 2 min, uncounted")];

    /// <summary>AR noise with a leak of so many MB per hour.</summary>
    public static SimulatedSeries Slow(double hours, Noise noise, double leak) => Over(hours, noise, 0.98, 10, hour => leak * hour);

    /// <summary>Warm-up noise with a leak of so many MB per hour.</summary>
    public static SimulatedSeries Warm(double hours, Noise noise, double leak) =>
        Over(hours, noise, 0.9, 5, hour => (leak * hour) - (250 * Math.Exp(-hour * 6)));

    /// <summary>Garbage from one collection to the next over 400 MB, each cycle 25 % longer or shorter than the period at most.</summary>
    public static SimulatedSeries Saw(double hours, Noise noise, double period, double leak, bool counted)
    {
        var numGc = new double[SimulatedSeries.Count(hours)];
        double length = period * noise.Uniform(0.75, 1.25), began = -length * noise.Uniform(0, 1);
        var collections = 0;
        var series = SimulatedSeries.Of(hours, (i, hour) =>
        {
            for (; (i * SimulatedSeries.Step) - began >= length; collections++)
            {
                began += length;
                length = period * noise.Uniform(0.75, 1.25);
            }

            numGc[i] = collections;
            return 500 + (100 * ((i * SimulatedSeries.Step) - began) / length) + (leak * hour) + (2 * noise.Normal());
        });
        return counted ? series with { NumGc = numGc } : series;
    }

    private static SimulatedSeries Quick(double hours, Noise noise, double deviation, Func<double, double> signal) =>
        Over(hours, noise, 0.9, deviation, signal);

    private static SimulatedSeries Step(double hours, Noise noise)
    {
        var at = hours * noise.Uniform(0.3, 0.7);
        return Quick(hours, noise, 5, hour => hour >= at ? 40 : 0);
    }

    private static SimulatedSeries Periodic(double hours, Noise noise)
    {
        var phase = noise.Uniform(0, 2 * Math.PI);
        return Quick(hours, noise, 5, hour => 30 * Math.Sin(phase + (2 * Math.PI * 2.6 * hour / hours)));
    }

    private static SimulatedSeries Over(double hours, Noise noise, double correlation, double deviation, Func<double, double> signal)
    {
        var slow = noise.Autoregressive(SimulatedSeries.Count(hours), correlation, deviation);
        return SimulatedSeries.Of(hours, (i, hour) => Level + signal(hour) + slow[i]);
    }
}
