using WesMemGuard.Measurement;
using WesMemGuard.Modules;
using WesMemGuard.Reports.Charts;
using WesMemGuard.Runs;
using WesMemGuard.Texts;

namespace WesMemGuard.Reports.Html;

/// <summary>What every module says of itself, and what it can't say.</summary>
internal static class ModuleSection
{
    public static void Write(ReportedRun report, PageText text, HtmlWriter to)
    {
        var names = ModuleCharts.ModuleNames(report.Run);
        Fold.Begin(to, text, "modules", "Modules");
        if (names.Count == 0)
        {
            to.Write($"<p>{text["ModulesNone"]}</p>\n");
            Fold.End(to);
            return;
        }

        to.Write($"<p>{text["ModulesHint"]}</p>\n");
        Table.Begin(to, text, "modules", "ColumnModule", "ColumnLayer", "ColumnObjects", "ColumnBytes", "ColumnCache",
            "ColumnQueue", "ColumnBlind");
        foreach (var name in names)
            Row(name, [.. report.Run.Memory.Select(r => Find(r.Sample, name)).OfType<ModuleSample>()], text, to);
        Table.End(to);
        Fold.End(to);
    }

    private static ModuleSample? Find(MemorySample? sample, string name)
    {
        foreach (var module in sample?.Modules ?? [])
        {
            if (module.Module == name)
                return module;
        }

        return null;
    }

    private static void Row(string name, List<ModuleSample> samples, PageText text, HtmlWriter to)
    {
        var blind = NodeModules.Find(name)?.Blind ?? [];
        var shown = blind.Count == 0 ? "-" : string.Join(", ", blind.Select(m => m.Name()));
        to.Write($"<tr><th scope=\"row\">{PageText.Name(name)}</th><td>{PageText.Name(samples[^1].Layer)}</td>"
            + $"{Cell(samples, m => m.Objects)}{Cell(samples, m => m.ApproxBytes)}{Cell(samples, m => m.CacheItems)}"
            + $"{Cell(samples, m => m.QueueLength)}<td>{shown}</td></tr>\n");
    }

    // First, most and last; one figure where it never moved.
    private static HtmlLine Cell(List<ModuleSample> samples, Func<ModuleSample, double> figure)
    {
        var values = samples.ConvertAll(m => figure(m));
        var (first, most, last) = (values[0], values.Max(), values[^1]);
        return first == most && last == most && values.Min() == most
            ? HtmlLine.Of($"<td class=\"n quiet\">{PageText.Number(last)}</td>")
            : HtmlLine.Of($"<td class=\"n\">{PageText.Number(first)} / {PageText.Number(most)} / {PageText.Number(last)}</td>");
    }
}
