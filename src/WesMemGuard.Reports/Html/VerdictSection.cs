using WesMemGuard.Texts;
using WesMemGuard.Verdicts;
using WesMemGuard.Verdicts.Lines;
using WesMemGuard.Verdicts.Observations;

namespace WesMemGuard.Reports.Html;

/// <summary>What the judge said of each limit, with its message.</summary>
internal static class VerdictSection
{
    private static readonly string[] Columns = ["ColumnLimit", "ColumnOutcome", "ColumnMeasured", "ColumnBudget", "ColumnReason"];

    public static void Write(ReportedRun report, PageText text, TextWriter to)
    {
        to.Write($"<section aria-labelledby=\"verdicts\">\n<h2 id=\"verdicts\">{text["Verdicts"]}</h2>\n");
        foreach (var loss in SeenLosses.Of(report.Run))
            to.Write($"<p class=\"alert\">{text.Said(loss.Reason)}</p>\n");
        if (report.Verdict is not { } verdict)
        {
            to.Write($"<p>{text["VerdictsNone"]}</p>\n</section>\n");
            return;
        }

        if (verdict.NodeGone is { } gone)
            to.Write($"<p class=\"alert\">{text.Said(gone)}</p>\n");
        Table.Begin(to, text, "verdicts", Columns);
        for (var i = 0; i < verdict.Verdicts.Count; i++)
            Row(verdict.Verdicts[i], Outcomes.Limit(report, i, verdict.Verdicts[i]), text, to);
        Table.End(to);
        for (var i = 0; i < verdict.Verdicts.Count; i++)
            Message(verdict.Verdicts[i], Outcomes.Limit(report, i, verdict.Verdicts[i]), text, to);
        to.Write("</section>\n");
    }

    private static void Row(Verdict verdict, string limit, PageText text, TextWriter to)
    {
        to.Write($"<tr><th scope=\"row\">{PageText.Name(limit)}</th><td><span class=\"badge "
            + $"{Outcomes.Style(verdict.Outcome)}\">{text[Outcomes.Key(verdict.Outcome)]}</span></td>");
        to.Write($"<td class=\"n\">{PageText.Encode(VerdictFigures.Measured(verdict))}</td><td "
            + $"class=\"n\">{PageText.Encode(VerdictFigures.Budget(verdict))}</td><td>{text.Said(verdict.Reason)}</td></tr>\n");
    }

    private static void Message(Verdict verdict, string limit, PageText text, TextWriter to) =>
        to.Write($"<details{(verdict.Outcome == Outcome.Broken ? " open" : "")}><summary>{text["Message"]}: "
            + $"{PageText.Name(limit)}</summary><pre "
                + $"tabindex=\"0\">{text.Both(verdict.Message.In(Language.English), verdict.Message.In(Language.Chinese))}</pre></details>\n");
}
