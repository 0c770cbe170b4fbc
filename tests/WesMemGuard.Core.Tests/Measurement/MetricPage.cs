using System.Text;
using WesMemGuard.Measurement;
using WesMemGuard.Modules;
using WesMemGuard.Tests;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Core.Tests.Measurement;

/// <summary>The page of metrics, made of the table.</summary>
internal static class MetricPage
{
    public static string Path =>
        System.IO.Path.Combine(RepositoryFolder.Path, "src/WesMemGuard.Core/Budgets/README.md");

    public static string Text()
    {
        var page = new StringBuilder();
        page.Append("# Metrics\n\nWhat a limit can be set on. This page is made of the table in `Metrics.cs` and the "
            + "sources in `MetricFigures.cs`; a test holds it, and\n");
        page.Append("`APPROVE_METRICS=1` writes it anew. Sizes are bytes, a source is read when no source before it "
            + "was ever heard of in the run.\n\n");
        page.Append("本页由 `Metrics.cs` 中的表和 `MetricFigures.cs` 中的来源生成。\n");
        Section(page, "Of the process", MetricOf.Process);
        Section(page, "Of a module", MetricOf.Module);
        return page.ToString();
    }

    private static void Section(StringBuilder page, string title, MetricOf whose)
    {
        page.Append("\n## ").Append(title).Append("\n\n| metric | what it is | 含义 | formula | sources, in order | read as |");
        page.Append(whose == MetricOf.Module ? " blind |\n" : "\n").Append("| --- | --- | --- | --- | --- | --- |")
            .Append(whose == MetricOf.Module ? " --- |\n" : "\n");
        foreach (var row in Metrics.Of(whose))
        {
            page.Append($"| `{row.Name}` | {row.English}{Error(row.Error)} | {row.Chinese}{row.ErrorInChinese} | "
                + $"{row.Formula} | {Sources(row)} | {Noise(row)} |");
            page.Append(whose == MetricOf.Module
                ? $" {(NodeModules.BlindTo(row.Metric) is { Count: > 0 } blind ? string.Join(", ", blind) : "–")} |\n" : "\n");
        }
    }

    private static string Error(string? error) => error is null ? "" : " " + error;

    private static string Sources(MetricRow row)
    {
        if (row.Metric == Metric.LiveHeap)
            return "collections asked for, `/metrics`, floors of heap_alloc";
        var figures = MetricFigures.Of(row.Metric);
        return figures.Count == 0 ? "heap profiles" : string.Join(", ", figures.Select(f => f.SourceName));
    }

    private static string Noise(MetricRow row) => (row.Unit == MetricUnit.Bytes ? "size" : "count") + row.Noise switch
    {
        MetricNoise.Garbage => ", floors",
        MetricNoise.PerCollection => ", one a collection",
        MetricNoise.Sampled => ", with its sampling error",
        _ => "",
    };
}
