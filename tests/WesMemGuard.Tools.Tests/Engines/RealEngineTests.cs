using System.Text.Json;
using System.Text.RegularExpressions;
using WesMemGuard.Tools.Tests.Services;

namespace WesMemGuard.Tools.Tests.Engines;

/// <summary>
/// Artillery as a scenario calls it: what its report says was sent is held against what the service counted itself.
/// (Debian's JMeter 2.13 loads no script beside Debian's XStream 1.4.20, not even its own templates; a report of it is
/// read in the harness's tests.)
/// </summary>
[Parallelizable(ParallelScope.Children)]
internal sealed partial class RealEngineTests
{
    private static readonly HttpClient Client = new();

    [Test]
    public async Task What_Artillery_sent_is_what_the_service_counted()
    {
        using var prometheus = await RealService.PrometheusAsync();
        using var folder = Suite(prometheus.Url);

        var run = await ToolRun.OfAsync(folder.Path, "run", "queries");

        run.Code.ShouldBe(0, run.ToString());
        var load = await LoadAsync(folder);
        var sent = load.GetProperty("sent").GetInt64();
        sent.ShouldBeGreaterThan(100);
        load.GetProperty("ok").GetInt64().ShouldBe(sent);
        (await QueriesAsync(prometheus.Url)).ShouldBe(sent);
        load.GetProperty("latency").GetProperty("p50").GetDouble().ShouldBeInRange(0.01, 5000);
    }

    [Test]
    public async Task A_limit_is_not_held_when_all_that_Artillery_sent_was_refused()
    {
        using var prometheus = await RealService.PrometheusAsync();
        using var folder = Suite(prometheus.Url);
        var path = System.IO.Path.Combine(folder.Path, "queries", "queries.yml");
        await File.WriteAllTextAsync(path,
            (await File.ReadAllTextAsync(path)).Replace("/api/v1/query", "/api/v1/nothing", StringComparison.Ordinal));

        var run = await ToolRun.OfAsync(folder.Path, "run", "queries");

        run.Code.ShouldBe(2, run.ToString());
        var load = await LoadAsync(folder);
        load.GetProperty("ok").GetInt64().ShouldBe(0);
        load.GetProperty("failed").GetInt64().ShouldBe(load.GetProperty("sent").GetInt64());
    }

    private static TemporaryFolder Suite(string url)
    {
        var folder = new TemporaryFolder();
        folder.Write("queries/scenario.json", $$"""
            { "node": { "url": "{{url}}" }, "interval": "2 s", "metricsInterval": "2 s",
              "phases": [ { "phase": "queries", "kind": "engine", "engine": "artillery", "script": "queries.yml", "for": "25 s" } ] }
            """);
        folder.Write("queries/budget.json", """
            { "warmUp": "2 s", "limits": [ { "of": "process", "metric": "goroutines", "phase": "queries", "peak": 2000 } ] }
            """);
        folder.Write("queries/queries.yml",
            File.ReadAllText(System.IO.Path.Combine(AppContext.BaseDirectory, "Engines", "queries.yml")));
        return folder;
    }

    /// <summary>The load of the only phase, as the run's file tells it.</summary>
    private static async Task<JsonElement> LoadAsync(TemporaryFolder folder)
    {
        var run = Directory.GetDirectories(System.IO.Path.Combine(folder.Path, "runs")).ShouldHaveSingleItem();
        var judged = await ToolRun.OfAsync(folder.Path, "judge", run, "--budget", "queries/budget.json", "--json");
        using var json = JsonDocument.Parse(judged.Out);
        return json.RootElement.GetProperty("loads").EnumerateArray().ShouldHaveSingleItem().Clone();
    }

    private static async Task<long> QueriesAsync(string url)
    {
        var page = await Client.GetStringAsync(new Uri(url + "/metrics"));
        return Counted().Matches(page).Sum(m => long.Parse(m.Groups[1].ValueSpan, System.Globalization.CultureInfo.InvariantCulture));
    }

    [GeneratedRegex("""^prometheus_http_requests_total\{[^}]*handler="/api/v1/query"[^}]*\} (\d+)$""", RegexOptions.Multiline)]
    private static partial Regex Counted();
}
