using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using WesMemGuard.Cli.Exporting;
using WesMemGuard.Fleets.Export;
using WesMemGuard.Input;

namespace WesMemGuard.Cli.Tests;

/// <summary>Verdicts as metrics: written, served, sent; and rules of a budget.</summary>
internal sealed class ExportTests
{
    private const string Growth = "of=\"process\",metric=\"liveHeap\",limit=\"growthPerHour\",phase=\"\"";

    private static readonly HttpClient Client = new();

    private Tool _tool = null!;

    [SetUp]
    public void Begin()
    {
        _tool = new Tool();
        _tool.Folder.Write("budget.json", """{ "limits": [ { "of": "process", "metric": "liveHeap", "growthPerHour": "4 MiB" } ] }""");
        _tool.Folder.Write("two.prom", TwoNodes.Prom);
    }

    [TearDown]
    public void End() => _tool.Dispose();

    [Test]
    public async Task Verdicts_are_written_as_OpenMetrics_with_a_series_a_node_and_limit()
    {
        (await _tool.RunAsync("export", "two.prom", "--budget", "budget.json")).ShouldBe(1, _tool.Error);

        _tool.Lines[^1].ShouldBe("# EOF");
        _tool.Out.ShouldContain("# TYPE wesmemguard_limit_outcome gauge\n");
        _tool.Out.ShouldContain($"wesmemguard_limit_outcome{{node=\"n1\",{Growth},outcome=\"broken\"}} 1");
        _tool.Out.ShouldContain($"wesmemguard_limit_budget{{node=\"n0\",{Growth},unit=\"bytes/h\"}} 4194304");
    }

    [Test]
    public async Task A_file_takes_the_page_and_an_inventory_names_the_nodes()
    {
        _tool.Folder.Write("fleet.json", """
            { "nodes": [ { "name": "first", "url": "http://n0:1" }, { "name": "n1", "url": "http://x:1" },
                         { "name": "absent", "url": "http://y:1" } ] }
            """);
        _tool.Folder.Write("one.prom", File.ReadAllText(Path.Combine(_tool.Folder.Path, "two.prom")).Replace("\"n0\"", "\"n0:1\""));

        (await _tool.RunAsync("export", "one.prom", "--budget", "budget.json", "--fleet", "fleet.json", "--out", "page.prom")).ShouldBe(1);

        var page = File.ReadAllText(Path.Combine(_tool.Folder.Path, "page.prom"));
        page.ShouldContain($"{{node=\"first\",{Growth},outcome=\"inconclusive\"}} 1");
        page.ShouldContain($"{{node=\"absent\",{Growth},outcome=\"notMeasured\"}} 1");
        page.ShouldNotContain("n0:1");
    }

    [Test]
    public async Task A_collector_gets_the_same_by_OTLP_and_one_that_is_down_is_said()
    {
        using var collector = new WebReceiver();
        (await _tool.RunAsync("export", "two.prom", "--budget", "budget.json", "--otlp", collector.Address)).ShouldBe(1, _tool.Error);

        var request = collector.Asked.ShouldHaveSingleItem();
        request.ShouldStartWith("POST /v1/metrics ");
        request.ShouldContain("application/x-protobuf");
        foreach (var series in ExportedTable.All.Where(s => s != ExportedTable.Since))
            request.ShouldContain(series.Name);
        request.ShouldContain("growthPerHour");
        _tool.Error.ShouldContain(" values sent to " + collector.Address);
        _tool.Out.ShouldBeEmpty();

        (await _tool.RunAsync("export", "two.prom", "--budget", "budget.json", "--otlp", "http://127.0.0.1:1")).ShouldBe(74);
        _tool.Error.ShouldContain("http://127.0.0.1:1 took no metrics");
    }

    [Test]
    public async Task What_enters_a_collector_comes_from_the_environment_and_is_never_shown()
    {
        using var collector = new WebReceiver();
        _tool.Environment["WESMEMGUARD_OTLP_TOKEN"] = "t0ken9f8e7d6c5b4a";
        _tool.Environment["WESMEMGUARD_OTLP_HEADERS"] = "X-Scope-OrgID: ten4nt8a7b6c5d";

        await _tool.RunAsync("export", "two.prom", "--budget", "budget.json", "--otlp", collector.Address);

        var request = collector.Asked.ShouldHaveSingleItem();
        request.ShouldContain("Authorization: Bearer t0ken9f8e7d6c5b4a");
        request.ShouldContain("X-Scope-OrgID: ten4nt8a7b6c5d");
        await _tool.RunAsync("export", "two.prom", "--budget", "budget.json", "--otlp", "http://127.0.0.1:1/ten4nt8a7b6c5d");
        _tool.Error.ShouldContain("took no metrics");
        foreach (var secret in new[] { "t0ken9f8e7d6c5b4a", "ten4nt8a7b6c5d" })
            (_tool.Out + _tool.Error).ShouldNotContain(secret);
    }

    [Test]
    public async Task A_page_shows_the_last_points_alone_and_is_on_this_machine()
    {
        var page = new VerdictPage(_tool.Around);
        page.Show([new(ExportedTable.Gone, ["a"], 1), new(ExportedTable.Gone, ["b"], 0)]);
        using var server = MetricsServer.Start("0", page.Registry);
        server.Url.Host.ShouldBe("127.0.0.1");
        (await PageAsync(server.Url)).ShouldContain("wesmemguard_node_gone{node=\"b\"} 0");

        page.Show([new(ExportedTable.Gone, ["a\"\n"], 0)]);

        var text = await PageAsync(server.Url);
        text.ShouldContain("wesmemguard_node_gone{node=\"a\\\"\\n\"} 0");
        text.ShouldNotContain("node=\"b\"");
        text.ShouldEndWith("# EOF\n");
    }

    [Test]
    public void An_address_that_is_none_or_is_taken_is_bad_input()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);
        var page = new VerdictPage(_tool.Around);

        foreach (var (given, id) in new[] { (port, "exporting.notServed"), ("70000", "exporting.noServed"),
            ("0.0.0.0", "exporting.noServed"), ("example.org:1", "exporting.noServed") })
        {
            Should.Throw<BadInputException>(() => MetricsServer.Start(given, page.Registry).Dispose())
                .Problems.ShouldHaveSingleItem().Reason!.Id.ShouldBe(id, given);
        }
    }

    [Test]
    public async Task Rules_are_written_and_what_has_none_is_said()
    {
        _tool.Folder.Write("mixed.json", """
            { "limits": [ { "of": "process", "metric": "rss", "peak": "4 GiB" },
                          { "of": "mempool.txpool", "metric": "objects", "peak": 10 } ] }
            """);
        (await _tool.RunAsync("rules", "mixed.json", "--select", "up{job=\"wes\"}", "--verdicts")).ShouldBe(0, _tool.Error);

        _tool.Error.ShouldBe("no rule for mempool.txpool objects peak <= 10: pages of /metrics tell the process alone\n");
        _tool.Out.ShouldContain("record: wesmemguard:rss:peak\n");
        _tool.Out.ShouldContain("wesmemguard_limit_outcome{outcome=\"broken\"} == 1");
    }

    [Test]
    public async Task A_budget_of_modules_alone_makes_no_rules()
    {
        _tool.Folder.Write("modules.json", """{ "limits": [ { "of": "mempool.txpool", "metric": "objects", "peak": 10 } ] }""");
        (await _tool.RunAsync("rules", "modules.json")).ShouldBe(4);

        _tool.Error.ShouldContain("modules.json: has no limit that Prometheus could watch");
        _tool.Out.ShouldBeEmpty();
    }

    private static async Task<string> PageAsync(Uri url)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        request.Headers.Accept.Add(MediaTypeWithQualityHeaderValue.Parse("application/openmetrics-text; version=1.0.0"));
        using var answer = await Client.SendAsync(request);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        return Encoding.UTF8.GetString(await answer.Content.ReadAsByteArrayAsync());
    }
}
