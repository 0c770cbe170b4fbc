using System.Globalization;
using WesMemGuard.Units;

namespace WesMemGuard.Verdicts;

/// <summary>
/// The figures of a verdict as tables and reports write them: one decimal, two where one would hide what is there; counts as they are.
/// </summary>
internal static class VerdictFigures
{
    private const string Count = "count";

    /// <summary>What was measured with its interval, <c>28.8 MiB/h (25.3 .. 33.0)</c>; <c>-</c> when nothing was.</summary>
    public static string Measured(Verdict verdict)
    {
        if (verdict.Value is not { } value)
            return "-";
        var (unit, factor) = Finer(value, verdict.Unit);
        var amount = Amount(value * factor, unit);
        if (verdict.Outcome == Outcome.Broken && amount == Budget(verdict))
            amount = WithUnit(Decimals.Apart(value * factor, verdict.Budget * factor), unit);
        return verdict is { Low: { } low, High: { } high }
            ? $"{amount} ({Number(low * factor, unit)} .. {Number(high * factor, unit)})" : amount;
    }

    /// <summary>The limit's figure, <c>4.0 MiB/h</c>.</summary>
    public static string Budget(Verdict verdict)
    {
        var (unit, factor) = Finer(verdict.Budget, verdict.Unit);
        return Amount(verdict.Budget * factor, unit);
    }

    /// <summary>KiB where MiB would show nothing.</summary>
    private static (string Unit, double Factor) Finer(double value, string unit) =>
        unit.StartsWith("MiB", StringComparison.Ordinal) && Decimals.IsTiny(value) ? ("KiB" + unit["MiB".Length..], 1024) : (unit, 1);

    private static string Amount(double value, string unit) => WithUnit(Number(value, unit), unit);

    private static string WithUnit(string number, string unit) => IsCount(unit) ? number + unit[Count.Length..] : $"{number} {unit}";

    private static string Number(double value, string unit) =>
        value.ToString(IsCount(unit) ? "#,0.##" : Math.Abs(value) is > 0 and < 1 ? "0.00" : "#,0.0", CultureInfo.InvariantCulture);

    private static bool IsCount(string unit) => unit.StartsWith(Count, StringComparison.Ordinal);
}
