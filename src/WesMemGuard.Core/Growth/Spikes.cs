using WesMemGuard.Statistics;

namespace WesMemGuard.Growth;

/// <summary>
/// Draws single wild points in, so that one odd collection (forced by the node, or amid a burst) doesn't widen every
/// interval: a point that lies further than four robust deviations from the median of the five points around it is
/// moved to that distance. Ramps and steps are no spikes and stay; so do the first and the last two points, which have
/// no such neighbourhood. Hampel 1974; Davies and Gather 1993.
/// </summary>
internal static class Spikes
{
    private const int FewestPoints = 7;
    private const int Reach = 2;
    private const double MostDeviations = 4;

    // The median of absolute deviations of normal values is their standard deviation over this.
    private const double NormalConsistency = 1.4826;

    /// <summary>The points with spikes drawn in; the points themselves when there are too few to tell.</summary>
    public static TimedValue[] Softened(TimedValue[] points)
    {
        if (points.Length < FewestPoints)
            return points;
        var distances = new double[points.Length - (2 * Reach)];
        var neighbourhood = new double[(2 * Reach) + 1];
        for (var i = 0; i < distances.Length; i++)
        {
            for (var j = 0; j < neighbourhood.Length; j++)
                neighbourhood[j] = points[i + j].Value;
            distances[i] = neighbourhood[Reach] - Median.Of(neighbourhood);
        }

        var most = MostDeviations * NormalConsistency * Median.Of(Array.ConvertAll(distances, Math.Abs));
        var softened = (TimedValue[])points.Clone();
        for (var i = 0; i < distances.Length; i++)
            softened[i + Reach] = points[i + Reach]
                with
            { Value = points[i + Reach].Value - distances[i] + Math.Clamp(distances[i], -most, most) };
        return softened;
    }
}
