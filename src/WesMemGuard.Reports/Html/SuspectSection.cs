using System.Globalization;
using WesMemGuard.Texts;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Reports.Html;

/// <summary>
/// Who may hold the growth: the suspects of the verdicts, and what heap profiles say of every module.
/// </summary>
internal static class SuspectSection
{
    private const int MostModules = 12;

    public static void Write(ReportedRun report, PageText text, HtmlWriter to)
    {
        var suspects =
            report.Verdict?.Verdicts.SelectMany((v, i) =>
            v.Suspects.Select(s => (Verdict: v, Limit: Outcomes.Limit(report, i, v), Suspect: s))).ToList() ?? [];
        if (suspects.Count == 0 && report.Profiled is null)
            return;
        Fold.Begin(to, text, "suspects", "Suspects");
        if (suspects.Count > 0)
        {
            to.Write($"<p>{text["SuspectsHint"]}</p>\n");
            Table.Begin(to, text, "suspects", "ColumnFunction", "ColumnModule", "ColumnGrowth", "ColumnShare",
                "ColumnLimit");
            foreach (var (verdict, limit, suspect) in suspects)
                Row(verdict, limit, suspect, to);
            Table.End(to);
        }

        if (report.Profiled is { } profiled)
            Profiled(profiled, text, to);
        Fold.End(to);
    }

    private static void Row(Verdict verdict, string limit, Suspect suspect, HtmlWriter to)
    {
        var isCount = verdict.Metric == "goroutines";
        string Amount(double value) => isCount ? PageText.Number(value) : PageText.MiB(value);
        var where = suspect.Where is { } place ? HtmlLine.Of($"<br><span class=\"where\">{PageText.Name(place)}</span>") : HtmlLine.None;
        to.Write($"<tr><th scope=\"row\"><code>{PageText.Name(suspect.Function)}</code>{where}</th>"
            + $"<td>{PageText.Name(suspect.Module)}</td>");
        to.Write($"<td class=\"n\">{Amount(suspect.Bytes)} ({Amount(suspect.Low)} .. {Amount(suspect.High)})</td><td "
            + $"class=\"n\">{suspect.Share.ToString("0 %", CultureInfo.InvariantCulture)}</td><td>{PageText.Name(limit)}</td></tr>\n");
    }

    private static void Profiled(ProfiledGrowth profiled, PageText text, HtmlWriter to)
    {
        to.Write($"<h3 id=\"profiled\">{text["Profiled", profiled.Elapsed.TotalMinutes]}</h3>\n");
        Table.Begin(to, text, "profiled", "ColumnModule", "ColumnGrowth");
        foreach (var (module, bytes) in profiled.Modules.OrderByDescending(m => Math.Abs(m.Bytes)).Take(MostModules))
            to.Write($"<tr><th scope=\"row\">{PageText.Name(module)}</th><td class=\"n\">{PageText.MiB(bytes)}</td></tr>\n");
        to.Write($"<tr><th scope=\"row\">{text["Arenas"]}</th><td class=\"n\">{PageText.MiB(profiled.Arenas)}</td></tr>\n");
        Table.End(to);
    }
}
