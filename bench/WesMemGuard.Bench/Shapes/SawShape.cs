using WesMemGuard.Growth;

namespace WesMemGuard.Bench.Shapes;

/// <summary>
/// A live heap that fills and is given back again and again, a point a minute: teeth of 100 MiB over 500, each as long as the period give
/// or take the jitter, each falling to the floor or, where they are shallow, to a random share of the amplitude above it.
/// </summary>
/// <param name="PeriodMinutes">The usual length of a tooth.</param>
/// <param name="Hours">The length of the run.</param>
/// <param name="Jitter">How much longer or shorter a tooth may be, as a share of the period.</param>
/// <param name="Shallow">The largest share of the amplitude that a fall leaves.</param>
internal sealed record SawShape(double PeriodMinutes, double Hours, double Jitter, double Shallow)
{
    /// <summary>The budget they are judged against, MiB per hour.</summary>
    public const double Budget = 4;

    private const double Floor = 500;
    private const double Amplitude = 100;

    /// <summary>How many teeth the run holds.</summary>
    public double Teeth => Hours * 60 / PeriodMinutes;

    /// <summary>
    /// A shape at random: any period from 2 min to 8 h, runs of 1 to 8 h, jitter to 40 %, half of them shallow by up to 30 %.
    /// </summary>
    public static SawShape Drawn(Noise noise) => new(
        2 * Math.Pow(240, noise.Uniform(0, 1)), noise.Uniform(1, 8), noise.Uniform(0, 0.4), Math.Max(0, noise.Uniform(-0.3, 0.3)));

    /// <summary>
    /// A series of the shape with a leak of so many MiB per hour under it, and how many falls lie in it: a point each so many
    /// seconds, up to so much garbage on top of each.
    /// </summary>
    public (TimedValue[] Points, int Falls) Make(Noise noise, double leak, double step = 60, double garbage = 0)
    {
        var falls = 0;
        double Length() => PeriodMinutes * noise.Uniform(1 - Jitter, 1 + Jitter);
        double Rest() => Shallow * Amplitude * noise.Uniform(0, 1);
        double length = Length(), began = -noise.Uniform(0, length), rest = Rest();
        var points = new TimedValue[(int)(Hours * 3600 / step)];
        for (var i = 0; i < points.Length; i++)
        {
            var minute = i * step / 60;
            while (minute - began >= length)
            {
                (began, rest, falls) = (began + length, Rest(), falls + (i > 0 ? 1 : 0));
                length = Length();
            }

            var held = Floor + rest + ((minute - began) / PeriodMinutes * Amplitude) + noise.Normal() + (leak * minute / 60);
            points[i] = new TimedValue(i * step, held + (garbage > 0 ? noise.Uniform(0, garbage) : 0));
        }

        return (points, falls);
    }
}
