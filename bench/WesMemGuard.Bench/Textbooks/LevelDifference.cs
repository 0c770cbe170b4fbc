using WesMemGuard.Statistics;

namespace WesMemGuard.Bench.Textbooks;

/// <summary>
/// How far one level lies above another, with an interval that assumes no distribution: the Mann-Whitney interval of the shift
/// (<see cref="HodgesLehmann"/>) where there are points enough for its confidence, else the extremes, least after less largest
/// before and the reverse: the whole spread of the points. A limit that lies between the ends can't be decided.
/// </summary>
/// <param name="Low">The lower end, in the values' unit.</param>
/// <param name="High">The upper end.</param>
/// <param name="Confident">Whether the interval has the confidence asked for; false when it is the bare spread.</param>
internal readonly record struct LevelDifference(double Low, double High, bool Confident)
{
    /// <summary>
    /// The difference between the values of two phases' second halves, erring by <paramref name="alpha"/> at each end.
    /// Throws <see cref="ArgumentException"/> when a side has no values.
    /// </summary>
    public static LevelDifference Of(ReadOnlySpan<double> before, ReadOnlySpan<double> after, double alpha)
    {
        var shift = HodgesLehmann.Of(before, after, alpha);
        if (double.IsFinite(shift.Low))
            return new LevelDifference(shift.Low, shift.High, true);
        double[] first = [.. before.ToArray().Order()], second = [.. after.ToArray().Order()];
        return new LevelDifference(second[0] - first[^1], second[^1] - first[0], false);
    }
}
