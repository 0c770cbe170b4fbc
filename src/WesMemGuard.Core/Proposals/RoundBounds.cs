namespace WesMemGuard.Proposals;

/// <summary>
/// The round figures that limits are proposed at, so that a little more noise in the next runs proposes the same file:
/// a change in it is a change of the program.
/// </summary>
internal static class RoundBounds
{
    private static readonly decimal[] OfGrowth = [1m, 1.2m, 1.5m, 2m, 2.5m, 3m, 4m, 5m, 6m, 8m, 10m];

    private static readonly decimal[] OfLevels = [.. Enumerable.Range(20, 31).Select(i => i / 20m).Concat(
        Enumerable.Range(26, 75).Select(i => i / 10m))];

    /// <summary>The least round figure of a growth from a value on: ten a decade, some 25 % apart.</summary>
    /// <param name="atLeast">Bytes or a count, from 0.</param>
    /// <param name="unit">How many bytes (or counts) one of the unit is that it is written in.</param>
    /// <param name="least">The least that is proposed, in the unit.</param>
    public static double Growth(double atLeast, double unit, decimal least) =>
        Up(atLeast / unit, OfGrowth, least) * unit;

    /// <summary>The least round figure of a level from a value on: two digits, at most 5 % apart.</summary>
    public static double Level(double atLeast, double unit, decimal least) =>
        Up(atLeast / unit, OfLevels, least) * unit;

    private static double Up(double value, decimal[] figures, decimal least)
    {
        var scale = least;
        while (scale < decimal.MaxValue / 1000 && (double)(scale * 10) < value)
            scale *= 10;
        foreach (var figure in figures)
        {
            if ((double)(figure * scale) >= value)
                return (double)(figure * scale);
        }

        return (double)(10 * scale);
    }
}
