using WesMemGuard.Harness.Live;
using WesMemGuard.Harness.Runs;
using WesMemGuard.Harness.Suites;
using WesMemGuard.Harness.Tests.Live;
using WesMemGuard.Node;
using WesMemGuard.Reasons;
using WesMemGuard.Runs;

namespace WesMemGuard.Harness.Tests.Runs;

/// <summary>What is said before a run of how long it will take.</summary>
internal sealed class ForecastsTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    private TemporaryFolder _folder = null!;

    [SetUp]
    public void Begin() => _folder = new TemporaryFolder();

    [TearDown]
    public void End() => _folder.Dispose();

    [Test]
    public void Without_an_earlier_run_nothing_is_forecast() =>
        Said(TimeSpan.FromHours(1)).ShouldHaveSingleItem().Id.ShouldBe("forecast.unknown");

    [Test]
    public void The_last_run_of_the_scenario_tells_and_what_is_too_long_is_called_so()
    {
        Store("20261122-120000-idle");

        var said = Said(TimeSpan.FromHours(6)).ShouldHaveSingleItem();
        said.Id.ShouldBe("forecast.takes");
        said.ToString().ShouldContain("run=20261122-120000-idle");
        Said(TimeSpan.FromMinutes(1)).ShouldHaveSingleItem().Id.ShouldBe("forecast.tooLong");
        DecisionWatch.EndOf(TimeSpan.FromSeconds(20)).ShouldBe(TimeSpan.FromMinutes(3)); // looked at after two, and it must stand
        DecisionWatch.EndOf(TimeSpan.FromMinutes(20)).ShouldBe(TimeSpan.FromMinutes(30));
    }

    [Test]
    public void A_run_that_cant_be_read_is_passed_over()
    {
        Store("20261122-120000-idle");
        _folder.Write("runs/20261122-130000-idle/run.jsonl", "nothing of a run");

        Said(TimeSpan.FromHours(6)).ShouldHaveSingleItem().Id.ShouldBe("forecast.takes");
    }

    [Test]
    public void Runs_of_other_scenarios_whose_names_begin_or_end_alike_tell_nothing()
    {
        Store("20261122-120000-idle-long", "idle-long");
        Store("20261122-130000-holds-idle", "holds-idle");

        Said(TimeSpan.FromHours(6)).ShouldHaveSingleItem().Id.ShouldBe("forecast.unknown");
        Store("20261122-110000-idle-127.0.0.1-28680");
        Said(TimeSpan.FromHours(6)).ShouldHaveSingleItem().ToString().ShouldContain("run=20261122-110000-idle-127.0.0.1-28680");
    }

    private List<Reason> Said(TimeSpan allowed)
    {
        var said = new List<Reason>();
        Forecasts.Say(new ScenarioFolder(Path.Combine(_folder.Path, "idle"), "idle"), LiveTest.Budget("""
            { "of": "process", "metric": "liveHeap", "growthPerHour": "4 MiB" }, { "of": "process", "metric": "rss", "peak": "2 GiB" }
            """), Path.Combine(_folder.Path, "runs"), allowed, said.Add);
        return said;
    }

    /// <summary>Forty minutes with a collection each half minute.</summary>
    private void Store(string id, string scenario = "idle")
    {
        using var run = RunFolder.Create(Path.Combine(_folder.Path, "runs"),
            new RunHeader(id, scenario, Start, RunOrigin.Live, MemoryInterval: 30, MetricsInterval: 30));
        var noise = new Random(5);
        for (var second = 0; second < 2400; second += 30)
        {
            var live = (900 + noise.NextDouble()) * ByteSize.MiB;
            run.Recorder.Add(new Reading<MetricsSample>(Start.AddSeconds(second), new MetricsSample
            {
                StartTimeSeconds = (Start.AddDays(-1) - DateTimeOffset.UnixEpoch).TotalSeconds,
                GcCount = 100 + (second / 30),
                LastGcSeconds = (Start.AddSeconds(second - 1) - DateTimeOffset.UnixEpoch).TotalSeconds,
                HeapLive = live,
                HeapAlloc = live + 1e6,
                NextGc = 2 * live,
                AllocTotal = 1e9 + (1e6 * second),
            }, null));
        }

        run.Recorder.Add(new RunEvent(Start.AddSeconds(2400), RunEvent.End));
    }
}
