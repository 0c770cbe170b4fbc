using WesMemGuard.Input;
using WesMemGuard.Json;
using WesMemGuard.Modules;
using WesMemGuard.Units;

namespace WesMemGuard.Budgets;

/// <summary>What a reader of a module's limit should know beforehand, from the table of modules.</summary>
internal static class LimitNotices
{
    /// <param name="entry">The limit as it is written.</param>
    /// <param name="written">Its rule as it is written.</param>
    /// <param name="module">Its module.</param>
    /// <param name="metric">Its metric.</param>
    /// <param name="rule">Its rule.</param>
    internal static IReadOnlyList<LimitNotice> Of(ObjectReader entry, JsonMember written, ModuleName module, Metric metric, LimitRule rule)
    {
        var notices = new List<LimitNotice>();
        JsonValue name = entry.Get("of")!, figure = entry.Get("metric")!;
        if (module.Notice is not null)
            notices.Add(new(LimitNoticeKind.Name, name.Line, name.Column, module.Notice));
        if (module.Known is not { } known)
            return notices;
        if (known.Blind.Contains(metric))
            notices.Add(new(LimitNoticeKind.Blind, figure.Line, figure.Column, $"blind: the node reports {metric.Name()} of {known.Name} as a constant 0"));
        if (metric == Metric.Bytes && known.BytesNote is not null)
            notices.Add(new(LimitNoticeKind.Meaning, figure.Line, figure.Column, $"bytes of {known.Name} are {known.BytesNote}"));
        if (rule is Peak or Growth or ReturnsTo && known.BoundOf(metric) is { } bound && rule.Bound >= bound.Value)
        {
            var text = $"can never break: the node keeps {metric.Name()} of {known.Name} at {RuleNumber(bound.Value, metric)} or below ({bound.Where})";
            notices.Add(new(LimitNoticeKind.NeverBreaks, written.Line, written.Column, text));
        }

        return notices;
    }

    private static string RuleNumber(double value, Metric metric) => metric.IsSize() ? SizeText.Write(value) : Words.Number(value);
}
