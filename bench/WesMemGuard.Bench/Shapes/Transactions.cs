using WesMemGuard.Growth;

namespace WesMemGuard.Bench.Shapes;

/// <summary>Memory under a load: 400 MB plus 15 MB per unit of load a second, AR noise, and a leak per transaction.</summary>
/// <param name="Points">Seconds and MB, each 10 s over two hours.</param>
/// <param name="Work">Transactions done up to each point.</param>
/// <param name="Load">Transactions a second at each point.</param>
internal sealed record Transactions(TimedValue[] Points, double[] Work, double[] Load)
{
    /// <summary>1 and 10 transactions a second in eight alternating blocks of 15 minutes; the leak in MB per transaction.</summary>
    public static Transactions Blocks(Noise noise, double leak) => Of(noise, leak, second => (int)(second / 900) % 2 == 0 ? 1 : 10);

    /// <summary>A load that only rises, so that load and work rise together.</summary>
    public static Transactions Ramp(Noise noise, double leak) => Of(noise, leak, second => 1 + (second / 720));

    private static Transactions Of(Noise noise, double leak, Func<double, double> rate)
    {
        double[] slow = noise.Autoregressive(720, 0.9, 5), work = new double[720], load = new double[720];
        var points = new TimedValue[720];
        for (var i = 0; i < points.Length; i++)
        {
            load[i] = rate(i * 10.0);
            work[i] = (i == 0 ? 0 : work[i - 1]) + (load[i] * 10);
            points[i] = new TimedValue(i * 10.0, 400 + (15 * load[i]) + (leak * work[i]) + slow[i]);
        }

        return new Transactions(points, work, load);
    }
}
