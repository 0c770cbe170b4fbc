using WesMemGuard.Reasons;
using WesMemGuard.Runs;
using WesMemGuard.Texts;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Core.Tests.Verdicts.Gates;

internal sealed class IdentityGateTests
{
    private static readonly DateTimeOffset Moment = SyntheticRun.At(20);

    [TestCaseSource(typeof(Judged), nameof(Judged.Growths))]
    public void Growth_across_a_restart_is_inconclusive(string limit) =>
        RunFaults.Restarted(SyntheticRun.Flat.Build(), Moment).By(limit).ShouldBe(Outcome.Inconclusive,
            "the process changed");

    [TestCase(Judged.RssPeak)]
    [TestCase(Judged.PoolPeak)]
    public void A_peak_across_a_restart_is_inconclusive(string limit) =>
        RunFaults.Restarted(SyntheticRun.Flat.Build(), Moment).By(limit).ShouldBe(Outcome.Inconclusive,
            "the process changed");

    [Test]
    public void A_peak_that_was_seen_stays_broken_across_a_restart() =>
        RunFaults.Restarted(SyntheticRun.Flat.Build(), Moment).By("""
            { "of": "process", "metric": "rss", "peak": "1 MiB" }
            """).Outcome.ShouldBe(Outcome.Broken);

    [Test]
    public void A_fall_of_num_gc_alone_is_a_restart()
    {
        var run = (SyntheticRun.Flat with { WithMetrics = false, WithProcess = false }).Build();

        RunFaults.Restarted(run, Moment).By(Judged.GoroutineSlope).ShouldBe(Outcome.Inconclusive, "num_gc fell from");
    }

    [Test]
    public void A_changed_start_time_alone_is_a_restart()
    {
        var run = SyntheticRun.Flat.Build();
        Change(run.Metrics, s => s with { StartTimeSeconds = s.StartTimeSeconds + 600 });

        run.By(Judged.LiveHeapSlope).ShouldBe(Outcome.Inconclusive, "process_start_time_seconds changed from");
    }

    [Test]
    public void A_changed_pid_alone_is_a_restart()
    {
        var run = SyntheticRun.Flat.Build();
        Change(run.Process, s => s with { Pid = 4712 });

        run.By(Judged.LiveHeapSlope).ShouldBe(Outcome.Inconclusive, "the process id changed from 4711 to 4712");
    }

    [Test]
    public void Another_chain_id_is_another_node()
    {
        var run = SyntheticRun.Flat.Build();
        run.Chain.Add(new Reading<ChainSample>(SyntheticRun.At(1), new ChainSample("0x2711"), null));
        run.Chain.Add(new Reading<ChainSample>(SyntheticRun.At(12), new ChainSample("0x2711"), null));
        run.By(Judged.LiveHeapSlope).Outcome.ShouldBe(Outcome.Held);

        run.Chain.Add(new Reading<ChainSample>(SyntheticRun.At(22), new ChainSample("0x2712"), null));
        run.By(Judged.LiveHeapSlope).ShouldBe(Outcome.Inconclusive, "the chain id changed from 0x2711 to 0x2712");
    }

    [Test]
    public void Another_chain_id_cannot_write_to_the_terminal()
    {
        var run = SyntheticRun.Flat.Build();
        run.Chain.Add(new Reading<ChainSample>(SyntheticRun.At(1), new ChainSample("0x1"), null));
        run.Chain.Add(new Reading<ChainSample>(SyntheticRun.At(12), new ChainSample("\u001b[2J\u202e\nheld"), null));

        var verdict = run.By(Judged.LiveHeapSlope);

        verdict.Reason.In(Language.English).ShouldContain("\\u001B[2J\\u202E\\u000Aheld");
        verdict.Message.In(Language.English).ShouldNotContain("\u001b");
    }

    [Test]
    public void A_diagnostics_port_of_the_first_node_is_seen_by_its_count_of_collections()
    {
        var run = SyntheticRun.Flat.Build();
        for (var minute = 0; minute < 40; minute++)
            run.Diagnostics.Add(new Reading<DiagnosticsSample>(SyntheticRun.At(minute),
                new DiagnosticsSample(900, 1800, 300 + minute, 115), null));

        run.By(Judged.LiveHeapSlope).ShouldBe(Outcome.Inconclusive, "two processes answer");
    }

    [Test]
    public void A_memory_endpoint_of_another_node_is_seen_by_its_count_of_collections()
    {
        var run = SyntheticRun.Flat.Build();
        Change(run.Memory, s => s with { NumGc = s.NumGc + 40 }, fromMinute: 0);

        run.By(Judged.PoolReturns).ShouldBe(Outcome.Inconclusive, "two processes answer");
    }

    [Test]
    public void A_memory_endpoint_of_a_younger_node_is_seen_by_its_count_of_collections()
    {
        var run = (SyntheticRun.Flat with { Minutes = 60 }).Build();
        Change(run.Memory, s => s with { NumGc = 1 }, fromMinute: 0);

        run.By(Judged.GoroutineSlope).ShouldBe(Outcome.Inconclusive, "two processes answer");
    }

    [Test]
    public void Counts_that_fit_are_one_process()
    {
        var run = (SyntheticRun.Flat with { WithCollections = true }).Build();

        run.By(Judged.PoolReturns).Outcome.ShouldBe(Outcome.Held);
        run.By(Judged.LiveHeapSlope).Outcome.ShouldBe(Outcome.Held);
    }

    [Test]
    public void The_second_half_of_another_process_behind_the_first_is_inconclusive()
    {
        var other = (SyntheticRun.Flat with { Minutes = 90 }).Build();

        foreach (var limit in Judged.Growths)
            RunFaults.Spliced(SyntheticRun.Flat.Build(), Younger(other), Source.All).By(limit).Outcome.ShouldBe(Outcome.Inconclusive);
    }

    [Test]
    public void A_restart_during_warm_up_still_makes_growth_over_the_whole_inconclusive() =>
        RunFaults.Restarted(SyntheticRun.Flat.Build(), SyntheticRun.At(3)).By(Judged.LiveHeapSlope)
            .ShouldBe(Outcome.Inconclusive, "the process changed");

    [Test]
    public void A_phase_before_the_restart_is_judged()
    {
        var run = RunFaults.Restarted((SyntheticRun.Flat with { WithCollections = true }).Build(), SyntheticRun.At(30));

        run.By("""{ "of": "process", "metric": "liveHeap", "growthPerHour": "4 MiB", "phase": "load" }""").Outcome.ShouldBe(Outcome.Held);
    }

    [Test]
    public void A_phase_after_the_restart_is_judged_after_the_new_processs_warm_up()
    {
        var run = RunFaults.Restarted((SyntheticRun.Flat with { WithCollections = true }).Build(), SyntheticRun.At(23));

        var verdict =
            run.By("""{ "of": "process", "metric": "liveHeap", "growthPerHour": "4 MiB", "phase": "settle" }""");

        verdict.Outcome.ShouldBe(Outcome.Held);
        verdict.From!.Value.ShouldBe(SyntheticRun.At(28), TimeSpan.FromSeconds(35));
    }

    private static MemoryRun Younger(MemoryRun run)
    {
        Change(run.Memory, s => s with { NumGc = s.NumGc + 3 }, fromMinute: 0);
        Change(run.Metrics, s => s with { GcCount = s.GcCount + 3, StartTimeSeconds = s.StartTimeSeconds - 777 },
            fromMinute: 0);
        Change(run.Process, s => s with { Pid = 99 }, fromMinute: 0);
        return run;
    }

    private static void Change<T>(List<Reading<T>> readings, Func<T, T> change, double fromMinute = 20) where T : class
    {
        for (var i = 0; i < readings.Count; i++)
        {
            if (readings[i].At >= SyntheticRun.At(fromMinute))
                readings[i] = readings[i] with { Sample = change(readings[i].Sample!) };
        }
    }
}
