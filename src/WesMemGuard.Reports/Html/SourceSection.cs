using WesMemGuard.LiveHeap;
using WesMemGuard.Runs;
using WesMemGuard.Texts;

namespace WesMemGuard.Reports.Html;

/// <summary>How it was measured: every source with what it answered and what it didn't.</summary>
internal static class SourceSection
{
    public static void Write(ReportedRun report, PageText text, HtmlWriter to)
    {
        var run = report.Run;
        Fold.Begin(to, text, "sources", "Sources");
        Table.Begin(to, text, "sources", "ColumnSource", "ColumnAnswered", "ColumnEvery", "ColumnMissed");
        Row(run.Header.Origin == RunOrigin.Log ? "memory_sample (log)" : "/api/v1/system/memory", run.Memory, to);
        Row("/metrics", run.Metrics, to);
        Row("/proc", run.Process, to);
        Row("/debug/pprof/heap?gc=1", run.LiveHeap, to);
        Row("/debug/memory/json", run.Diagnostics, to);
        Row("wes_blockNumber", run.Blocks, to);
        Table.End(to);
        to.Write($"<ul>\n");
        foreach (var line in Lines(report, text))
            to.Write($"<li>{line}</li>\n");
        to.Write($"</ul>\n");
        Fold.End(to);
    }

    private static void Row<T>(string name, List<Reading<T>> readings, HtmlWriter to) where T : class
    {
        if (readings.Count == 0)
            return;
        var missed =
            readings.Where(r => r.Miss is not null).GroupBy(r => r.Miss!.Kind).Select(g => $"{g.Count()} {g.Key}");
        var steps = readings.Zip(readings.Skip(1), (a, b) => (b.At - a.At).TotalSeconds).Order().ToArray();
        var every = steps.Length == 0 ? "-" : PageText.Number(Math.Round(steps[steps.Length / 2], 1)) + " s";
        to.Write($"<tr><th scope=\"row\"><code>{name}</code></th><td "
            + $"class=\"n\">{readings.Count(r => r.Sample is not null)} / {readings.Count}</td><td "
                + $"class=\"n\">{every}</td><td>{string.Join(", ", missed)}</td></tr>\n");
    }

    private static IEnumerable<HtmlLine> Lines(ReportedRun report, PageText text)
    {
        var run = report.Run;
        var live = LiveHeapDecision.Of(run);
        if (live.Points.Count > 0)
            yield return text["SourceLiveHeap", live.Points.Count, live.Name];
        foreach (var notice in live.Notices)
            yield return text.Said(notice);
        if (run.Header.Empty is { } empty)
            yield return text.Said(empty.Why);
        if (run.Header.Mode is { } mode)
            yield return text["SourceMode", Charts.ChartJson.Short(mode)];
        if (run.Profiles.Count > 0)
            yield return text["SourceProfiles", run.Profiles.Count(p => p.Kind == ProfileKind.Heap),
                run.Profiles.Count(p => p.Kind != ProfileKind.Heap)];
        yield return text["SourceEvidence", report.EvidencePath, Charts.ChartJson.Short(run.Header.Id)];
        if (report.Budget is { } budget)
            yield return text["SourceBudget", budget.File, budget.WarmUp.TotalMinutes];
        yield return text["SourceThinned"];
        foreach (var notice in report.Verdict?.Verdicts.SelectMany(v => v.Notices).Distinct() ?? [])
            yield return text.Said(notice);
    }
}
