using WesMemGuard.Statistics;
using WesMemGuard.Verdicts.Observations;

namespace WesMemGuard.Verdicts.Limits;

/// <summary>
/// The level of a phase: the median of the second half of its window, the minimum for bytes that carry garbage; with
/// the spread of what it rests on.
/// </summary>
/// <param name="Value">The level.</param>
/// <param name="Low">The lowest it may be.</param>
/// <param name="High">The highest it may be.</param>
/// <param name="Points">How many points it rests on.</param>
internal readonly record struct PhaseLevel(double Value, double Low, double High, int Points)
{
    private const int FewPoints = 8;

    /// <summary>The level of a window; null when no value lies in it.</summary>
    /// <param name="values">The values of the whole window, in time order.</param>
    /// <param name="window">The phase's window.</param>
    /// <param name="kind">How the values are judged.</param>
    public static PhaseLevel? Of(IReadOnlyList<(DateTimeOffset At, double Value)> values, Window window,
        SeriesKind kind)
    {
        var half = values.Where(v => window.SecondHalf.Contains(v.At)).Select(v => v.Value).ToArray();
        if (half.Length == 0)
            return values.Count == 0
                ? null : Exact(kind == SeriesKind.Floors ? values.Min(v => v.Value) : values[^1].Value);
        return kind == SeriesKind.Floors ? Floor(half) : Middle(half);
    }

    private static PhaseLevel Exact(double value) => new(value, value, value, 1);

    /// <summary>
    /// The median; its spread is the range of few points, the order statistics of a 98 % interval of many (binomial,
    /// Conover 1999, 3.2).
    /// </summary>
    private static PhaseLevel Middle(double[] half)
    {
        var sorted = half.Order().ToArray();
        var reach = half.Length < FewPoints
            ? half.Length : (int)Math.Floor((half.Length - (2.326 * Math.Sqrt(half.Length))) / 2);
        var lowest = half.Length < FewPoints ? 0 : Math.Max(0, reach);
        return new PhaseLevel(Median.Of(sorted), sorted[lowest], sorted[^(lowest + 1)], half.Length);
    }

    /// <summary>
    /// The minimum; its spread is that of the minima of three thirds: a floor reached once only is not sure.
    /// </summary>
    private static PhaseLevel Floor(double[] half)
    {
        var lowest = half.Min();
        if (half.Length < 3)
            return new PhaseLevel(lowest, lowest, half.Max(), half.Length);
        var minima = half.Chunk((half.Length + 2) / 3).Select(third => third.Min()).Order().ToArray();
        return new PhaseLevel(lowest, lowest, minima[^1], half.Length);
    }
}
