using WesMemGuard.Json;
using WesMemGuard.Measurement;
using WesMemGuard.Modules;
using WesMemGuard.Texts;
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
    internal static IReadOnlyList<LimitNotice> Of(ObjectReader entry, JsonMember written, ModuleName module,
        Metric metric, LimitRule rule)
    {
        var notices = new List<LimitNotice>();
        JsonValue name = entry.Get("of")!, figure = entry.Get("metric")!;
        if (module.Notice is not null)
            notices.Add(new(LimitNoticeKind.Name, name.Line, name.Column, module.Notice));
        if (module.Known is not { } known)
            return notices;
        if (known.Blind.Contains(metric))
            notices.Add(new(LimitNoticeKind.Blind, figure.Line, figure.Column,
                NoticeReasons.Blind(known.Name, metric.Name())));
        if (metric == Metric.Bytes && known.BytesMeaning is { } meaning)
            notices.Add(new(LimitNoticeKind.Meaning, figure.Line, figure.Column,
                ModuleReasons.Bytes(known.Name, meaning)));
        if (rule is Peak or Growth or ReturnsTo && known.BoundOf(metric) is { } bound && rule.Bound >= bound.Value)
        {
            var text =
                NoticeReasons.NeverBreaks(known.Name, metric.Name(), RuleNumber(bound.Value, metric), bound.Where);
            notices.Add(new(LimitNoticeKind.NeverBreaks, written.Line, written.Column, text));
        }

        return notices;
    }

    private static string RuleNumber(double value, Metric metric) =>
        metric.IsSize() ? SizeText.Write(value) : Words.Number(value);
}
