using WesMemGuard.Doctor;
using WesMemGuard.Texts;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Reports.Html;

/// <summary>When the node's own rule will have warned, and whether there was anything to warn of.</summary>
internal static class DoctorSection
{
    private const int MostEpisodes = 100;

    public static void Write(ReportedRun report, PageText text, HtmlWriter to)
    {
        var episodes = DoctorEpisodes.Of(report.Run);
        Fold.Begin(to, text, "doctor", "Doctor");
        to.Write($"<p>{text["DoctorRule", MemoryDoctorRule.Window, MemoryDoctorRule.MostGrowth / ByteSize.MiB]}</p>\n");
        var warnings = episodes.Sum(e => e.Warnings);
        to.Write($"<p class=\"{(warnings == 0 ? "note" : "alert")}\">{Sum(report, text, episodes, warnings)}</p>\n");
        if (episodes.Count > 0)
        {
            Table.Begin(to, text, "doctor", "ColumnWarned", "ColumnTimes", "ColumnRule", "ColumnFigure",
                "ColumnLiveGrowth",
                "ColumnReal", "ColumnWhy");
            foreach (var episode in episodes.Take(MostEpisodes))
                Row(episode, text, to);
            Table.End(to);
        }

        if (episodes.Count > MostEpisodes)
            to.Write($"<p>{text["More", episodes.Count - MostEpisodes]}</p>\n");
        Fold.End(to);
    }

    private static HtmlLine Sum(ReportedRun report, PageText text, IReadOnlyList<DoctorEpisode> episodes, int warnings)
    {
        if (warnings > 0)
            return text["DoctorWarned", warnings, episodes.Count, episodes.Count(e => e.IsReal)];
        var grows = report.Verdict?.Verdicts.Any(v =>
            v is { Outcome: Outcome.Broken, Of: "process", Metric: "liveHeap" or "heapAlloc" or "rss" }) == true;
        return text[report.Run.Memory.All(r => r.Sample is null)
            ? "DoctorUnknown" : grows ? "DoctorMissed" : "DoctorSilent"];
    }

    private static void Row(DoctorEpisode e, PageText text, HtmlWriter to)
    {
        var figure = e.Rule == DoctorRule.RssGrowth ? "+" + PageText.MiB(e.Value) : PageText.Number(e.Value);
        var live = e.LiveGrowth is { } growth ? (growth < 0 ? "" : "+") + PageText.MiB(growth) : "-";
        var real = e.Cause == DoctorCause.Unknown
            ? "RealUnknown" : e.IsReal ? "RealYes" : e.Cause == DoctorCause.PartlyLive ? "RealPartly" : "RealNo";
        to.Write($"<tr><th scope=\"row\">{PageText.Clock(e.From)}{(e.To > e.From ? " .. " + PageText.Clock(e.To) : "")}</th><td "
            + $"class=\"n\">{e.Warnings}</td><td>{text["Rule" + e.Rule]}</td><td class=\"n\">{figure}</td><td class=\"n\">{live}</td>");
        to.Write($"<td><span class=\"badge "
            + $"{(e.IsReal ? "broken" : e.Cause is DoctorCause.Unknown or DoctorCause.PartlyLive ? "inconclusive" : "held")}"
            + $"\">{text[real]}</span></td><td>{text["Cause" + e.Cause]}</td></tr>\n");
    }
}
