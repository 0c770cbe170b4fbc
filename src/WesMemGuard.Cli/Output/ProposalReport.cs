using System.Text;
using System.Text.Json;
using WesMemGuard.Cli.Options;
using WesMemGuard.Measurement;
using WesMemGuard.Proposals;
using WesMemGuard.Reasons;

namespace WesMemGuard.Cli.Output;

/// <summary>What <c>propose</c> says of a budget: every limit with what became of it and why.</summary>
internal static class ProposalReport
{
    private static readonly ResourceTexts Texts = ResourceTexts.Beside(typeof(ProposalReport));

    /// <summary>Says it to people.</summary>
    /// <param name="proposal">What is proposed.</param>
    /// <param name="file">Where it was written; null: nowhere.</param>
    /// <param name="to">Where it goes.</param>
    public static void Write(BudgetProposal proposal, string? file, Surroundings to)
    {
        var texts = Texts.In(to.Language);
        foreach (var one in proposal.Limits)
        {
            Paragraph.Write(to, "", $"{one.Limit.Of} {one.Limit.Metric.Name()} {one.Limit.Text}");
            foreach (var reason in new[] { one.Why, one.Evidence, one.Catches, one.Warning }.OfType<Reason>())
                Paragraph.Write(to, "    ", reason.In(to.Language));
        }

        foreach (var left in proposal.LeftOut)
            Paragraph.Write(to, "", texts.Format("LeftOut", left.Of, left.Metric, left.Rule, left.Why.In(to.Language)));
        int Count(LimitChange change) => proposal.Limits.Count(l => l.Change == change);
        Paragraph.Write(to, "", texts.Format("Counts", Count(LimitChange.Added), Count(LimitChange.Tightened),
            Count(LimitChange.Loosened), Count(LimitChange.Kept)));
        if (!proposal.Limits.Any(l => l.Runs > 0))
            Paragraph.Write(to, "", texts["Nothing"]);
        else if (file is not null)
            Paragraph.Write(to, "", texts.Format("Written", file));
    }

    /// <summary>One JSON object; its keys are a contract with scripts.</summary>
    public static string Json(BudgetProposal proposal)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteStartArray("runs");
            foreach (var run in proposal.Runs)
                json.WriteStringValue(run);
            json.WriteEndArray();
            json.WriteStartArray("limits");
            foreach (var limit in proposal.Limits)
                Write(json, limit);
            json.WriteEndArray();
            json.WriteStartArray("leftOut");
            foreach (var left in proposal.LeftOut)
            {
                json.WriteStartObject();
                Subject(json, left.Of, left.Metric, left.Rule);
                Said(json, left.Why);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    private static void Write(Utf8JsonWriter json, ProposedLimit one)
    {
        json.WriteStartObject();
        Subject(json, one.Limit.Of, one.Limit.Metric.Name(), one.Limit.Rule.Name);
        json.WriteString("change", one.Change switch
        {
            LimitChange.Added => "added",
            LimitChange.Tightened => "tightened",
            LimitChange.Loosened => "loosened",
            _ => "kept",
        });
        json.WriteNumber("bound", one.Limit.Rule.Bound);
        JsonFields.Number(json, "old", one.Old);
        json.WriteNumber("runs", one.Runs);
        JsonFields.Number(json, "lowest", one.Lowest);
        JsonFields.Number(json, "highest", one.Highest);
        JsonFields.Number(json, "needed", one.Needed);
        JsonFields.Number(json, "headRoom", one.HeadRoom);
        Said(json, one.Why);
        json.WriteStartArray("notes");
        foreach (var note in new[] { one.Evidence, one.Catches, one.Warning }.OfType<Reason>())
        {
            json.WriteStartObject();
            Said(json, note);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Subject(Utf8JsonWriter json, string of, string metric, string rule)
    {
        json.WriteString("of", of);
        json.WriteString("metric", metric);
        json.WriteString("limit", rule);
    }

    private static void Said(Utf8JsonWriter json, Reason reason)
    {
        json.WriteString("reason", reason.In(Language.English));
        ReasonJson.WriteMembers(json, reason);
    }
}
