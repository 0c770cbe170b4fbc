using WesMemGuard.Growth;

namespace WesMemGuard.Core.Tests.Growth;

/// <summary>Points for the judge's tests.</summary>
internal static class Curves
{
    /// <summary>
    /// Live MiB of an idle node by next_gc, from 7 min after start; each fifth is the node's own ten-minute release,
    /// which reads lower.
    /// </summary>
    public static TimedValue[] IdleNode { get; } = At(
        [7, 9, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30, 32, 34, 36, 38, 40, 42, 44, 46],
        [
            971.403, 971.417, 971.270, 971.406, 971.420, 971.403, 971.414, 971.293, 971.405, 971.417, 971.432, 971.417, 971.275,
                971.404, 971.422,
            971.429, 971.376, 971.300, 971.438, 971.415, 971.432,
        ]);

    /// <summary>Live MiB of a node that 12 MiB/h were planted in, by next_gc.</summary>
    public static TimedValue[] PlantedNode { get; } = At(
        [7, 9, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30, 32],
        [972.796, 973.217, 973.298, 973.807, 974.225, 974.607, 974.981, 975.291, 975.786, 976.229, 976.600, 977.033, 977.293, 977.819]);

    /// <summary>Live MiB of a node whose cache fills with 25 MiB until minute 16, by next_gc.</summary>
    public static TimedValue[] FillingNode { get; } = At(
        [5, 7, 9, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30, 32, 34, 36, 38, 40, 42, 44],
        [
            980.207, 983.150, 986.500, 988.030, 991.442, 994.814, 996.522, 996.535, 996.423, 996.521, 996.537, 996.548, 996.527,
                996.389, 996.519,
            996.541, 996.541, 996.524, 996.394, 996.554, 996.533,
        ]);

    /// <summary>Points at equal steps of minutes.</summary>
    public static TimedValue[] Every(double minutes, params double[] values) =>
        [.. values.Select((value, i) => new TimedValue(i * minutes * 60, value))];

    /// <summary>So many points two minutes apart, each by its hour.</summary>
    public static TimedValue[] Of(int count, Func<double, double> value) =>
        [.. Enumerable.Range(0, count).Select(i => new TimedValue(i * 120, value(i / 30.0)))];

    private static TimedValue[] At(double[] minutes, double[] values) =>
        [.. minutes.Zip(values, (minute, value) => new TimedValue(minute * 60, value))];
}
