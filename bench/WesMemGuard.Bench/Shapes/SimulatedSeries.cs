using WesMemGuard.Growth;

namespace WesMemGuard.Bench.Shapes;

/// <summary>
/// A series with known growth: samples in time order, and the number of collections at each where the shape has collections.
/// </summary>
/// <param name="Samples">Seconds and MB.</param>
/// <param name="NumGc">Collections so far at each sample; empty where the shape has none.</param>
internal sealed record SimulatedSeries(TimedValue[] Samples, double[] NumGc)
{
    /// <summary>Seconds between samples.</summary>
    public const double Step = 10;

    /// <summary>A series whose value at each step is what the function says of step and hour.</summary>
    public static SimulatedSeries Of(double hours, Func<int, double, double> value)
    {
        var samples = new TimedValue[Count(hours)];
        for (var i = 0; i < samples.Length; i++)
            samples[i] = new TimedValue(i * Step, value(i, i * Step / 3600));
        return new SimulatedSeries(samples, []);
    }

    /// <summary>How many samples so many hours hold.</summary>
    public static int Count(double hours) => (int)(hours * 3600 / Step);
}
