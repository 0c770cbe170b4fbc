using WesMemGuard.Harness.Live;
using WesMemGuard.Harness.Periods;
using WesMemGuard.Harness.Runs;
using WesMemGuard.Harness.Targets;
using WesMemGuard.Harness.Tests.Live;
using WesMemGuard.Input;
using WesMemGuard.Node;
using WesMemGuard.TestNodes;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Harness.Tests.Periods;

/// <summary>A node watched for days, which pass in seconds.</summary>
internal sealed class PeriodicWatchTests
{
    private const string LiveHeap = """ { "of": "process", "metric": "liveHeap", "growthPerHour": "4 MiB" } """;

    [TestCase(NodeBehaviour.Flat, Outcome.Held)]
    [TestCase(NodeBehaviour.Leak, Outcome.Broken)]
    public async Task Each_period_is_a_run_of_its_own_and_judged(NodeBehaviour behaviour, Outcome outcome)
    {
        using var folder = new TemporaryFolder();
        await using var test = await LiveTest.StartAsync(behaviour);
        var periods = await WatchAsync(test, folder.Path, periods: 2);

        periods.Count.ShouldBe(2);
        periods.ShouldAllBe(p => p.Verdict.Verdicts[0].Outcome == outcome);
        periods.Select(p => p.Folder).Distinct().Count().ShouldBe(2);
        periods.ShouldAllBe(p => File.Exists(Path.Combine(p.Folder, "run.jsonl")));
        (periods[1].Run.Header.StartedAt - periods[0].Run.Header.StartedAt).ShouldBe(TimeSpan.FromHours(1), TimeSpan.FromSeconds(5));
        var day = periods[0].Run.Header.StartedAt.UtcDateTime.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        Directory.GetDirectories(Path.Combine(folder.Path, day)).ShouldNotBeEmpty();
    }

    [Test]
    public async Task A_stored_period_is_judged_the_same_again()
    {
        using var folder = new TemporaryFolder();
        await using var test = await LiveTest.StartAsync(NodeBehaviour.Leak);
        var period = (await WatchAsync(test, folder.Path, periods: 1)).ShouldHaveSingleItem();
        var again = RunJudge.Judge(Node.RunFolder.Read(period.Folder), LiveTest.Budget(LiveHeap), "watch", "budget.json", "x");

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

        PeriodicWatch.Forget(Plan(new Uri("http://127.0.0.1:1"), folder.Path) with { KeepDays = 2 },
            new DateTimeOffset(2026, 11, 22, 23, 0, 0, TimeSpan.Zero));

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
        new(url, LiveTest.Budget(LiveHeap), "budget.json", TimeSpan.FromHours(1), folder);
}
