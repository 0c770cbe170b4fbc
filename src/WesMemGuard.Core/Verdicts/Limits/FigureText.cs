using System.Globalization;
using WesMemGuard.Budgets;
using WesMemGuard.Measurement;
using WesMemGuard.Units;

namespace WesMemGuard.Verdicts.Limits;

/// <summary>
/// Figures as messages and JSON show them: the unit follows the limit, so that value and budget can be compared at a
/// glance.
/// </summary>
internal static class FigureText
{
    /// <summary>The unit of a limit's figures, and how many bytes (or counts) one of it is.</summary>
    public static (string Name, double Factor) Unit(Limit limit)
    {
        var per = limit.Rule switch
        {
            GrowthPerHour => "/h",
            GrowthPer p => "/" + LimitRuleText.NameOf(p.Unit),
            _ => "",
        };
        if (limit.Metric.Row().Unit == MetricUnit.Milliseconds)
            return ("ms", 1);
        if (!limit.Metric.IsSize())
            return ("count" + per, 1);
        return limit.Rule is GrowthPer ? ("KiB" + per, 1024) : ("MiB" + per, ByteSize.MiB);
    }

    /// <summary>
    /// A figure of a limit with its unit: <c>32.0 MiB/h</c>, <c>60/h</c>; <c>2.1 KiB/h</c> where MiB would show
    /// nothing.
    /// </summary>
    public static string Of(Limit limit, double value)
    {
        var (name, factor) = UnitOf(limit, value);
        return WithUnit(limit, Number(limit, value / factor), name);
    }

    /// <summary>A figure that is above its limit, with as many decimals as it takes to see that.</summary>
    public static string Above(Limit limit, double value)
    {
        var (name, factor) = UnitOf(limit, value);
        return Of(limit, value) == Of(limit, limit.Rule.Bound)
            ? WithUnit(limit, Decimals.Apart(value / factor, limit.Rule.Bound / factor), name) : Of(limit, value);
    }

    /// <summary>A figure of a limit without its unit, which is that of another figure beside it.</summary>
    public static string Bare(Limit limit, double value, double beside) =>
        Number(limit, value / UnitOf(limit, beside).Factor);

    /// <summary>A level of a limit's metric, without the limit's per-hour or per-unit.</summary>
    public static string Level(Limit limit, double value) => limit.Metric.IsSize() ? Size(value) : Count(value);

    /// <summary>A size in MiB, or in KiB where MiB would show nothing.</summary>
    public static string Size(double bytes) => Decimals.Size(bytes);

    private static (string Name, double Factor) UnitOf(Limit limit, double value)
    {
        var (name, factor) = Unit(limit);
        return factor == ByteSize.MiB && Decimals.IsTiny(value / factor)
            ? ("KiB" + name["MiB".Length..], 1024) : (name, factor);
    }

    private static string WithUnit(Limit limit, string number, string name) =>
        limit.Metric.Row().Unit == MetricUnit.Count ? number + name["count".Length..] : $"{number} {name}";

    private static string Number(Limit limit, double value) =>
        limit.Metric.IsSize() ? Decimals.Of(value) : Count(value);

    private static string Count(double value) =>
        value.ToString(Math.Abs(value) >= 1000 ? "#,0.#" : "0.##", CultureInfo.InvariantCulture);
}
