using System.Globalization;
using WesMemGuard.Baselines;
using WesMemGuard.Cli.Options;
using WesMemGuard.Cli.Output;
using WesMemGuard.Measurement;

namespace WesMemGuard.Cli.Baselines;

/// <summary>A comparison as a table: the same columns as every judged run has.</summary>
internal static class BaselineTable
{
    public static void Write(IReadOnlyList<BaselineVerdict> verdicts, Surroundings surroundings) => ResultTable.Write(
        [.. verdicts.Select(v => new Row("", v.Metric, Measured(v), $"+{Amount(v.Metric, v.Allowed)}", v.Outcome, null, v.Reason))],
            surroundings);

    private static string Measured(BaselineVerdict v)
    {
        if (v is not { Before: { } before, After: { } after, Shift: { } shift })
            return "-";
        var interval = v is { Low: { } low, High: { } high } ? $" ({Signed(v.Metric, low)} .. {Signed(v.Metric, high)})" : "";
        return $"{Amount(v.Metric, before)} -> {Amount(v.Metric, after)}: {Signed(v.Metric, shift)}{interval}";
    }

    /// <summary>An amount with its sign.</summary>
    public static string Signed(string metric, double value) => (value < 0 ? "-" : "+") + Amount(metric, Math.Abs(value));

    /// <summary>An amount of a metric: MiB, or a count.</summary>
    public static string Amount(string metric, double value)
    {
        var isSize = Metrics.Find(metric[(metric.LastIndexOf(' ') + 1)..])?.IsSize() == true;
        return isSize
            ? (value / ByteSize.MiB).ToString("#,0.0#", CultureInfo.InvariantCulture) + " MiB"
            : value.ToString("#,0.##", CultureInfo.InvariantCulture);
    }
}
