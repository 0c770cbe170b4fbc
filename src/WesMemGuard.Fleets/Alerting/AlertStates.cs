using WesMemGuard.Fleets.Judging;
using WesMemGuard.Reasons;
using WesMemGuard.Texts;
using WesMemGuard.Verdicts;
using WesMemGuard.Verdicts.Text;

namespace WesMemGuard.Fleets.Alerting;

/// <summary>A fleet as alerts: a state a node and limit.</summary>
internal static class AlertStates
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
        var alert = new FleetAlert(node.Name, verdict.Metric, verdict.Limit, AlertSeverity.Warning, false,
            verdict.Since ?? verdict.From ?? now, now)
        {
            Outcome = OutcomeId(verdict.Outcome),
            Summary = string.Join(' ', message.Split('\n').Take(2).Select(l => l.Trim())),
            Message = message,
            Measured = VerdictFigures.Measured(verdict),
            Budget = VerdictFigures.Budget(verdict),
            Suspect = suspect,
            Next = Next(fleet, node, verdict),
            Run = fleet.Source,
            Link = link ?? "",
            Labels = node.Labels,
        };
        var isGone = node.Gone is not null;
        return new AlertState(alert, verdict.Outcome == Outcome.Broken ? AlertSeverity.Critical
            : verdict.Outcome == Outcome.NotMeasured || isGone ? AlertSeverity.Warning : null, verdict.Outcome == Outcome.Held && !isGone);
    }

    /// <summary>
    /// One command to paste: what records the node with its heap profiles where a label is its address, else what judges it again. Labels
    /// come from elsewhere, and somebody who was woken pastes what they are in.
    /// </summary>
    private static string Next(FleetVerdict fleet, NodeVerdict node, Verdict verdict)
    {
        if (Address(node) is not { } url)
            return verdict.Next ?? $"wesmemguard judge {Source(fleet, node)} --budget {ShellWord.Of(fleet.Budget.File)}";
        var allowed = url.IsLoopback ? "" : $" --allow-remote {ShellWord.Of(url.Host)}";
        var folder = string.Concat(node.Name.Select(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' ? c : '-')).Trim('.');
        return $"wesmemguard record --url {ShellWord.Of(url.AbsoluteUri)}{allowed} --out recordings/{folder} --for \"30 min\"";
    }

    /// <summary>Where the node answers, by a label; null: none is an address that <c>record</c> takes.</summary>
    private static Uri? Address(NodeVerdict node)
    {
        if ((node.Labels["instance"] ?? node.Labels["url"]) is not { } address)
            return null;
        var text = address.Contains("://", StringComparison.Ordinal) ? address : "http://" + address;
        return Uri.TryCreate(text, UriKind.Absolute, out var url)
            && url is { Scheme: "http" or "https", Query: "", UserInfo: "", Fragment: "" } ? url : null;
    }

    /// <summary>What <c>judge</c> finds the node's series by: the file, or the server and the node's labels.</summary>
    private static string Source(FleetVerdict fleet, NodeVerdict node) =>
        Uri.TryCreate(fleet.Source, UriKind.Absolute, out var url) && url is { Scheme: "http" or "https" }
            ? $"--prometheus {ShellWord.Of(fleet.Source)} --select {ShellWord.Of(node.Labels.ToString())}"
            : ShellWord.Of(fleet.Source);

    internal static string OutcomeId(Outcome outcome) => outcome switch
    {
        Outcome.Held => "held",
        Outcome.Broken => "broken",
        Outcome.Inconclusive => "inconclusive",
        _ => "notMeasured",
    };
}
