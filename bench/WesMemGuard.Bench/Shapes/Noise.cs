namespace WesMemGuard.Bench.Shapes;

/// <summary>Seeded noise: the same seed gives the same series on every machine.</summary>
internal sealed class Noise(int seed)
{
    private readonly Random _random = new(seed);

    /// <summary>Evenly spread from low to high.</summary>
    public double Uniform(double low, double high) => low + ((high - low) * _random.NextDouble());

    /// <summary>One of the values, all equally likely.</summary>
    public double OneOf(params ReadOnlySpan<double> values) => values[_random.Next(values.Length)];

    /// <summary>A standard normal number, by Box and Muller.</summary>
    public double Normal() =>
        Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble());

    /// <summary>A stationary AR(1) series of the given correlation from step to step and standard deviation.</summary>
    public double[] Autoregressive(int count, double correlation, double deviation)
    {
        var values = new double[count];
        var fresh = Math.Sqrt(1 - (correlation * correlation));
        for (var i = 0; i < count; i++)
            values[i] = i == 0 ? deviation * Normal() : (correlation * values[i - 1]) + (fresh * deviation * Normal());
        return values;
    }
}
