using WesMemGuard.Harness.Tests.Live;
using WesMemGuard.TestNodes;

namespace WesMemGuard.Cli.Tests;

/// <summary>The verb without a terminal, over real sockets in virtual time.</summary>
internal sealed class WatchTests
{
    private const string Budget = """
        { "warmUp": "1 min", "limits": [
            { "of": "process", "metric": "liveHeap", "growthPerHour": "4 MiB" },
            { "of": "process", "metric": "goroutines", "phase": "load", "peak": 1000 } ] }
        """;

    private Tool _tool = null!;

    [SetUp]
    public void Begin() => _tool = new Tool();

    [TearDown]
    public void End() => _tool.Dispose();

    [TestCase(NodeBehaviour.Garbage, 0, "held")]
    [TestCase(NodeBehaviour.LeakInGarbage, 1, "broken")]
    public async Task A_watched_node_is_a_line_an_interval_and_a_run_that_judges_the_same(NodeBehaviour behaviour, int exitCode,
        string outcome)
    {
        await using var node = await StartAsync(behaviour);
        _tool.Folder.Write("budget.json", Budget);
        _tool.Keys = "....m";

        (await WatchAsync(node, "--for", "15 min", "--interval", "30 s", "--budget", "budget.json", "--phase", "warm", "--phase", "load"))
            .ShouldBe(exitCode);

        var lines = _tool.Lines.Where(l => l.StartsWith("2026-11-22 12:", StringComparison.Ordinal)).ToArray();
        lines.Length.ShouldBe(30);
        lines[0].ShouldStartWith("2026-11-22 12:00:30Z  warm  liveHeap 97");
        lines[^1].ShouldStartWith("2026-11-22 12:15:00Z  load  liveHeap ");
        lines[^1].ShouldContain(" MiB/h (");
        lines[^1].ShouldContain($" {outcome}");
        var run = Directory.GetDirectories(Path.Combine(_tool.Folder.Path, "runs")).ShouldHaveSingleItem();
        var kept = _tool.Lines.Single(l => l.StartsWith("kept in runs/", StringComparison.Ordinal));
        kept.ShouldBe(
            $"kept in runs/{Path.GetFileName(run)}; judge it: wesmemguard judge runs/{Path.GetFileName(run)} --budget budget.json");
        var told = RowsOf(_tool.Lines.SkipWhile(l => l != kept));
        told.ShouldNotBeEmpty();

        using var judging = new Tool();
        (await judging.RunAsync("judge", run, "--budget", Path.Combine(_tool.Folder.Path, "budget.json"))).ShouldBe(exitCode);
        RowsOf(judging.Lines).ShouldBe(told);
        judging.Out.ShouldContain($" {outcome} ");
    }

    /// <summary>The table's rows without the run's name, however wide its columns are.</summary>
    private static string[] RowsOf(IEnumerable<string> lines) => lines
        .Where(l => l.Contains("growthPerHour", StringComparison.Ordinal) || l.Contains(" peak in ", StringComparison.Ordinal))
        .Where(l => l.Contains("  held  ", StringComparison.Ordinal) || l.Contains("  broken  ", StringComparison.Ordinal))
        .Select(l => string.Join(' ', l.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .SkipWhile(w => w is not ("liveHeap" or "goroutines")))).ToArray();

    [Test]
    public async Task Q_stops_and_phases_without_a_name_are_marks()
    {
        await using var node = await StartAsync(NodeBehaviour.Flat);
        _tool.Keys = "m.m.q";

        (await WatchAsync(node)).ShouldBe(0);

        var phases = _tool.Lines.Where(l => l.StartsWith("2026", StringComparison.Ordinal)).Select(l => l.Split("  ")[1]);
        phases.ShouldBe(["watch", "mark1", "mark1", "mark2", "mark2"]);
        var run = Node.RunFolder.Read(Directory.GetDirectories(Path.Combine(_tool.Folder.Path, "runs")).ShouldHaveSingleItem());
        run.Phases.Select(p => p.Name).ShouldBe(["watch", "mark1", "mark2"]);
        run.Phases[1].StartedAt.ShouldBe(run.Phases[0].EndedAt);
        run.Events[^1].Name.ShouldBe("end");
    }

    [Test]
    public async Task A_node_that_goes_away_is_said_to_be_gone_and_asked_on()
    {
        var node = await StartAsync(NodeBehaviour.Flat);
        var seen = 0;
        _tool.OnKey = () =>
        {
            if (++seen == 4)
                node.DisposeAsync().AsTask().Wait();
        };
        (await WatchAsync(node, "--for", "1 min", "--interval", "5 s")).ShouldBe(0);

        var lines = _tool.Lines.Where(l => l.StartsWith("2026", StringComparison.Ordinal)).ToArray();
        lines.Length.ShouldBe(12);
        lines[3].ShouldContain("goroutines 116");
        lines[^1].ShouldContain("  GONE for 00:00:");
    }

    [Test]
    public async Task A_node_that_never_answered_exits_with_5()
    {
        var node = await StartAsync(NodeBehaviour.Flat);
        await node.DisposeAsync();

        (await WatchAsync(node, "--for", "20 s")).ShouldBe(5);
    }

    [Test]
    public async Task A_screen_is_drawn_where_there_is_one()
    {
        await using var node = await StartAsync(NodeBehaviour.Flat);
        _tool.Screen = () => (80, 24);

        (await WatchAsync(node, "--for", "3 min")).ShouldBe(0);

        _tool.Lines.ShouldNotContain(l => l.StartsWith("2026", StringComparison.Ordinal));
        _tool.Out.ShouldContain("kept in runs/");
    }

    [Test]
    public async Task A_watched_node_is_served_as_metrics_while_it_is_watched()
    {
        await using var node = await StartAsync(NodeBehaviour.LeakInGarbage);
        _tool.Folder.Write("budget.json", """
            { "warmUp": "1 min", "limits": [ { "of": "process", "metric": "liveHeap", "growthPerHour": "4 MiB" } ] }
            """);
        using var http = new HttpClient();
        var (looks, page) = (0, "");
        _tool.OnKey = () =>
        {
            if (++looks == 29)
                page = http.GetStringAsync(new Uri(_tool.Error.Split("metrics: ")[1].Split('\n')[0])).GetAwaiter().GetResult();
        };

        (await WatchAsync(node, "--for", "15 min", "--interval", "30 s", "--budget", "budget.json", "--serve", "0"))
            .ShouldBe(1, _tool.Error);

        page.ShouldContain($"wesmemguard_limit_outcome{{node=\"{node.Http.Authority}\",of=\"process\",metric=\"liveHeap\","
            + "limit=\"growthPerHour\",phase=\"\",outcome=\"broken\"} 1");
        page.ShouldContain($"wesmemguard_slope_per_hour{{node=\"{node.Http.Authority}\",metric=\"goroutines\",unit=\"count/h\"}} ");
    }

    [TestCase("watch", "here")]
    [TestCase("watch", "--for", "30")]
    [TestCase("watch", "--interval", "0.1 s")]
    [TestCase("watch", "--phase")]
    [TestCase("watch", "--bugdet", "b.json")]
    public async Task Wrong_usage_exits_with_64(params string[] args)
    {
        (await _tool.RunAsync(args)).ShouldBe(64);
        _tool.Error.ShouldContain("See: wesmemguard watch --help");
    }

    [TestCase("--url", "ftp://x")]
    [TestCase("--budget", "gone.json")]
    public async Task Bad_input_exits_with_4_before_anything_is_written(params string[] args)
    {
        (await _tool.RunAsync(["watch", .. args])).ShouldBe(4);
        Directory.Exists(Path.Combine(_tool.Folder.Path, "runs")).ShouldBeFalse();
    }

    private Task<TestNode> StartAsync(NodeBehaviour behaviour)
    {
        var time = new VirtualTime();
        _tool.Clock = new VirtualLiveClock(time);
        return TestNode.StartAsync(new TestNodeOptions
        {
            Behaviour = behaviour,
            Time = time,
            StartedAt = time.GetUtcNow() - TimeSpan.FromMinutes(10)
        });
    }

    /// <summary>One moment of the same virtual clock, one folder of runs.</summary>
    [Test]
    public async Task Watches_that_begin_in_the_same_second_are_two_runs()
    {
        await using var node = await StartAsync(NodeBehaviour.Garbage);
        foreach (var _ in new int[2])
        {
            var time = new VirtualTime();
            _tool.Clock = new VirtualLiveClock(time);
            (await WatchAsync(node, "--for", "2 min", "--interval", "30 s")).ShouldBeOneOf(0, 2);
        }

        var runs = Directory.GetDirectories(Path.Combine(_tool.Folder.Path, "runs")).Order(StringComparer.Ordinal).ToArray();
        runs.Length.ShouldBe(2, _tool.Error);
        runs[1].ShouldBe(runs[0] + "-2");
        runs.ShouldAllBe(r => File.ReadAllLines(Path.Combine(r, "run.jsonl")).Length > 5);
    }

    private Task<int> WatchAsync(TestNode node, params string[] more) =>
        _tool.RunAsync(["watch", "--url", node.Http.GetLeftPart(UriPartial.Authority), .. more]);
}
