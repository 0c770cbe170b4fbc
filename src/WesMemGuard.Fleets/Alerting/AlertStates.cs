using WesMemGuard.Fleets.Judging;
using WesMemGuard.Reasons;
using WesMemGuard.Texts;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Fleets.Alerting;

/// <summary>A fleet as alerts: a state a node and limit.</summary>
public static class AlertStates
{
    /// <summary>All states.</summary>
    /// <param name="fleet">The fleet.</param>
    /// <param name="now">When it was judged, UTC.</param>
    /// <param name="link">Where the report is; null: nowhere.</param>
    /// <param name="language">The reader's language.</param>
    public static IEnumerable<AlertState> Of(FleetVerdict fleet, DateTimeOffset now, string? link, Language language) =>
        fleet.Nodes.Where(n => n.Error is null).SelectMany(node => node.Verdicts.Select(v => Of(fleet, node, v, now, link, language)));

    private static AlertState Of(FleetVerdict fleet, NodeVerdict node, Verdict verdict, DateTimeOffset now, string? link, Language language)
    {
        var message = verdict.Message.In(language);
        var suspect = verdict.Suspects.Count == 0 ? AlertReasons.NoSuspect().In(language)
            : $"{verdict.Suspects[0].Held.In(language)}: {verdict.Suspects[0].Function}";
        var alert = new FleetAlert(node.Name, verdict.Metric, verdict.Limit, AlertSeverity.Warning, false, verdict.From ?? now, now)
        {
            Outcome = OutcomeId(verdict.Outcome),
            Summary = string.Join(' ', message.Split('\n').Take(2).Select(l => l.Trim())),
            Message = message,
            Measured = VerdictFigures.Measured(verdict),
            Budget = VerdictFigures.Budget(verdict),
            Suspect = suspect,
            Next = Next(fleet, node),
            Run = fleet.Source,
            Link = link ?? "",
            Labels = node.Labels,
        };
        var isGone = node.Gone is not null;
        return new AlertState(alert, verdict.Outcome == Outcome.Broken ? AlertSeverity.Critical
            : verdict.Outcome == Outcome.NotMeasured || isGone ? AlertSeverity.Warning : null, verdict.Outcome == Outcome.Held && !isGone);
    }

    /// <summary>What takes a heap profile of the node twice and says who grew: its address where a label is one.</summary>
    private static string Next(FleetVerdict fleet, NodeVerdict node)
    {
        if ((node.Labels["instance"] ?? node.Labels["url"]) is not { } address)
            return $"wesmemguard judge {fleet.Source} --budget {fleet.Budget.File}";
        var url = address.Contains("://", StringComparison.Ordinal) ? address : "http://" + address;
        return $"wesmemguard record --url {url} --for '30 min'";
    }

    internal static string OutcomeId(Outcome outcome) => outcome switch
    {
        Outcome.Held => "held",
        Outcome.Broken => "broken",
        Outcome.Inconclusive => "inconclusive",
        _ => "notMeasured",
    };
}
