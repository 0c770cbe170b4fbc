using System.Text;
using System.Text.Json;
using WesMemGuard.Budgets;
using WesMemGuard.Measurement;
using WesMemGuard.Reasons;
using WesMemGuard.Texts;

namespace WesMemGuard.Proposals;

/// <summary>
/// A proposed budget as a file: a limit a line, and above it comments that say why. The order is the old file's, so
/// that a review shows the changes alone. What is read of it again is the very same budget.
/// </summary>
internal static class BudgetText
{
    /// <summary>The text of the file.</summary>
    /// <param name="proposal">What is proposed.</param>
    /// <param name="language">The language of the comments.</param>
    public static string Of(BudgetProposal proposal, Language language)
    {
        var text = new StringBuilder();
        void Comment(string indent, Reason? reason)
        {
            if (reason is not null)
                text.Append(indent).Append("// ").Append(OneLine.Of(reason.In(language))).Append('\n');
        }

        Comment("", ProposalReasons.Head(proposal.Runs));
        Comment("", ProposalReasons.Error());
        text.Append("{\n");
        if (proposal.Schema is { } schema)
            text.Append("  ").Append(Member("$schema", schema)).Append(",\n");
        text.Append("  \"warmUp\": ").Append(Quoted(ExactText.Duration(proposal.WarmUp))).Append(",\n");
        if (proposal.WarmUpOfRun)
            text.Append("  \"warmUpFrom\": \"run\",\n");
        text.Append("  \"limits\": [\n");
        for (var i = 0; i < proposal.Limits.Count; i++)
        {
            var proposed = proposal.Limits[i];
            Comment("    ", proposed.Evidence);
            if (proposed.Change != LimitChange.Added)
                Comment("    ", proposed.Why);
            Comment("    ", proposed.Catches);
            Comment("    ", proposed.Warning);
            text.Append("    ").Append(Line(proposed.Limit)).Append(i + 1 < proposal.Limits.Count ? ",\n" : "\n");
        }

        return text.Append("  ]\n}\n").ToString();
    }

    private static string Line(Limit limit)
    {
        var parts =
            new List<string> { Member("of", limit.WrittenOf), Member("metric", limit.Metric.Name()), RuleOf(limit) };
        if (limit.Phase is { } phase)
            parts.Add(Member("phase", phase));
        if (limit.Evidence is { } evidence)
            parts.Add(Member("evidence", LimitReader.Evidences.First(e => e.Value == evidence).Name));
        if (limit.ZeroExpected)
            parts.Add("\"zeroExpected\": true");
        if (limit.SaturatesBy is { } by)
            parts.Add(Member("saturatesBy", ExactText.Duration(by)));
        if (limit.AnyLoad)
            parts.Add(Member("load", "any"));
        if (limit.Difference is { } difference)
            parts.Add($"\"difference\": {Amount(limit, difference)}");
        return $"{{ {string.Join(", ", parts)} }}";
    }

    private static string RuleOf(Limit limit)
    {
        var bound = Amount(limit, limit.Rule.Bound);
        var value = limit.Rule switch
        {
            Budgets.Growth growth =>
                $"{{ {Member("from", growth.From)}, {Member("to", growth.To)}, \"max\": {bound} }}",
            ReturnsTo back =>
                $"{{ {Member("from", back.From)}, {Member("after", back.After)}, \"tolerance\": {bound} }}",
            GrowthPer per => $"{{ {Member("unit", LimitRuleText.NameOf(per.Unit))}, \"max\": {bound} }}",
            _ => bound,
        };
        return $"\"{limit.Rule.Name}\": {value}";
    }

    private static string Amount(Limit limit, double amount) =>
        limit.Metric.IsSize() ? Quoted(ExactText.Size(amount)) : ExactText.Number(amount);

    private static string Member(string name, string value) => $"\"{name}\": {Quoted(value)}";

    private static string Quoted(string text) => JsonSerializer.Serialize(text);
}
