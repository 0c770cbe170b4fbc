using WesMemGuard.Harness.Tests.Live;
using WesMemGuard.TestNodes;

namespace WesMemGuard.Cli.Tests;

/// <summary><c>baseline watch --fleet</c>, over real sockets in virtual time; and what one node and many have in common.</summary>
internal sealed class FleetWatchVerbTests
{
    private readonly VirtualTime _time = new();
    private Tool _tool = null!;

    [SetUp]
    public void Begin()
    {
        _tool = new Tool { Clock = new VirtualLiveClock(_time) };
        _tool.Folder.Write("budget.json", """{ "limits": [ { "of": "process", "metric": "liveHeap", "growthPerHour": "4 MiB" } ] }""");
    }

    [TearDown]
    public void End() => _tool.Dispose();

    [Test]
    public async Task Runs_reports_and_alerts_call_nodes_by_the_names_of_the_inventory()
    {
        using var receiver = new WebReceiver();
        await using var leaking = await StartAsync(NodeBehaviour.Leak);
        await using var flat = await StartAsync(NodeBehaviour.Flat);
        _tool.Folder.Write("fleet.json", $$"""
            { "labels": { "region": "cn" },
              "nodes": [ { "name": "shanghai-1", "url": "{{leaking.Http}}" }, { "name": "shanghai-2", "url": "{{flat.Http}}" } ] }
            """);

        (await _tool.RunAsync("baseline", "watch", "--fleet", "fleet.json", "--budget", "budget.json", "--every", "30 min",
            "--periods", "1", "--keep-size", "1 GB", "--alert", receiver.Address, "--alert-format", "slack", "--serve", "0"))
            .ShouldBe(1, _tool.Error);

        receiver.Asked.ShouldHaveSingleItem().ShouldContain("shanghai-1");
        _tool.Error.ShouldContain("2 of 2 nodes answered at the end; kept: ");
        _tool.Out.ShouldContain("liveHeap in scenario \"shanghai-1\" should grow by at most 4.0 MiB/h");
        var period = Directory.GetDirectories(Path.Combine(_tool.Folder.Path, "runs/2026-11-22")).ShouldHaveSingleItem();
        Directory.GetFiles(period).Select(Path.GetFileName)
            .ShouldBe(["report.html", "series.prom.gz", "verdicts.jsonl"], ignoreOrder: true);
        File.ReadAllText(Path.Combine(period, "report-nodes/001-shanghai-1.html")).ShouldContain("region=&quot;cn&quot;");
        File.ReadAllText(Path.Combine(period, "verdicts.jsonl")).ShouldContain("\"node\":\"shanghai-2\"");

        using var again = new Tool();
        (await again.RunAsync("judge", Path.Combine(period, "series.prom.gz"), "--budget", Path.Combine(_tool.Folder.Path, "budget.json")))
            .ShouldBe(1, again.Error);
    }

    /// <summary>A service that calls its figures otherwise: what <c>--map</c> says of them is read and judged.</summary>
    [Test]
    public async Task Pages_of_any_service_are_read_by_the_names_that_are_mapped()
    {
        using var service = new AskedServer((_, round) => "HTTP/1.1 200 X\r\nConnection: close\r\n\r\n"
            + $"my_goal {(400L << 20) + (round * (1L << 20))}\nmy_start 1000\n");
        _tool.Folder.Write("fleet.json", $$"""{ "nodes": [ { "name": "theirs", "url": "{{service.Url}}" } ] }""");
        string[] watch = ["baseline", "watch", "--fleet", "fleet.json", "--budget", "budget.json", "--every", "30 min", "--periods", "1"];

        (await _tool.RunAsync(watch)).ShouldBe(3, _tool.Error);
        string[] mapped = ["--map", "go_memstats_next_gc_bytes=my_goal", "--map", "process_start_time_seconds=my_start"];
        (await _tool.RunAsync([.. watch, .. mapped])).ShouldBe(1, _tool.Error);

        _tool.Out.ShouldContain("liveHeap in scenario \"theirs\" should grow by at most 4.0 MiB/h");
    }

    [Test]
    public async Task One_node_is_told_by_the_same_alerts()
    {
        using var receiver = new WebReceiver();
        await using var leaking = await StartAsync(NodeBehaviour.Leak);

        (await _tool.RunAsync("baseline", "watch", "--url", leaking.Http.AbsoluteUri, "--budget", "budget.json", "--every", "30 min",
            "--periods", "1", "--alert", receiver.Address, "--alert-format", "slack")).ShouldBe(1, _tool.Error);

        receiver.Asked.ShouldHaveSingleItem().ShouldContain(leaking.Http.Authority);
    }

    [TestCase("--url", "http://127.0.0.1:1", "--fleet: watches many nodes")]
    [TestCase("--webhook", "http://127.0.0.1:1", "--fleet: watches many nodes")]
    [TestCase("--interval", "2h", "--interval: needs at least a second, and no more than a period")]
    [TestCase("--keep-size", "much", "--keep-size: \"much\" is no size")]
    [TestCase("--last", "soon", "--last: ")]
    [TestCase("--map", "next_gc", "--map: ")]
    [TestCase("--map", "no_such=x", "--map: ")]
    public async Task What_does_not_fit_a_fleet_is_bad_input(string option, string value, string said)
    {
        _tool.Folder.Write("fleet.json", """{ "nodes": [ { "name": "a", "url": "http://127.0.0.1:1" } ] }""");

        (await _tool.RunAsync("baseline", "watch", "--fleet", "fleet.json", "--budget", "budget.json", option, value)).ShouldBe(4);

        _tool.Error.ShouldContain(said);
    }

    private Task<TestNode> StartAsync(NodeBehaviour behaviour) => TestNode.StartAsync(new TestNodeOptions
    {
        Behaviour = behaviour,
        Time = _time,
        StartedAt = _time.GetUtcNow() - TimeSpan.FromMinutes(10),
    });
}
