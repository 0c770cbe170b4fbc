using WesMemGuard.Statistics;

namespace WesMemGuard.Growth;

/// <summary>
/// The trend of a process whose load swells and ebbs by the clock and never rests: what repeats from one period to the next is fitted
/// beside the slope (a sine and a cosine for each harmonic), so that each moment is compared with the same moment of other periods, and
/// where in a period the window begins and ends tells nothing. Noise that is alike over minutes is averaged over as everywhere
/// (<see cref="CorrelatedRegression"/>).
/// </summary>
internal static class PeriodGrowth
{
    // Periods are looked at after the trend, the teeth and the rests: a sixteenth of the error is theirs, as it is the rests'.
    private const int Share = 16;

    // Two halves of two periods each are the least in which like can be compared with like; what breaks must be seen once more.
    private const int FewestToHold = 4;
    private const int FewestToBreak = 5;

    // A period needs so many readings for its shape to be told.
    private const int LeastReadings = 6;
    private const int MostPeriods = 24;
    private const int MostHarmonics = 6;

    // How many periods there are is looked for in these steps, each in the neighbourhood of what the one before found: a hundredth of a
    // period at the window's end is a sixteenth of the swing.
    private static readonly double[] Steps = [0.1, 0.01, 0.001];

    // Of noise, however slow, the best of all periods leaves more than this share of the squares.
    private const double MostLeft = 0.2;

    private const double SecondsPerHour = 3600;

    /// <summary>Held or broken by readings in time order that repeat; null where they don't, or don't tell either.</summary>
    public static GrowthFinding? Of(TimedValue[] readings, double budget, double alpha)
    {
        if (Periods(readings) is not { } periods)
            return null;
        double length = readings[^1].Seconds - readings[0].Seconds, period = length / periods;
        TimedValue[] late = [.. readings.SkipWhile(point => point.Seconds < readings[0].Seconds + (length / 2))];
        if (Trend(readings, period) is not { } slope || Trend(late, period) is not { } end
            || Ebb(readings, period) is not { } ebb || Ebb(late, period) is not { } lateEbb)
            return null;
        var (low, high) = (slope.Quantile(alpha / Share), slope.Quantile(1 - (alpha / Share)));
        GrowthFinding finding = new(
            GrowthOutcome.Broken, GrowthReason.PeriodsRise, Math.Clamp(slope.Centre, low, high), low, high, (int)periods,
            readings[0].Seconds, readings[^1].Seconds, null);
        if (low > budget && end.Centre > budget && end.Centre > slope.Centre / 2 && ebb.Centre > budget && periods >= FewestToBreak)
            return finding;
        return high <= budget && end.Centre <= budget && ebb.Centre <= budget && lateEbb.Centre <= budget
            ? finding with { Outcome = GrowthOutcome.Held, Reason = GrowthReason.PeriodsKeep }
            : null;
    }

    // How many periods the readings hold; null where they are none that repeat.
    private static double? Periods(TimedValue[] readings)
    {
        var most = Math.Min(MostPeriods, readings.Length / LeastReadings);
        if (most < FewestToHold || readings.Length > TheilSen.MostPoints)
            return null;
        (double Periods, double Left) best = ((FewestToHold + most) / 2.0, double.PositiveInfinity);
        var values = Array.ConvertAll(readings, point => point.Value);
        var around = (most - FewestToHold) / 2.0;
        var length = readings[^1].Seconds - readings[0].Seconds;
        foreach (var step in Steps)
        {
            var middle = best.Periods;
            for (var periods = Math.Max(FewestToHold, middle - around); periods <= middle + around; periods += step)
            {
                var left = Left(values, [.. Columns(readings, length / periods), Hours(readings)]);
                if (left < best.Left)
                    best = (periods, left);
            }

            around = step;
        }

        var plain = Left(values, [Hours(readings)]);
        // Where the fewest fit best, still fewer would fit better.
        return best.Periods > FewestToHold && best.Left <= MostLeft * plain ? best.Periods : null;
    }

    private static MixedStudent? Trend(TimedValue[] readings, double period) => CorrelatedRegression.LastCoefficient(
        Hours(readings), Array.ConvertAll(readings, point => point.Value), [.. Columns(readings, period), Hours(readings)]);

    // The trend of the lowest moments of a period, where the others may rise or fall beside them the more the higher they lie: a swing that
    // changes its height is no growth, and one that gets lower hides none.
    private static MixedStudent? Ebb(TimedValue[] readings, double period)
    {
        var values = Array.ConvertAll(readings, point => point.Value);
        var hours = Hours(readings);
        double[][] columns = [.. Columns(readings, period)];
        var room = Room(values, [.. columns, hours]);
        if (!NormalEquations.TrySolve(columns.Length + 2, room, Product(values, values), out var solved))
            return null;
        var (swing, heights) = (new double[values.Length], solved.Coefficients);
        for (var column = 0; column < columns.Length; column++)
        {
            for (var i = 0; i < swing.Length; i++)
                swing[i] += heights[column + 1] * columns[column][i];
        }

        var least = swing.Min();
        double[] higher = [.. swing.Zip(hours, (above, hour) => (above - least) * hour)];
        return CorrelatedRegression.LastCoefficient(hours, values, [.. columns, higher, hours]);
    }

    private static double[] Hours(TimedValue[] readings) =>
        Array.ConvertAll(readings, point => (point.Seconds - readings[0].Seconds) / SecondsPerHour);

    // A sine and a cosine of each harmonic that so many readings can show.
    private static IEnumerable<double[]> Columns(TimedValue[] readings, double period)
    {
        var from = readings[0].Seconds;
        var harmonics = Math.Clamp((int)(readings.Length * period / (readings[^1].Seconds - from) / 3), 1, MostHarmonics);
        for (var harmonic = 1; harmonic <= harmonics; harmonic++)
        {
            var turns = 2 * Math.PI * harmonic / period;
            yield return Array.ConvertAll(readings, point => Math.Sin(turns * (point.Seconds - from)));
            yield return Array.ConvertAll(readings, point => Math.Cos(turns * (point.Seconds - from)));
        }
    }

    // The squares that a constant and the columns leave.
    private static double Left(double[] values, double[][] columns) =>
        NormalEquations.TrySolve(columns.Length + 1, Room(values, columns), Product(values, values), out var solved)
            ? solved.ResidualSquares : double.PositiveInfinity;

    // What the equations of a constant and the columns are solved in.
    private static double[] Room(double[] values, double[][] columns)
    {
        var ones = new double[values.Length];
        Array.Fill(ones, 1);
        double[][] all = [ones, .. columns];
        var room = new double[all.Length * (all.Length + 1)];
        for (var i = 0; i < all.Length; i++)
        {
            room[(all.Length * all.Length) + i] = Product(all[i], values);
            for (var j = 0; j <= i; j++)
                room[(i * all.Length) + j] = Product(all[i], all[j]);
        }

        return room;
    }

    private static double Product(double[] one, double[] other)
    {
        double sum = 0;
        for (var i = 0; i < one.Length; i++)
            sum += one[i] * other[i];
        return sum;
    }
}
