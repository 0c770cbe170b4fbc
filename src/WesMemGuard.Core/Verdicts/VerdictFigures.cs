using System.Globalization;

namespace WesMemGuard.Verdicts;

/// <summary>The figures of a verdict as tables and reports write them: one decimal, two where one would hide what is there; counts as they are.</summary>
public static class VerdictFigures
{
    private const string Count = "count";

    /// <summary>What was measured with its interval, <c>28.8 MiB/h (25.3 .. 33.0)</c>; <c>-</c> when nothing was.</summary>
    public static string Measured(Verdict verdict)
    {
        if (verdict.Value is not { } value)
            return "-";
        return verdict is { Low: { } low, High: { } high }
            ? $"{Amount(value, verdict.Unit)} ({Number(low, verdict.Unit)} .. {Number(high, verdict.Unit)})"
            : Amount(value, verdict.Unit);
    }

    /// <summary>The limit's figure, <c>4.0 MiB/h</c>.</summary>
    public static string Budget(Verdict verdict) => Amount(verdict.Budget, verdict.Unit);

    private static string Amount(double value, string unit) => IsCount(unit) ? Number(value, unit) + unit[Count.Length..] : $"{Number(value, unit)} {unit}";

    private static string Number(double value, string unit) =>
        value.ToString(IsCount(unit) ? "#,0.##" : Math.Abs(value) is > 0 and < 1 ? "0.00" : "#,0.0", CultureInfo.InvariantCulture);

    private static bool IsCount(string unit) => unit.StartsWith(Count, StringComparison.Ordinal);
}
