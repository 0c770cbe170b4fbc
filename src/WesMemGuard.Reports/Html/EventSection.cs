using WesMemGuard.Runs;
using WesMemGuard.Texts;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Reports.Html;

/// <summary>What was done to the node, and what it did to itself, in order of time.</summary>
internal static class EventSection
{
    private const int Most = 300;

    public static void Write(ReportedRun report, PageText text, HtmlWriter to)
    {
        var run = report.Run;
        Fold.Begin(to, text, "events", "Events");
        if (run.Phases.Count > 0)
            Phases(run, text, to);
        var happened = run.Events.Select(e => new Happened(e.At, PageText.Name(e.Name), PageText.Name(e.Detail ?? "")))
            .Concat(Treatments.Of(run).Select(t => new Happened(t.At, "Treatment" + t.Kind, "TreatmentDetail", IsOwn: true)))
            .OrderBy(e => e.At).ToList();
        var rows = Together(happened);
        if (happened.Count > 0)
        {
            to.Write($"<h3 id=\"happened\">{text["Happened"]}</h3>\n");
            Table.Begin(to, text, "happened", "ColumnAt", "ColumnEvent", "ColumnDetail");
            foreach (var (what, until, count) in rows.Take(Most))
            {
                var times = count > 1 ? HtmlLine.Of($" × {count}") : HtmlLine.None;
                to.Write($"<tr><th scope=\"row\">{PageText.Clock(what.At)}{(count > 1 ? $" .. {PageText.Clock(until)}" : "")}</th>"
                    + $"<td>{what.NameIn(text)}{times}</td><td>{what.DetailIn(text)}</td></tr>\n");
            }

            Table.End(to);
        }

        if (rows.Count > Most)
            to.Write($"<p>{text["More", rows.Count - Most]}</p>\n");
        if (happened.Count + run.Phases.Count == 0)
            to.Write($"<p>{text["EventsNone"]}</p>\n");
        Fold.End(to);
    }

    // A warning that comes every 10 s is one row while nothing else happens.
    private static List<(Happened What, DateTimeOffset Until, int Count)> Together(List<Happened> happened)
    {
        var rows = new List<(Happened What, DateTimeOffset Until, int Count)>();
        foreach (var one in happened)
        {
            if (rows.Count > 0 && rows[^1].What with { At = one.At } == one)
                rows[^1] = rows[^1] with { Until = one.At, Count = rows[^1].Count + 1 };
            else
                rows.Add((one, one.At, 1));
        }

        return rows;
    }

    /// <summary>The ways in which requests failed; of older runs their first error.</summary>
    private static HtmlLine Why(Phase phase, PageText text)
    {
        var load = LoadRow.Of(phase);
        return phase.Load is null || load.Failures.Count == 0
            ? HtmlLine.Of($"{PageText.Name(phase.Error ?? "")}")
            : text.Both(LoadCells.Why(load, Language.English), LoadCells.Why(load, Language.Chinese));
    }

    private static void Phases(MemoryRun run, PageText text, HtmlWriter to)
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

    /// <summary>One thing that happened.</summary>
    /// <param name="At">When, UTC.</param>
    /// <param name="Name">Its name, or the key of one.</param>
    /// <param name="Detail">What else is known, or the key of it.</param>
    /// <param name="IsOwn">Whether both are keys of the page's texts.</param>
    private readonly record struct Happened(DateTimeOffset At, string Name, string Detail, bool IsOwn = false)
    {
        public HtmlLine NameIn(PageText text) => IsOwn ? text[Name] : HtmlLine.Of($"{Name}");

        public HtmlLine DetailIn(PageText text) => IsOwn ? text[Detail] : HtmlLine.Of($"{Detail}");
    }
}
