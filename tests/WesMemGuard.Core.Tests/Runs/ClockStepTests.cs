using WesMemGuard.Core.Tests.Verdicts;
using WesMemGuard.Measurement;
using WesMemGuard.Runs;
using WesMemGuard.Texts;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Core.Tests.Runs;

/// <summary>
/// A clock that is set during a run moves what the node says of its own times; it is no restart and hides no time.
/// </summary>
internal sealed class ClockStepTests
{
    [TestCase(150)]
    [TestCase(-150)]
    public void What_a_node_says_after_its_clock_was_set_is_judged_as_before(double seconds)
    {
        var plain = SyntheticRun.Leaking(48).Build();
        var stepped = Stepped(plain, seconds, told: true);

        var (expected, found) = (plain.By(Judged.LiveHeapSlope), stepped.By(Judged.LiveHeapSlope));

        found.Outcome.ShouldBe(Outcome.Broken, found.Message.In(Language.English));
        found.Value!.Value.ShouldBe(expected.Value!.Value, 0.01);
        found.Samples.ShouldBe(expected.Samples);
    }

    [Test]
    public void A_start_that_moved_without_a_step_is_another_process() =>
        Stepped(SyntheticRun.Flat.Build(), 150, told: false).By(Judged.LiveHeapSlope).ShouldBe(Outcome.Inconclusive,
            "the process changed");

    [TestCase(double.PositiveInfinity)]
    [TestCase(-1e300)]
    [TestCase(double.NaN)]
    public void A_step_of_more_than_any_clock_can_tell_is_none(double seconds)
    {
        var run = SyntheticRun.Leaking(48).Build();
        run.Events.Add(new RunEvent(SyntheticRun.At(20), RunEvent.ClockStep) { Seconds = seconds });

        run.Events[^1].Seconds.ShouldBeNull();
        run.By(Judged.LiveHeapSlope).Outcome.ShouldBe(Outcome.Broken);
    }

    [Test]
    public void Many_large_steps_move_nothing_out_of_time()
    {
        var (plain, run) = (SyntheticRun.Leaking(48).Build(), SyntheticRun.Leaking(48).Build());
        run.Events.AddRange(Enumerable.Range(1, 400).Select(i => new RunEvent(SyntheticRun.At(20).AddSeconds(i), RunEvent.ClockStep)
        {
            Seconds = 1e9,
        }));

        var (expected, found) = (plain.By(Judged.LiveHeapSlope), run.By(Judged.LiveHeapSlope));
        found.Outcome.ShouldBe(Outcome.Broken, found.Message.In(Language.English));
        found.Value.ShouldBe(expected.Value);
        found.Samples.ShouldBe(expected.Samples);
        var collections = new MetricValues(run).Of(Metric.LiveHeap);
        collections.Count.ShouldBeGreaterThan(20);
        // The first was before the run; none is after it.
        collections.Select(c => c.At).ShouldBe(new MetricValues(plain).Of(Metric.LiveHeap).Select(c => c.At));
        collections[^1].At.ShouldBeLessThanOrEqualTo(run.Metrics[^1].At);
    }

    [TestCase(150)]
    [TestCase(-150)]
    public void Charts_and_analyses_show_the_collections_of_such_a_run_where_they_were(double seconds)
    {
        var plain = SyntheticRun.Leaking(48).Build();
        var values = new MetricValues(Stepped(plain, seconds, told: true)).Of(Metric.LiveHeap);

        values.Count.ShouldBeGreaterThan(20);
        values.Select(v => (v.At.ToUnixTimeMilliseconds(), v.Value))
            .ShouldBe(new MetricValues(plain).Of(Metric.LiveHeap).Select(v => (v.At.ToUnixTimeMilliseconds(), v.Value)));
    }

    private static MemoryRun Stepped(MemoryRun plain, double seconds, bool told)
    {
        var step = SyntheticRun.At(20);
        var run = new MemoryRun(plain.Header);
        run.Memory.AddRange(plain.Memory);
        run.Process.AddRange(plain.Process);
        run.Metrics.AddRange(plain.Metrics.Select(r => r.At < step ? r : r with
        {
            Sample = r.Sample! with
            {
                StartTimeSeconds = r.Sample.StartTimeSeconds + seconds,
                LastGcSeconds = r.Sample.CollectedAt < step ? r.Sample.LastGcSeconds : r.Sample.LastGcSeconds + seconds,
            },
        }));
        if (told)
            run.Events.Add(new RunEvent(step, RunEvent.ClockStep) { Seconds = seconds });
        return run;
    }
}
