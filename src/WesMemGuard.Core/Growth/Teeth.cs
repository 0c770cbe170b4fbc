using WesMemGuard.Statistics;

namespace WesMemGuard.Growth;

/// <summary>
/// The teeth of a saw: what was seen to fall. A process that gave memory back once may do so again, so that a rise from
/// there is growth only when it has passed where it fell from by more than teeth differ, or when the minima rise from
/// tooth to tooth.
/// </summary>
internal sealed class Teeth
{
    // Of lengths within 40 % of the usual the longest is 2.3 times the shortest; a fall that leaves a part of a tooth adds to that.
    private const double MostRatio = 2.5;

    // A tooth ends with a fall of at least this share of the deepest one: smaller ones are noise, or a second saw on top.
    private const double LeastShare = 0.4;

    // So many teeth are averaged over by a trend through all points.
    private const int Many = 12;

    // What noise alone falls by within some dozen points, in standard deviations.
    private const double MostNoise = 4;

    // The median of absolute deviations of normal values is their standard deviation over this.
    private const double NormalConsistency = 1.4826;

    private readonly List<TimedValue> _minima = [];

    private Teeth(ReadOnlySpan<TimedValue> points)
    {
        double deepest = Deepest(points), lowest = double.PositiveInfinity;
        foreach (var point in points)
            lowest = Math.Min(lowest, point.Value);
        var noise = MostNoise * Noise(points);
        if (deepest > noise)
            Cut(points, Math.Max(LeastShare * deepest, noise));
        HasPassed = End(points) - lowest >= MostRatio * (deepest - noise);
    }

    /// <summary>The lowest point after each fall, in time order.</summary>
    public TimedValue[] Minima => [.. _minima];

    /// <summary>Whether what rose since the lowest point is more than a tooth of this saw may be.</summary>
    public bool HasPassed { get; }

    /// <summary>
    /// Whether there are so many that a trend through all points doesn't rest on where a tooth began.
    /// </summary>
    public bool AreMany => _minima.Count >= Many;

    /// <summary>Whether the last tooth rises above all before it: then the minima don't tell of it.</summary>
    public bool EndsHighest { get; private set; }

    /// <summary>Finds the teeth of at least one point in time order.</summary>
    public static Teeth Of(ReadOnlySpan<TimedValue> points) => new(points);

    // A fall holds for two points; what the last alone shows may be an odd one and counts by half.
    private static double Deepest(ReadOnlySpan<TimedValue> points)
    {
        double highest = double.NegativeInfinity, deepest = 0;
        for (var i = 0; i + 1 < points.Length; i++)
        {
            highest = Math.Max(highest, points[i].Value);
            deepest = Math.Max(deepest, highest - Math.Max(points[i].Value, points[i + 1].Value));
        }

        return Math.Max(deepest, (highest - points[^1].Value) / 2);
    }

    private static double End(ReadOnlySpan<TimedValue> points) =>
        Median.Of(Array.ConvertAll(points[Math.Max(0, points.Length - 3)..].ToArray(), point => point.Value));

    // The scatter about a smooth course, by second differences: those of independent values have six times their variance.
    private static double Noise(ReadOnlySpan<TimedValue> points)
    {
        if (points.Length < 3)
            return 0;
        var seconds = new double[points.Length - 2];
        for (var i = 0; i < seconds.Length; i++)
            seconds[i] = Math.Abs(points[i].Value - (2 * points[i + 1].Value) + points[i + 2].Value);
        return NormalConsistency * Median.Of(seconds) / Math.Sqrt(6);
    }

    // Turning points: a fall of at least the threshold begins a tooth, whose minimum holds until it has risen by as much.
    private void Cut(ReadOnlySpan<TimedValue> points, double threshold)
    {
        var fallen = false;
        double highest = points[0].Value, before = double.NegativeInfinity;
        foreach (var point in points)
        {
            if (fallen && point.Value < _minima[^1].Value)
                _minima[^1] = point;
            else if (fallen && point.Value >= _minima[^1].Value + threshold)
                (fallen, highest) = (false, point.Value);
            highest = Math.Max(highest, point.Value);
            if (!fallen && point.Value <= highest - threshold)
            {
                fallen = true;
                before = Math.Max(before, highest);
                highest = point.Value;
                _minima.Add(point);
            }
        }

        EndsHighest = highest > before;
    }
}
