using System.Globalization;
using WesMemGuard.Files;

namespace WesMemGuard.Verdicts.Limits;

/// <summary>Figures as messages and JSON show them: the unit follows the limit, so that value and budget can be compared at a glance.</summary>
internal static class FigureText
{
    /// <summary>The unit of a limit's figures, and how many bytes (or counts) one of it is.</summary>
    public static (string Name, double Factor) Unit(Limit limit)
    {
        var per = limit.Rule switch
        {
            GrowthPerHour => "/h",
            GrowthPer p => "/" + RuleText.NameOf(p.Unit),
            _ => "",
        };
        if (!limit.Metric.IsSize())
            return ("count" + per, 1);
        return limit.Rule is GrowthPer ? ("KiB" + per, 1024) : ("MiB" + per, ByteSize.MiB);
    }

    /// <summary>A figure of a limit with its unit: <c>32.0 MiB/h</c>, <c>60/h</c>.</summary>
    public static string Of(Limit limit, double value)
    {
        var (name, factor) = Unit(limit);
        var number = Number(limit, value / factor);
        return limit.Metric.IsSize() ? $"{number} {name}" : number + name["count".Length..];
    }

    /// <summary>A figure of a limit without its unit.</summary>
    public static string Bare(Limit limit, double value) => Number(limit, value / Unit(limit).Factor);

    /// <summary>A level of a limit's metric, without the limit's per-hour or per-unit.</summary>
    public static string Level(Limit limit, double value) => limit.Metric.IsSize() ? Size(value) : Count(value);

    /// <summary>A size in MiB.</summary>
    public static string Size(double bytes) => Decimals(bytes / ByteSize.MiB) + " MiB";

    private static string Number(Limit limit, double value) => limit.Metric.IsSize() ? Decimals(value) : Count(value);

    private static string Count(double value) => value.ToString(Math.Abs(value) >= 1000 ? "#,0.#" : "0.##", CultureInfo.InvariantCulture);

    /// <summary>One decimal; two where one would hide what is there.</summary>
    private static string Decimals(double value)
    {
        var text = Math.Abs(value) is > 0 and < 1 ? value.ToString("0.00", CultureInfo.InvariantCulture) : value.ToString("#,0.0", CultureInfo.InvariantCulture);
        return text.TrimStart('-').Trim('0') == "." ? "0.0" : text;
    }
}
