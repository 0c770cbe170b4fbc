using WesMemGuard.Diagnosis;
using WesMemGuard.Measurement;
using WesMemGuard.Reasons;
using WesMemGuard.Runs;
using WesMemGuard.Texts;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Core.Tests.Verdicts.Gates;

/// <summary>
/// A node that dies keeps no budget; one that was only found running and is gone leaves everything open.
/// </summary>
internal sealed class DeathTests
{
    private static readonly DateTimeOffset Last = SyntheticRun.At(40);

    [Test]
    public void A_started_node_that_died_breaks_every_limit_of_the_process_and_takes_held_from_modules()
    {
        var run = Started(new RunEvent(Last.AddSeconds(-4), RunEvent.Died) { Code = 137 });

        var verdict = Judged.All(run, "5 min", Judged.RssPeak, Judged.GoroutineSlope, Judged.PoolPeak);

        verdict.ExitCode.ShouldBe(ExitCodes.Broken);
        verdict.Verdicts.Select(v => v.Outcome).ShouldBe([Outcome.Broken, Outcome.Broken, Outcome.Inconclusive]);
        verdict.Verdicts[0].ShouldBe(Outcome.Broken, "the node died at 12:39:56Z: killed (exit code 137)");
        verdict.Verdicts[0].Reason.In(Language.English).ShouldContain("after its start; rss was ");
        verdict.Verdicts[0].Message.In(Language.English).ShouldContain("but the node died");
    }

    [Test]
    public void What_did_not_grow_before_a_death_has_not_grown_and_what_grew_has()
    {
        var death = new RunEvent(Last.AddSeconds(-4), RunEvent.Died) { Code = 2 };
        var leaking = SyntheticRun.Leaking(48).Build();
        leaking.Events.AddRange(Started(death).Events);

        foreach (var metric in new[] { Metric.LiveHeap, Metric.Goroutines, Metric.Threads, Metric.Native })
            Growth(Started(death), metric).Grows.ShouldBeFalse(metric.ToString());
        Growth(leaking, Metric.LiveHeap).Grows.ShouldBeTrue();

        static JudgedGrowth Growth(MemoryRun run, Metric metric) =>
            JudgedGrowth.Of(run, metric, 4 * ByteSize.MiB, TimeSpan.FromMinutes(5));
    }

    [Test]
    public void Without_a_limit_on_the_process_a_death_is_exit_5() =>
        Judged.All(Started(new RunEvent(Last,
            RunEvent.Died)
        { Code = 2 }), "5 min", Judged.PoolPeak).ExitCode.ShouldBe(ExitCodes.NoNode);

    [TestCase(137, "killed (exit code 137)")]
    [TestCase(-9, "killed (exit code -9)")]
    [TestCase(139, "ended by signal 11 (exit code 139)")]
    [TestCase(-15, "ended by signal 15 (exit code -15)")]
    [TestCase(2, "it exited with code 2")]
    [TestCase(null, "its exit code is unknown")]
    public void An_exit_code_is_said_as_the_system_means_it(int? code, string said) =>
        Started(new RunEvent(Last, RunEvent.Died) { Code = code }).By(Judged.RssPeak).ShouldBe(Outcome.Broken, said);

    [TestCase("kill9")]
    [TestCase("term")]
    public void An_exit_that_was_asked_for_is_no_death(string asked)
    {
        var run = Started(new RunEvent(Last, asked), new RunEvent(Last, "exited") { Code = 0 });

        run.By(Judged.RssPeak).Outcome.ShouldBe(Outcome.Held);
    }

    [Test]
    public void An_exit_after_the_end_of_the_run_is_no_death() =>
        Started(new RunEvent(Last, RunEvent.End), new RunEvent(Last, "exited") { Code = 0 })
            .By(Judged.RssPeak).Outcome.ShouldBe(Outcome.Held);

    [Test]
    public void A_death_before_a_start_is_over() =>
        Started(new RunEvent(SyntheticRun.At(1), "exited") { Code = 1 }, new RunEvent(SyntheticRun.At(2), "started"))
            .By(Judged.RssPeak).Outcome.ShouldBe(Outcome.Held);

    [Test]
    public void A_node_that_was_killed_ten_seconds_before_the_end_is_gone_and_nothing_is_held()
    {
        var run =
            RunFaults.Failed(SyntheticRun.Flat.Build(), Source.All, at => at > Last.AddSeconds(-10), MissKind.Refused);

        var verdict = Judged.All(run, "5 min", Judged.RssPeak, Judged.LiveHeapSlope, Judged.GoroutineSlope);

        verdict.ExitCode.ShouldBe(ExitCodes.NoNode);
        verdict.Verdicts.ShouldAllBe(v => v.Outcome == Outcome.Inconclusive
            && v.Reason.In(Language.English).StartsWith("the node is gone at the end"));
    }

    [Test]
    public void One_refused_request_at_the_end_with_an_answer_after_it_is_nothing()
    {
        var run = RunFaults.Failed(SyntheticRun.Flat.Build(), Source.Metrics, at => at > Last.AddSeconds(-1),
            MissKind.Refused);
        run.Blocks.Add(new Reading<BlockSample>(Last.AddSeconds(1), new BlockSample(7), null));

        Judged.All(run, "5 min", Judged.RssPeak).ExitCode.ShouldBe(ExitCodes.Held);
    }

    [Test]
    public void A_look_after_the_last_phase_that_finds_nobody_settles_it()
    {
        var run = SyntheticRun.Flat.Build();
        run.Memory.Add(new Reading<MemorySample>(Last.AddSeconds(1), null,
            new Miss(MissKind.Refused, "connection refused"), "end"));

        Judged.All(run, "5 min", Judged.RssPeak).NodeGone.ShouldNotBeNull();
    }

    /// <summary>A Go service has nothing but its page: the process is there, and nobody answers.</summary>
    [TestCase(false, 1, false)]
    [TestCase(false, 2, true)]
    [TestCase(true, 1, true)]
    public void A_service_of_one_source_that_hangs_after_the_last_phase_is_gone(bool stands, int looks, bool gone)
    {
        var run = SyntheticRun.Flat.Build();
        run.Memory.Clear();
        run.Blocks.Clear();
        run.Chain.Clear();
        if (stands)
            run.Events.Add(new RunEvent(Last, RunEvent.Stopped));
        // One look that is late, with a page after it that came in time, is no end.
        for (var i = 0; i < looks; i++)
            run.Metrics.Add(new Reading<MetricsSample>(Last.AddSeconds(1 + i), null,
                new Miss(MissKind.TimedOut, "timed out"), "end"));
        if (!stands && !gone)
            run.Metrics.Add(run.Metrics[^2] with { At = Last.AddSeconds(9), Mark = "end" });

        var verdict = Judged.All(run, "5 min", Judged.RssPeak, Judged.GoroutineSlope);

        (verdict.NodeGone is not null).ShouldBe(gone);
        if (gone)
            verdict.Verdicts.ShouldAllBe(v => v.Outcome == Outcome.Inconclusive
                && v.Reason.Id == (stands ? "end.stopped" : "end.gone"));
        else
            verdict.Verdicts[0].Outcome.ShouldBe(Outcome.Held);
    }

    [Test]
    public void A_source_that_gave_nothing_in_its_last_two_intervals_is_inconclusive()
    {
        var run = SyntheticRun.Flat.Build();

        RunFaults.Failed(run, Source.Process, at => at > Last.AddSeconds(-15)).By(Judged.RssPeak)
            .ShouldBe(Outcome.Inconclusive, "/proc gave nothing in the last ");
        RunFaults.Removed(run, Source.Process, at => at > Last.AddSeconds(-35)).By(Judged.RssPeak)
            .ShouldBe(Outcome.Inconclusive, "/proc gave nothing in the last ");
        RunFaults.Failed(run, Source.Process, at => at > Last.AddSeconds(-5)).By(Judged.RssPeak).Outcome.ShouldBe(Outcome.Held);
    }

    private static MemoryRun Started(params RunEvent[] events)
    {
        var run = SyntheticRun.Flat.Build();
        run.Events.Add(new RunEvent(SyntheticRun.Start, "started", "pid 7"));
        run.Events.AddRange(events);
        return run;
    }
}
