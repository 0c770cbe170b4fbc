using WesMemGuard.Analysis;
using WesMemGuard.Budgets;
using WesMemGuard.Doctor;
using WesMemGuard.Reasons;
using WesMemGuard.Reports.Html;
using WesMemGuard.Texts;
using WesMemGuard.Verdicts;
using WesMemGuard.Verdicts.Observations;

namespace WesMemGuard.Reports.Markdown;

/// <summary>A judged run as a summary in Markdown, as job summaries of CI show it.</summary>
internal static class MarkdownReport
{
    private static readonly ResourceTexts Texts = ResourceTexts.Beside(typeof(HtmlReport));

    /// <summary>
    /// Writes the verdicts as a table, the messages of what did not hold, the diagnosis, and what the node's own rule
    /// will have said.
    /// </summary>
    public static void Write(ReportedRun report, Language language, TextWriter to)
    {
        var text = Texts.In(language);
        var worst =
            report.Verdict is { Verdicts.Count: > 0 } verdict ? text[Outcomes.Key(verdict.Worst)] : text["NoBudget"];
        var page = new MarkdownWriter(to);
        page.Write($"### {report.Run.Header.Name}: {worst}\n\n");
        if (report.Verdict?.NodeGone is { } gone)
            page.Write($"**{gone.In(language)}**\n\n");
        foreach (var loss in SeenLosses.Of(report.Run))
            page.Write($"**{loss.Reason.In(language)}**\n\n");
        if (report.Verdict is null)
            page.Write($"{text["VerdictsNone"]}\n\n");
        else
            Verdicts(report.Budget, report.Verdict, language, page);
        if (RssAnswer.Of(report.Run) is { } why)
            page.Write($"- {new AnalysisText(language).Of(why)}\n");
        foreach (var finding in report.Findings ?? [])
        {
            var told = language == Language.Chinese ? finding.Chinese : finding.English;
            page.Write($"- **{told.Title}**: {string.Join("; ", told.Evidence)}\n");
        }

        Loads(report.Verdict?.Loads ?? LoadRow.Of(report.Run), language, page);
        var episodes = DoctorEpisodes.Of(report.Run);
        if (episodes.Count > 0)
        {
            var warned = text.Format("DoctorWarned", episodes.Sum(e => e.Warnings), episodes.Count, episodes.Count(e => e.IsReal));
            page.Write($"- MemoryDoctor: {warned}\n");
        }

        page.Write($"- {text.Format("SourceEvidence", report.EvidencePath, report.Run.Header.Id)}\n\n");
    }

    /// <summary>
    /// Writes a suite as a table, a line a scenario, those that are not as expected first, with the messages of these.
    /// </summary>
    public static void WriteSuite(IReadOnlyList<SuiteRow> scenarios, Language language, TextWriter to)
    {
        var text = Texts.In(language);
        SuiteRow[] wrong = [.. scenarios.Where(s => s.IsAsExpected == false || s.Error is not null)];
        var page = new MarkdownWriter(to);
        page.Write($"### {text.Format("SuiteSum", scenarios.Count, wrong.Length)}\n\n");
        page.Head([text["ColumnScenario"], text["ColumnOutcome"], text["ColumnLimits"], text["ColumnExpected"]], 2..3);
        foreach (var s in wrong.Concat(scenarios.Except(wrong)))
        {
            var outcome =
                s.Verdict is { Verdicts.Count: > 0 } verdict ? text[Outcomes.Key(verdict.Worst)] : text["BadInput"];
            MarkdownLine expected = s.IsAsExpected switch
            {
                true => $"{text["ExpectedYes"]}",
                false => $"**{text["ExpectedNo"]}**",
                null => $"",
            };
            page.Write($"| {s.Name} | {outcome} | {s.Verdict?.Verdicts.Count ?? 0} | {expected} |\n");
        }

        page.Write($"\n");
        foreach (var s in wrong)
        {
            var messages = s.Verdict?.Verdicts.Where(v => v.Outcome != Outcome.Held).Select(v => v.Message.In(language)) ?? [];
            page.Write($"{MarkdownLine.Block(s.Error?.In(language) ?? string.Join("\n\n", messages))}\n\n");
        }
    }

    private static void Loads(IReadOnlyList<LoadRow> loads, Language language, MarkdownWriter page)
    {
        if (loads.Count == 0)
            return;
        var text = Texts.In(language);
        string[] titles =
            ["ColumnPhase", "ColumnKind", "ColumnAsked", "ColumnSent", "ColumnOk", "ColumnFailed", "ColumnP50", "ColumnP99",
            "ColumnLate", "ColumnNotMined", "ColumnReason"];
        page.Write($"\n");
        page.Head([.. titles.Select(t => text[t])], 2..10);
        foreach (var load in loads)
            page.Row(LoadCells.Of(load, language));
        page.Write($"\n");
    }

    private static void Verdicts(MemoryBudget? budget, RunVerdict verdict, Language language, MarkdownWriter page)
    {
        var text = Texts.In(language);
        page.Head([text["ColumnLimit"], text["ColumnMeasured"], text["ColumnBudget"], text["ColumnOutcome"], text["ColumnReason"]], 1..3);
        for (var i = 0; i < verdict.Verdicts.Count; i++)
        {
            var v = verdict.Verdicts[i];
            page.Row([Outcomes.Limit(budget, i, v), VerdictFigures.Measured(v), VerdictFigures.Budget(v),
                text[Outcomes.Key(v.Outcome)], v.Reason.In(language)]);
        }

        page.Write($"\n");
        foreach (var v in verdict.Verdicts.Where(v => v.Outcome != Outcome.Held))
            page.Write($"{MarkdownLine.Block(v.Message.In(language))}\n\n");
    }
}

/// <summary>A scenario as a summary tells it.</summary>
/// <param name="Name">Its folder's name.</param>
/// <param name="Verdict">What the judge said; null with bad input.</param>
/// <param name="Error">What is wrong with the input; null when nothing is.</param>
/// <param name="IsAsExpected">Whether it came out as expected; null where nothing is expected.</param>
internal sealed record SuiteRow(string Name, RunVerdict? Verdict, Reason? Error, bool? IsAsExpected);
