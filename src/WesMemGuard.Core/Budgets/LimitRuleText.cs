using WesMemGuard.Texts;
using WesMemGuard.Units;

namespace WesMemGuard.Budgets;

/// <summary>A rule in words.</summary>
internal static class LimitRuleText
{
    /// <summary>Like <c>growthPerHour &lt;= 4.0 MiB</c>, or <c>returnsTo warm after settle within 10</c>.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="isSize">Whether its numbers are bytes; else counts.</param>
    public static string Of(LimitRule rule, bool isSize)
    {
        var bound = isSize ? Size(rule.Bound) : Words.Number(rule.Bound);
        return rule switch
        {
            Growth growth => $"growth from {growth.From} to {growth.To} <= {bound}",
            ReturnsTo returns => $"returnsTo {returns.From} after {returns.After} within {bound}",
            GrowthPer per => $"growthPer {NameOf(per.Unit)} <= {bound}",
            _ => $"{rule.Name} <= {bound}",
        };
    }

    /// <summary>The unit's name in files, like <c>transfer</c>.</summary>
    public static string NameOf(WorkUnit unit)
    {
        foreach (var (name, value) in RuleReader.WorkUnits)
        {
            if (value == unit)
                return name;
        }

        throw new ArgumentOutOfRangeException(nameof(unit), unit, "not a unit of work");
    }

    /// <summary>A size to one decimal, and its bytes too where that decimal isn't the whole truth.</summary>
    private static string Size(double bytes)
    {
        var text = SizeText.Write(bytes);
        return SizeText.Parse(text, out _) == bytes ? text : $"{text} ({Words.Number(bytes)} B)";
    }
}
