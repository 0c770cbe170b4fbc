using WesMemGuard.Statistics;

namespace WesMemGuard.Proposals;

/// <summary>How far above the mean of good runs the next good run may lie.</summary>
internal static class Scatter
{
    /// <summary>
    /// From so many runs on their scatter is taken as known: Student's quantile of three or fewer says next to nothing.
    /// </summary>
    private const int Fewest = 4;

    /// <summary>Of a half width, the standard deviation of runs that their own noise explains.</summary>
    private const double MostByChance = 0.75;

    /// <summary>
    /// From four values on the upper end of the interval that the next one falls below with 1 -
    /// <paramref name="error"/>
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
    /// Whether runs scatter by more than the noise of one run explains: their standard deviation against a half width
    /// of about 2.5 standard errors, of which chance gives less than 0.78 in 99 of 100 groups of four (chi-squared with
    /// 3 degrees of freedom).
    /// </summary>
    public static bool IsBeyond(IReadOnlyList<double> values, double half)
    {
        var mean = values.Average();
        var squares = values.Sum(v => (v - mean) * (v - mean));
        return values.Count > 1 && Math.Sqrt(squares / (values.Count - 1)) > MostByChance * half;
    }

    /// <summary>
    /// The factor on the half width of one run's interval that keeps the next run's interval below a limit: its own
    /// half width, and the error of the mean of <paramref name="runs"/> runs beside that of the next one.
    /// </summary>
    public static double Widening(int runs) => 1 + Math.Sqrt(1 + (1.0 / runs));
}
