using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using WesMemGuard.Fleets.Export;
using WesMemGuard.Fleets.Found;
using WesMemGuard.Runs;

namespace WesMemGuard.Fleets.Tests.Export;

/// <summary>Verdicts as points of the table of exported series, and who else uses its names.</summary>
internal sealed partial class ExportedTableTests
{
    [Test]
    public void A_verdict_is_its_outcome_its_figure_with_the_interval_and_its_budget_in_bytes()
    {
        var points = Points("""{ "limits": [ { "of": "process", "metric": "liveHeap", "growthPerHour": "4 MiB" } ] }""");

        One(points, ExportedTable.Outcome, "broken").ShouldBe(1);
        One(points, ExportedTable.Outcome, "held").ShouldBe(0);
        One(points, ExportedTable.Budget, "bytes/h").ShouldBe(4 * 1024 * 1024);
        One(points, ExportedTable.Measured, "bytes/h").ShouldBe(40 * 1024 * 1024, 1e5);
        One(points, ExportedTable.MeasuredLow, "bytes/h").ShouldBeLessThan(One(points, ExportedTable.MeasuredHigh, "bytes/h"));
        One(points, ExportedTable.Slope, "bytes/h").ShouldBe(One(points, ExportedTable.Measured, "bytes/h"));
        One(points, ExportedTable.Gone, "").ShouldBe(0);
        One(points, ExportedTable.Judged, "").ShouldBe(GrowingNode.Start + (60 * (GrowingNode.Count - 1)));
        points.ShouldAllBe(p => p.Labels[0] == "a" && p.Labels.Count == p.Series.Labels.Count);
    }

    [Test]
    public void Limits_that_differ_by_their_bound_alone_are_series_of_their_own()
    {
        var points = Points("""
            { "limits": [ { "of": "process", "metric": "liveHeap", "peak": "1 GiB" },
                          { "of": "process", "metric": "liveHeap", "peak": "2 GiB" } ] }
            """);

        points.Where(p => p.Series == ExportedTable.Budget).Select(p => p.Labels[3]).ShouldBe(["peak", "peak 2"]);
        points.GroupBy(p => (p.Series.Name, string.Join('\n', p.Labels))).ShouldAllBe(g => g.Count() == 1);
    }

    /// <summary>A panel of a name that nobody exports is empty for ever, and nobody sees why.</summary>
    [Test]
    public void The_dashboard_uses_exported_series_and_memstats_alone()
    {
        var text = File.ReadAllText(Path.Combine(RepositoryFolder.Path, "docs/grafana/wesmemguard.json"));
        using var dashboard = JsonDocument.Parse(text);
        var expressions = Expressions(dashboard.RootElement).ToList();
        expressions.Count.ShouldBeGreaterThan(8);
        var exported = ExportedTable.All.Select(s => s.Name).Concat(PrometheusFigures.Names.Where(n => n.StartsWith("go_memstats_",
            StringComparison.Ordinal))).ToHashSet(StringComparer.Ordinal);

        var used = expressions.SelectMany(e => Name().Matches(e).Select(m => m.Value)).Distinct().ToList();

        used.ShouldNotBeEmpty();
        used.Except(exported).ShouldBeEmpty();
        Labels(expressions).Except([.. ExportedTable.All.SelectMany(s => s.Labels), "instance"]).ShouldBeEmpty();
    }

    [Test]
    public void Every_exported_series_stands_on_the_page()
    {
        var page = File.ReadAllText(Path.Combine(RepositoryFolder.Path, "docs/fleets.md"));
        ExportedTable.All.Count.ShouldBeGreaterThan(10);
        foreach (var name in ExportedTable.All.Select(s => s.Name))
            page.ShouldContain($"`{name.Replace("_low", "").Replace("_high", "")}`");
    }

    private static IEnumerable<string> Labels(IEnumerable<string> expressions) => expressions
        .SelectMany(e => Matcher().Matches(e).Select(m => m.Groups[1].Value)
            .Concat(By().Matches(e).SelectMany(m => m.Groups[1].Value.Split(',', StringSplitOptions.TrimEntries)))).Distinct();

    private static IEnumerable<string> Expressions(JsonElement element)
    {
        if (element.ValueKind == JsonValueKind.Array)
            return element.EnumerateArray().SelectMany(Expressions);
        if (element.ValueKind != JsonValueKind.Object)
            return [];
        return element.EnumerateObject().SelectMany(p =>
            p.Value.ValueKind == JsonValueKind.String && p.Name is "expr" or "query" or "definition" && p.Value.GetString() != "prometheus"
                ? [p.Value.GetString()!] : Expressions(p.Value));
    }

    private static double One(IReadOnlyList<ExportedPoint> points, ExportedSeries series, string last) =>
        points.Single(p => p.Series == series && (last.Length == 0 || p.Labels[^1] == last)).Value;

    private static IReadOnlyList<ExportedPoint> Points(string budget)
    {
        var text = GrowingNode.Lines(40, (at, goal) => $"go_memstats_next_gc_bytes{{instance=\"a\"}} {goal} {at}000");
        var fleet = FoundFile.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)), "x", new Dictionary<string, string>());
        return ExportedTable.Of(GrowingNode.Judged(fleet, budget));
    }

    [GeneratedRegex(@"\b(?:wesmemguard|go|process)_[a-z_]+")]
    private static partial Regex Name();

    [GeneratedRegex(@"([a-z_]+)=~?""")]
    private static partial Regex Matcher();

    [GeneratedRegex(@"\b(?:by|on|ignoring|group_left|without) ?\(([a-z_, ]*)\)")]
    private static partial Regex By();
}
