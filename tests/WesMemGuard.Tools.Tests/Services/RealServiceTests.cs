namespace WesMemGuard.Tools.Tests.Services;

/// <summary>
/// etcd and Prometheus as an operator meets them: started, checked, loaded for half a minute, judged.
/// </summary>
[Parallelizable(ParallelScope.Children)]
internal sealed class RealServiceTests
{
    [Test]
    public async Task A_budget_on_etcd_breaks_when_clients_keep_their_leases()
    {
        using var etcd = await RealService.EtcdAsync();
        using var folder = new TemporaryFolder();
        folder.Write("leases/scenario.json", $$"""
            { "node": { "url": "{{etcd.Url}}" }, "interval": "2 s", "metricsInterval": "2 s", "liveHeapInterval": "2 s",
              "phases": [
                { "phase": "warm", "kind": "idle", "for": "5 s" },
                { "phase": "leases", "kind": "custom", "rate": 150, "for": "40 s", "httpMethod": "POST", "path": "/v3/lease/grant",
                  "body": "{\"TTL\":3600}" } ] }
            """);
        folder.Write("leases/budget.json", """
            { "warmUp": "5 s", "limits": [
                { "of": "process", "metric": "liveHeap", "phase": "leases", "growthPer": { "unit": "request", "max": "100 B" } },
                { "of": "process", "metric": "liveHeap", "peak": "256 MiB" },
                { "of": "process", "metric": "goroutines", "peak": 500 } ] }
            """);

        var run = await ToolRun.OfAsync(folder.Path, "run", "leases");

        run.Code.ShouldBe(1, run.ToString());
        run.Out.ShouldContain("1 broken", Case.Sensitive, run.ToString());
    }

    [Test]
    public async Task A_budget_on_Prometheus_holds_while_it_is_queried()
    {
        using var prometheus = await RealService.PrometheusAsync();
        using var folder = new TemporaryFolder();
        folder.Write("queries/scenario.json", $$"""
            { "node": { "url": "{{prometheus.Url}}" }, "interval": "2 s", "metricsInterval": "2 s",
              "phases": [ { "phase": "queries", "kind": "custom", "rate": 50, "for": "30 s", "httpMethod": "GET",
                "path": "/api/v1/query?query=up" } ] }
            """);
        folder.Write("queries/budget.json", """
            { "warmUp": "5 s", "limits": [
                { "of": "process", "metric": "liveHeap", "peak": "256 MiB" },
                { "of": "process", "metric": "rss", "peak": "1 GiB" },
                { "of": "process", "metric": "goroutines", "peak": 500 } ] }
            """);

        var run = await ToolRun.OfAsync(folder.Path, "run", "queries");

        run.Code.ShouldBe(0, run.ToString());
    }
}
