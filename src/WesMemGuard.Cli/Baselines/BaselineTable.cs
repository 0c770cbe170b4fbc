using WesMemGuard.Baselines;
using WesMemGuard.Cli.Options;
using WesMemGuard.Cli.Output;
using WesMemGuard.Reports.Histories;

namespace WesMemGuard.Cli.Baselines;

/// <summary>A comparison as a table: the same columns as every judged run has.</summary>
internal static class BaselineTable
{
    public static void Write(IReadOnlyList<BaselineVerdict> verdicts, Surroundings surroundings) => ResultTable.Write(
        [
            .. verdicts.Select(v => new Row(
                "", v.Metric, Measured(v), $"+{HistoryWords.Amount(v.Metric, v.Allowed)}", v.Outcome, null, v.Reason)),
        ], surroundings);

    private static string Measured(BaselineVerdict v)
    {
        if (v is not { Before: { } before, After: { } after, Shift: { } shift })
            return "-";
        string Amount(double value) => HistoryWords.Amount(v.Metric, value);
        string Signed(double value) => HistoryWords.WithSign(v.Metric, value);
        var interval = v is { Low: { } low, High: { } high } ? $" ({Signed(low)} .. {Signed(high)})" : "";
        return $"{Amount(before)} -> {Amount(after)}: {Signed(shift)}{interval}";
    }
}
