using System.Globalization;

namespace WesMemGuard.Cli.Output.Watching;

/// <summary>How much of a limit is used, as a bar: <c>[######····] 62 %</c>.</summary>
internal static class BudgetBar
{
    /// <summary>The bar; without a value, or with an interval end that isn't finite, an empty one.</summary>
    public static string Of(double? value, double budget, int width)
    {
        if (value is not { } used || !double.IsFinite(used))
            return $"[{new string('·', width)}]";
        var share = budget > 0 ? Math.Max(0, used) / budget : used > 0 ? double.PositiveInfinity : 0;
        var full = (int)Math.Round(Math.Min(share, 1) * width);
        var percent = share > 9.99 ? ">999 %" : string.Create(CultureInfo.InvariantCulture, $"{100 * share:0} %");
        return $"[{new string('#', full)}{new string('·', width - full)}] {percent}";
    }
}
