using WesMemGuard.Harness.Periods;
using WesMemGuard.Harness.Runs;
using WesMemGuard.Harness.Targets;
using WesMemGuard.Harness.Tests.Live;
using WesMemGuard.Input;
using WesMemGuard.Runs;
using WesMemGuard.TestNodes;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Harness.Tests.Periods;

/// <summary>A node watched for days, which pass in seconds.</summary>
[Parallelizable(ParallelScope.All)]
internal sealed class PeriodicWatchTests
{
    private const string LiveHeap = """ { "of": "process", "metric": "liveHeap", "growthPerHour": "4 MiB" } """;

    /// <summary>Three periods of a leaking node, for all that only read them.</summary>
    private readonly TemporaryFolder _leaking = new();

    private List<WatchedPeriod> _leaks = [];

    [OneTimeSetUp]
    public async Task WatchALeak()
    {
        await using var test = await LiveTest.StartAsync(NodeBehaviour.Leak);
        _leaks = await WatchAsync(test, _leaking.Path, periods: 3);
    }

    [OneTimeTearDown]
    public void End() => _leaking.Dispose();

    [Test]
    public void Each_period_of_a_leak_is_a_run_of_its_own_and_judged() =>
        ShouldBeRuns(_leaks, 3, Outcome.Broken, _leaking);

    [Test]
    public async Task Each_period_of_a_node_that_stays_flat_is_a_run_of_its_own_and_judged()
    {
        using var folder = new TemporaryFolder();
        await using var test = await LiveTest.StartAsync(NodeBehaviour.Flat);
        ShouldBeRuns(await WatchAsync(test, folder.Path, periods: 2), 2, Outcome.Held, folder);
    }

    private static void ShouldBeRuns(List<WatchedPeriod> periods, int count, Outcome outcome, TemporaryFolder folder)
    {
        periods.Count.ShouldBe(count);
        periods.ShouldAllBe(p => p.Verdict.Verdicts[0].Outcome == outcome);
        periods.Select(p => p.Folder).Distinct().Count().ShouldBe(count);
        periods.ShouldAllBe(p => File.Exists(Path.Combine(p.Folder, "run.jsonl")));
        (periods[1].Run.Header.StartedAt - periods[0].Run.Header.StartedAt).ShouldBe(TimeSpan.FromHours(1),
            TimeSpan.FromSeconds(5));
        var day = periods[0].Run.Header.StartedAt.UtcDateTime.ToString("yyyy-MM-dd",
            System.Globalization.CultureInfo.InvariantCulture);
        Directory.GetDirectories(Path.Combine(folder.Path, day)).ShouldNotBeEmpty();
    }

    [Test]
    public async Task From_the_second_period_on_the_day_is_judged_too_and_a_new_process_begins_it_anew()
    {
        using var folder = new TemporaryFolder();
        await using var test = await LiveTest.StartAsync(new TestNodeOptions
        {
            Behaviour = NodeBehaviour.Restart,
            Strikes = TimeSpan.FromMinutes(150),
        });
        var periods = await WatchAsync(test, folder.Path, periods: 5);
        periods.Select(p => p.Spans.Count).ShouldBe([0, 1, 0, 0, 1]); // the third saw the restart
        periods[1].Spans[0].Verdict.Verdicts[0].Outcome.ShouldBe(Outcome.Held);
        (periods[1].Spans[0].Run.Phases.Single().EndedAt - periods[0].Run.Header.StartedAt)
            .ShouldBe(TimeSpan.FromHours(2), TimeSpan.FromSeconds(10));
    }

    [Test]
    public void Half_a_MiB_an_hour_in_noise_is_found_in_a_day_though_no_hour_tells()
    {
        var budget = LiveTest.Budget("""{ "of": "process", "metric": "liveHeap", "growthPerHour": "0.2 MiB" }""");
        var noise = new Random(3);
        var span = new PeriodSpan(TimeSpan.FromDays(1), TimeSpan.FromMinutes(1));
        MemoryRun? day = null;
        for (var hour = 0; hour < 24; hour++)
        {
            var run = Hour(hour, noise);
            RunJudge.Judge(run, budget, "watch", "budget.json", "x").Verdicts[0].Outcome.ShouldNotBe(Outcome.Broken);
            day = span.Take(run);
        }

        var verdict = RunJudge.Judge(day!, budget, "watch", "budget.json", "x").Verdicts[0];
        verdict.Outcome.ShouldBe(Outcome.Broken, verdict.Message.In(WesMemGuard.Texts.Language.English));
        verdict.Value!.Value.ShouldBe(0.5, 0.1);
    }

    [Test]
    public async Task Stored_periods_are_judged_together()
    {
        _leaking.Write("budget.json", $$"""{ "limits": [ {{LiveHeap}} ] }""");
        var days = Directory.GetDirectories(_leaking.Path).Order(StringComparer.Ordinal).ToList();
        days.ShouldNotBeEmpty();
        RunFolders.In(_leaking.Path, days).Count.ShouldBe(3);

        var judged =
            await new RunJudge(_leaking.Path, TimeSpan.FromMinutes(1)).JudgeTogetherAsync(days, "budget.json", default);

        var verdict = judged.Verdict.ShouldNotBeNull(judged.Error?.ToString()).Verdicts[0];
        verdict.Outcome.ShouldBe(Outcome.Broken);
        (verdict.To!.Value - verdict.From!.Value).ShouldBe(TimeSpan.FromMinutes(175), TimeSpan.FromSeconds(30));
    }

    private static MemoryRun Hour(int hour, Random noise)
    {
        var start = new DateTimeOffset(2026, 11, 22, 0, 0, 0, TimeSpan.Zero).AddHours(hour);
        var run = new MemoryRun(new RunHeader("watch", "watch", start, RunOrigin.Live, MemoryInterval: 5, MetricsInterval: 30));
        for (var second = 0; second < 3600; second += 30)
        {
            var age = (hour * 3600) + second;
            var live = (900 + (0.5 * age / 3600) + ((noise.NextDouble() - 0.5) * 3)) * ByteSize.MiB;
            run.Metrics.Add(new(start.AddSeconds(second), new MetricsSample
            {
                StartTimeSeconds = (start.AddHours(-hour - 100) - DateTimeOffset.UnixEpoch).TotalSeconds,
                GcCount = 1000 + (age / 30),
                LastGcSeconds = (start.AddSeconds(second - 1) - DateTimeOffset.UnixEpoch).TotalSeconds,
                HeapLive = live,
                HeapAlloc = live + 1e6,
                NextGc = 2 * live,
                AllocTotal = 1e9 + (1e6 * age),
                Goroutines = 100,
            }, null));
        }

        run.Phases.Add(new Phase("watch", "idle", start, start.AddHours(1), 0, 0, 0, 0, 0));
        run.Events.Add(new RunEvent(start.AddHours(1), RunEvent.End));
        return run;
    }

    [Test]
    public void A_stored_period_is_judged_the_same_again()
    {
        var period = _leaks[0];
        var again =
            RunJudge.Judge(Node.RunFolder.Read(period.Folder), LiveTest.Budget(LiveHeap), "watch", "budget.json", "x");

        again.Verdicts[0].Outcome.ShouldBe(period.Verdict.Verdicts[0].Outcome);
        again.Verdicts[0].Value.ShouldBe(period.Verdict.Verdicts[0].Value);
    }

    [Test]
    public void A_host_that_was_not_allowed_is_refused_before_a_folder_is_made()
    {
        using var folder = new TemporaryFolder();
        var plan = Plan(new Uri("http://192.0.2.1:28680"), folder.Path) with { Periods = 1 };

        Should.Throw<BadInputException>(async () => await PeriodicWatch.RunAsync(plan, LiveClock.Of(TimeProvider.System), default)
            .GetAsyncEnumerator().MoveNextAsync())
            .Message.ShouldContain("--allow-remote 192.0.2.1");
        Directory.GetDirectories(folder.Path).ShouldBeEmpty();
    }

    [Test]
    public void Days_that_are_too_old_are_forgotten_and_nothing_else()
    {
        using var folder = new TemporaryFolder();
        foreach (var name in new[] { "2026-11-01", "2026-11-20", "2026-11-21", "2026-11-22", "20261101-120000-idle", "2026-11-1", "notes" })
            Directory.CreateDirectory(Path.Combine(folder.Path, name));
        folder.Write("2026-10-01", "a file");

        (Plan(new Uri("http://127.0.0.1:1"), folder.Path) with { KeepDays = 2 })
            .Forget(new DateTimeOffset(2026, 11, 22, 23, 0, 0, TimeSpan.Zero));

        Directory.GetFileSystemEntries(folder.Path).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal)
            .ShouldBe(["2026-10-01", "2026-11-1", "2026-11-21", "2026-11-22", "20261101-120000-idle", "notes"]);
    }

    private static async Task<List<WatchedPeriod>> WatchAsync(LiveTest test, string folder, int periods)
    {
        var plan = Plan(new Uri(test.Node.Http.ToString()), folder) with
        {
            Periods = periods,
            Live = new LiveOptions
            {
                Process = new LiveTest.SteadyProcess(test.Time),
                Patience = TimeSpan.FromSeconds(30),
                FindsDiagnostics = false
            },
        };
        var seen = new List<WatchedPeriod>();
        await foreach (var period in PeriodicWatch.RunAsync(plan, new VirtualLiveClock(test.Time), default))
            seen.Add(period);
        return seen;
    }

    private static PeriodPlan Plan(Uri url, string folder) =>
        new(url, new WatchPlan(LiveTest.Budget(LiveHeap), "budget.json", TimeSpan.FromHours(1), folder));
}
