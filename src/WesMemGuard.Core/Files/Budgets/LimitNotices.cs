namespace WesMemGuard.Files;

/// <summary>What a reader of a module's limit should know beforehand, from the table of modules.</summary>
internal static class LimitNotices
{
    internal static IReadOnlyList<string> Of(ModuleName module, Metric metric, LimitRule rule)
    {
        var notices = new List<string>();
        if (module.Notice is not null)
            notices.Add(module.Notice);
        if (module.Known is not { } known)
            return notices;
        if (known.Blind.Contains(metric))
            notices.Add($"blind: the node reports {metric.Name()} of {known.Name} as a constant 0");
        if (metric == Metric.Bytes && known.BytesNote is not null)
            notices.Add($"bytes of {known.Name} are {known.BytesNote}");
        if (rule is Peak or Growth or ReturnsTo && known.BoundOf(metric) is { } bound && rule.Bound >= bound.Value)
            notices.Add($"can never break: the node keeps {metric.Name()} of {known.Name} at {RuleNumber(bound.Value, metric)} or below ({bound.Where})");
        return notices;
    }

    private static string RuleNumber(double value, Metric metric) => metric.IsSize() ? SizeText.Write(value) : Words.Number(value);
}
