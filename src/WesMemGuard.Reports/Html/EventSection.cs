using WesMemGuard.Runs;
using WesMemGuard.Texts;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Reports.Html;

/// <summary>What was done to the node, and what it did to itself, in order of time.</summary>
internal static class EventSection
{
    private const int Most = 300;

    public static void Write(ReportedRun report, PageText text, TextWriter to)
    {
        var run = report.Run;
        Fold.Begin(to, text, "events", "Events");
        if (run.Phases.Count > 0)
            Phases(run, text, to);
        var happened = run.Events.Select(e => (e.At, Name: PageText.Name(e.Name), Detail: PageText.Name(e.Detail
            ?? "")))
            .Concat(Treatments.Of(run).Select(t => (t.At, Name: text["Treatment" + t.Kind], Detail: text["TreatmentDetail"])))
            .OrderBy(e => e.At).ToList();
        var rows = Together(happened);
        if (happened.Count > 0)
        {
            to.Write($"<h3 id=\"happened\">{text["Happened"]}</h3>\n");
            Table.Begin(to, text, "happened", "ColumnAt", "ColumnEvent", "ColumnDetail");
            foreach (var (from, until, count, name, detail) in rows.Take(Most))
                to.Write($"<tr><th scope=\"row\">{PageText.Clock(from)}{(count > 1 ? $" .. {PageText.Clock(until)}" : "")}</th>"
                    + $"<td>{name}{(count > 1 ? $" × {count}" : "")}</td><td>{detail}</td></tr>\n");
            Table.End(to);
        }

        if (rows.Count > Most)
            to.Write($"<p>{text["More", rows.Count - Most]}</p>\n");
        if (happened.Count + run.Phases.Count == 0)
            to.Write($"<p>{text["EventsNone"]}</p>\n");
        Fold.End(to);
    }

    // A warning that comes every 10 s is one row while nothing else happens.
    private static List<(DateTimeOffset From, DateTimeOffset Until, int Count, string Name,
        string Detail)> Together(List<(DateTimeOffset At, string Name, string Detail)> happened)
    {
        var rows = new List<(DateTimeOffset From, DateTimeOffset Until, int Count, string Name, string Detail)>();
        foreach (var (at, name, detail) in happened)
        {
            if (rows.Count > 0 && rows[^1].Name == name && rows[^1].Detail == detail)
                rows[^1] = rows[^1] with { Until = at, Count = rows[^1].Count + 1 };
            else
                rows.Add((at, at, 1, name, detail));
        }

        return rows;
    }

    /// <summary>The ways in which requests failed; of older runs their first error.</summary>
    private static string Why(Phase phase, PageText text)
    {
        var load = LoadRow.Of(phase);
        return phase.Load is null || load.Failures.Count == 0
            ? PageText.Name(phase.Error ?? "")
            : text.Both(LoadCells.Why(load, Language.English), LoadCells.Why(load, Language.Chinese));
    }

    private static void Phases(MemoryRun run, PageText text, TextWriter to)
    {
        to.Write($"<h3 id=\"phases\">{text["Phases"]}</h3>\n");
        Table.Begin(to, text, "phases", "ColumnPhase", "ColumnKind", "ColumnFromTo", "ColumnRate", "ColumnSent",
            "ColumnOk",
            "ColumnLimited", "ColumnFailed", "ColumnP50", "ColumnP99", "ColumnLate", "ColumnError");
        foreach (var p in run.Phases.Take(Most))
        {
            to.Write($"<tr><th scope=\"row\">{PageText.Name(p.Name)}</th><td>{PageText.Name(p.Kind)}</td><td "
                + $"class=\"n\">{PageText.Clock(p.StartedAt)} .. {PageText.Clock(p.EndedAt)}</td>");
            to.Write($"<td class=\"n\">{PageText.Number(p.Rate)}</td><td "
                + $"class=\"n\">{PageText.Number(p.Sent)}</td><td class=\"n\">{PageText.Number(p.Ok)}</td><td "
                    + $"class=\"n\">{PageText.Number(p.Limited)}</td><td class=\"n\">{PageText.Number(p.Failed)}</td>");
            to.Write($"<td class=\"n\">{LoadCells.Milliseconds(p.Latency?.P50)}</td><td "
                + $"class=\"n\">{LoadCells.Milliseconds(p.Latency?.P99)}</td><td "
                    + $"class=\"n\">{LoadCells.Milliseconds(p.Load?.Lateness?.P99)}</td>");
            to.Write($"<td>{Why(p, text)}</td></tr>\n");
        }

        Table.End(to);
    }
}
