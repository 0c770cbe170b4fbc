using WesMemGuard.Statistics;

namespace WesMemGuard.Proposals;

/// <summary>How far above the mean of good runs the next good run may lie.</summary>
internal static class Scatter
{
    /// <summary>From so many runs on their scatter is taken as known: Student's quantile of three or fewer says next to nothing.</summary>
    private const int Fewest = 4;

    /// <summary>
    /// From four values on the upper end of the interval that the next one falls below with 1 - <paramref name="error"/>
    /// (Hahn and Meeker 1991, 4.7); of two or three twice their range above the largest; of one the value itself.
    /// </summary>
    public static double Next(IReadOnlyList<double> values, double error)
    {
        var largest = values.Max();
        if (values.Count >= Fewest)
            return Math.Max(largest, PredictionInterval.OfNext([.. values], 2 * error).High);
        return largest + (2 * (largest - values.Min()));
    }

    /// <summary>
    /// The factor on the half width of one run's interval that keeps the next run's interval below a limit: its own half width, and
    /// the error of the mean of <paramref name="runs"/> runs beside that of the next one.
    /// </summary>
    public static double Widening(int runs) => 1 + Math.Sqrt(1 + (1.0 / runs));
}
