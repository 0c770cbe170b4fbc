using WesMemGuard.Baselines;
using WesMemGuard.Cli.Baselines;
using WesMemGuard.Node;
using WesMemGuard.Runs;

namespace WesMemGuard.Cli.Tests;

internal sealed class BaselineTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    private Tool _tool = null!;

    [SetUp]
    public void Begin() => _tool = new Tool();

    [TearDown]
    public void End() => _tool.Dispose();

    [Test]
    public async Task A_baseline_is_saved_added_to_and_listed()
    {
        (await _tool.RunAsync("baseline", "list")).ShouldBe(0);
        _tool.Out.ShouldContain("There is no baseline yet");

        (await _tool.RunAsync("baseline", "save", "main", Run("a", 970), Run("b", 971))).ShouldBe(0);
        (await _tool.RunAsync("baseline", "save", "main", Run("b", 971), Run("c", 972), "--commit",
            "f9f07a8")).ShouldBe(0);
        _tool.Out.ShouldContain("2 runs added to baselines/main.jsonl, which has 3 now");
        (await _tool.RunAsync("baseline", "list")).ShouldBe(0);
        _tool.Out.ShouldContain("main: 3 runs, 2026-11-22 12:05Z .. ");
    }

    [TestCase(5, 1, 0)]
    [TestCase(5, 60, 2)]
    [TestCase(8, 60, 1)]
    public async Task One_run_is_held_against_it_and_broken_against_eight_only(int stored, double more, int exitCode)
    {
        string[] runs = [.. Enumerable.Range(0, stored).Select(i => Run($"r{i}", 970 + (i % 3)))];
        await _tool.RunAsync(["baseline", "save", "main", .. runs]);

        (await _tool.RunAsync("baseline", "compare", "main", Run("new", 971 + more))).ShouldBe(exitCode, _tool.Out);
        _tool.Out.ShouldContain("liveHeap");
    }

    [Test]
    public async Task Other_metrics_are_compared_where_they_are_asked_for()
    {
        await _tool.RunAsync("baseline", "save", "main", Run("a", 970), Run("b", 971));

        (await _tool.RunAsync("baseline", "compare", "main", Run("c", 970), "--metric", "goroutines")).ShouldBe(0);
        _tool.Out.ShouldContain("115 -> 115: +0");
        (await _tool.RunAsync("baseline", "compare", "main", Run("c", 970), "--metric", "goroutine")).ShouldBe(4);
        _tool.Error.ShouldContain("no run of the baseline has \"goroutine\"; there are: ");
    }

    [TestCase("en", "ROSE with c6 (", ", after c5: +40.0 MiB (")]
    [TestCase("zh", "上升：自 c6（", "在 c5 之后：+40.0 MiB（")]
    public async Task The_commits_between_which_a_level_rose_are_told(string language, params string[] said)
    {
        for (var i = 0; i < 12; i++)
            File.AppendAllText(Baseline(), Stored(i, i < 6 ? 970 + (i % 3) : 1010 + (i % 3)));

        (await _tool.RunAsync("baseline", "history", "main", "--lang", language)).ShouldBe(1, _tool.Error);
        said.ShouldAllBe(text => _tool.Out.Contains(text));
        (await _tool.RunAsync("baseline", "history", "main", "--within", "10")).ShouldBe(0);
        _tool.Out.ShouldContain("rose, by no more than is allowed, with c6");
    }

    [Test]
    public async Task A_comparison_is_told_in_chinese()
    {
        await _tool.RunAsync("baseline", "save", "main", Run("a", 970), Run("b", 971));

        (await _tool.RunAsync("baseline", "compare", "main", Run("c", 970), "--lang", "zh")).ShouldBe(0);
        _tool.Out.ShouldContain("守住");
        _tool.Out.ShouldContain("这次运行高出基线不超过允许值");
        (await _tool.RunAsync("baseline", "compare", "other", Run("c", 970), "--lang", "zh")).ShouldBe(4);
        _tool.Error.ShouldContain("baselines/other.jsonl: 不存在；现有：main");
    }

    [Test]
    public async Task Nine_commits_have_no_history_yet()
    {
        for (var i = 0; i < 9; i++)
            File.AppendAllText(Baseline(), Stored(i, 970));

        (await _tool.RunAsync("baseline", "history", "main")).ShouldBe(2);
        _tool.Out.ShouldContain("too few commits (9): at least 10 are needed");
    }

    [TestCase("main", "baselines/main.jsonl: is not there")]
    [TestCase("../main", "is not a valid baseline name")]
    [TestCase("", "is not a valid baseline name")]
    public async Task A_baseline_that_is_not_there_is_bad_input(string name, string error)
    {
        (await _tool.RunAsync("baseline", "compare", name, Run("a", 970))).ShouldBe(4);
        _tool.Error.ShouldContain(error);
    }

    [Test]
    public async Task A_file_that_is_no_baseline_is_told_with_its_place()
    {
        _tool.Folder.Write("baselines/main.jsonl", "{\"run\":\"a\"}\n");

        (await _tool.RunAsync("baseline", "compare", "main", Run("a", 970))).ShouldBe(4);
        _tool.Error.ShouldContain("baselines/main.jsonl:1:1: \"levels\" is missing");
    }

    [TestCase("12:06..12:20", "12:20..12:40", "2 MiB", 0)]
    [TestCase("calm", "2026-11-22T12:45Z..13:00", "2 MiB", 1)]
    [TestCase("calm", "12:45..13:00Z", "200 MiB", 0)]
    [TestCase("storm", "12:45..13:00", "2 MiB", 4)]
    [TestCase("12:60..13:00", "12:45..13:00", "2 MiB", 4)]
    [TestCase("13:00..12:45", "12:45..13:00", "2 MiB", 4)]
    [TestCase("calm", "12:45..13:00", "2 MB/h", 4)]
    public async Task Two_periods_of_a_run_are_judged(string before, string after, string within, int exitCode)
    {
        var path = Run("stepped", 970, step: 50);

        (await _tool.RunAsync("baseline", "periods", path, "--before", before, "--after", after, "--within", within))
            .ShouldBe(exitCode, _tool.Out + _tool.Error);
    }

    [TestCase("baseline")]
    [TestCase("baseline", "fly")]
    [TestCase("baseline", "save", "main")]
    [TestCase("baseline", "compare", "main")]
    [TestCase("baseline", "compare", "main", "x", "--within", "much")]
    [TestCase("baseline", "periods", "x", "--before", "a", "--after", "b")]
    [TestCase("baseline", "watch")]
    public async Task Wrong_usage_is_64(params string[] args)
    {
        (await _tool.RunAsync(args)).ShouldBe(64);
        _tool.Error.ShouldContain("See: wesmemguard baseline ");
    }

    [TestCase("--every", "1 s", "--every: 1 s is too short")]
    [TestCase("--keep", "soon", "--keep: needs days")]
    [TestCase("--webhook", "http://192.0.2.1/x", "--allow-remote 192.0.2.1")]
    [TestCase("--webhook", "file:///x", "needs an http address")]
    public async Task What_can_not_be_watched_is_refused_at_once(string option, string value, string error)
    {
        _tool.Folder.Write("budget.json",
            """{ "limits": [ { "of": "process", "metric": "rss", "peak": "1 MiB" } ] }""");

        (await _tool.RunAsync("baseline", "watch", "--url", "http://127.0.0.1:1", "--budget", "budget.json", option,
            value)).ShouldBe(4);
        _tool.Error.ShouldContain(error);
    }

    // A run of an hour with a collection each minute, which may step up in its middle.
    private string Baseline()
    {
        var folder = Directory.CreateDirectory(Path.Combine(_tool.Folder.Path, "baselines"));
        return Path.Combine(folder.FullName, "main.jsonl");
    }

    private static string Stored(int number, double live)
    {
        var day = FormattableString.Invariant($"2026-11-{number + 1:00}");
        return $"{{\"run\":\"r{number}\",\"from\":\"{day}T12:00:00Z\",\"to\":\"{day}T13:00:00Z\",\"commit\":\"c{number}\","
            + $"\"levels\":{{\"liveHeap\":{live * 1048576}}}}}\n";
    }

    [Test]
    public async Task Sixteen_that_add_to_one_baseline_lose_no_run()
    {
        var runs = Enumerable.Range(0, 16).Select(i => Run($"r{i}", 970 + i)).ToList();

        await Task.WhenAll(runs.Select(run => Task.Run(async () =>
            (await new BaselineFolder(_tool.Folder.Path).AddAsync("main",
                [new RunLevels(run, Start, Start.AddHours(1), new Dictionary<string, double> { ["liveHeap"] = 1 })], default))
                .ShouldBeInRange(1, 16))));

        new BaselineFolder(_tool.Folder.Path).Read("main").Select(r => r.Run).ShouldBe(runs, ignoreOrder: true);
    }

    private string Run(string name, double live, double step = 0)
    {
        using var run =
            RunFolder.Create(Path.Combine(_tool.Folder.Path, "runs"),
                new RunHeader(name, name, Start, RunOrigin.Live, "heuristic", 60));
        for (var i = 0; i <= 60; i++)
        {
            var (at, bytes) = (Start.AddMinutes(i), (live + (i > 42 ? step : 0) + (i % 5 * 0.05)) * ByteSize.MiB);
            run.Recorder.Add(new Reading<CollectedHeapSample>(at, new CollectedHeapSample(bytes, i, i * 1e6, at),
                null));
            run.Recorder.Add(new Reading<MemorySample>(at,
                new MemorySample(9e7 + i, bytes + i, bytes + 1e6, i, 115, []), null));
        }

        run.Recorder.Add(new Phase("calm", "idle", Start.AddMinutes(6), Start.AddMinutes(40), 0, 0, 0, 0, 0));
        run.Recorder.Add(new RunEvent(Start.AddMinutes(60), RunEvent.End, null));
        return "runs/" + name;
    }
}
