using WesMemGuard.Verdicts;

namespace WesMemGuard.Reports.Html;

/// <summary>What the judge said of each limit, with its message.</summary>
internal static class VerdictSection
{
    private static readonly string[] Columns = ["ColumnLimit", "ColumnMeasured", "ColumnBudget", "ColumnOutcome", "ColumnReason"];

    public static void Write(ReportedRun report, PageText text, TextWriter to)
    {
        to.Write($"<section aria-labelledby=\"verdicts\">\n<h2 id=\"verdicts\">{text["Verdicts"]}</h2>\n");
        if (report.Verdict is not { } verdict)
        {
            to.Write($"<p>{text["VerdictsNone"]}</p>\n</section>\n");
            return;
        }

        if (verdict.NodeGone is { } gone)
            to.Write($"<p class=\"alert\">{PageText.Encode(gone)}</p>\n");
        Table.Begin(to, text, "verdicts", Columns);
        for (var i = 0; i < verdict.Verdicts.Count; i++)
            Row(report, verdict.Verdicts[i], i, text, to);
        Table.End(to);
        to.Write("</section>\n");
    }

    private static void Row(ReportedRun report, Verdict verdict, int number, PageText text, TextWriter to)
    {
        var limit = report.Budget is { } budget && number < budget.Limits.Count ? budget.Limits[number] : null;
        to.Write($"<tr><th scope=\"row\">{PageText.Name(Outcomes.Limit(limit, verdict))}</th><td class=\"n\">{PageText.Encode(Outcomes.Measured(verdict))}</td><td class=\"n\">{PageText.Encode(Outcomes.Budget(verdict))}</td>");
        to.Write($"<td><span class=\"badge {Outcomes.Style(verdict.Outcome)}\">{text[Outcomes.Key(verdict.Outcome)]}</span></td>");
        to.Write($"<td>{PageText.Encode(verdict.Reason)}<details{(verdict.Outcome == Outcome.Broken ? " open" : "")}><summary>{text["Message"]}</summary><pre tabindex=\"0\">{PageText.Encode(verdict.Message)}</pre></details></td></tr>\n");
    }
}
