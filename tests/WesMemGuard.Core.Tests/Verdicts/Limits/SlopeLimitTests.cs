using WesMemGuard.Reasons;
using WesMemGuard.Runs;
using WesMemGuard.Texts;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Core.Tests.Verdicts.Limits;

internal sealed class SlopeLimitTests
{
    [Test]
    public void Warm_up_is_cut()
    {
        var run = (SyntheticRun.Flat with { Live = h => (800 + (h * 60 < 5 ? h * 600 : 50)) * ByteSize.MiB }).Build();

        run.By(Judged.LiveHeapSlope).Outcome.ShouldBe(Outcome.Held);
        run.By(Judged.LiveHeapSlope).From.ShouldBe(SyntheticRun.At(5).AddSeconds(0.1));
    }

    [Test]
    public void Nothing_left_after_warm_up_is_inconclusive() =>
        SyntheticRun.Flat.Build().By(Judged.LiveHeapSlope, "2 h").ShouldBe(Outcome.Inconclusive,
            "nothing is left after 2 h of warm-up");

    [Test]
    public void Too_few_collections_are_inconclusive_and_say_how_much_longer() =>
        (SyntheticRun.Flat with { Minutes = 11, Phases = [] }).Build().By(Judged.LiveHeapSlope)
            .ShouldBe(Outcome.Inconclusive, "points are too few; run at least");

    [Test]
    public void A_heap_that_stopped_growing_says_so()
    {
        var run = (SyntheticRun.Flat with { Minutes = 90, Phases = [], Live = h => (800 + Math.Min(40, h * 120)) * ByteSize.MiB }).Build();

        var verdict = run.By(Judged.LiveHeapSlope);

        verdict.Outcome.ShouldBe(Outcome.Held, verdict.Message.In(Language.English));
        verdict.Message.In(Language.English).ShouldContain("growth stopped");
    }

    [Test]
    public void A_clear_breach_stays_broken_whatever_limits_stand_beside_it()
    {
        // Five collections in perfect order are worth 1/120, which is more than the 1/600 that six limits leave; but
        // their scatter is small.
        var run = Six(_ => 0);
        run.By(Judged.LiveHeapSlope).Outcome.ShouldBe(Outcome.Broken,
            run.By(Judged.LiveHeapSlope).Message.In(Language.English));

        Shared(run).ShouldAllBe(v => v.Outcome == Outcome.Broken && v.Low > 4 && v.Confidence > 0.98);
    }

    [Test]
    public void Many_limits_share_the_error_and_the_message_says_what_one_alone_would_be()
    {
        // In perfect order still, but scattered.
        var run = Six(hours => (int)(hours * 30) % 2 == 0 ? 0.3 : -0.3);
        run.By(Judged.LiveHeapSlope).Outcome.ShouldBe(Outcome.Broken,
            run.By(Judged.LiveHeapSlope).Message.In(Language.English));

        var verdicts = Shared(run);

        verdicts.ShouldAllBe(v => v.Outcome == Outcome.Inconclusive);
        verdicts.ShouldAllBe(v => v.Notices.Select(n => n.In(Language.English))
            .Contains("6 intervals of this run share an error of 1 % (Holm); alone this limit would be broken"));
    }

    private static MemoryRun Six(Func<double, double> scatter) => (SyntheticRun.Flat with
    {
        Minutes = 15.2,
        Live = h => (800 + (24 * h) + scatter(h)) * ByteSize.MiB,
        Phases = [.. "abcdef".Select(c => SyntheticRun.Idle($"{c}", 5, 15.2))],
    }).Build();

    private static IReadOnlyList<Verdict> Shared(MemoryRun run) =>
        Judged.All(run, "5 min", [.. "abcdef".Select(c => Judged.LiveHeapSlope.Replace(" }", $", \"phase\": \"{c}\" }}"))]).Verdicts;

    [Test]
    public void Evidence_gc_that_nobody_asked_for_is_not_measured_and_names_the_key()
    {
        var verdict = SyntheticRun.Flat.Build().By(With("gc"));

        verdict.ShouldBe(Outcome.NotMeasured, "node.host.diagnostics_enabled");
    }

    [Test]
    public void Evidence_gc_from_a_port_that_refuses_names_the_key()
    {
        var run = RunFaults.Failed((SyntheticRun.Flat with { WithCollections = true })
            .Build(), Source.Collected, _ => true, MissKind.Refused);

        run.By(With("gc")).ShouldBe(Outcome.NotMeasured, "node.host.diagnostics_enabled");
        run.By(Judged.LiveHeapSlope).Evidence.ShouldBe("next_gc");
    }

    [TestCase("nextGc", "next_gc")]
    [TestCase("floors", "floors")]
    [TestCase("gc", "gc=1")]
    public void The_evidence_that_is_asked_for_is_read(string evidence, string name) =>
        (SyntheticRun.Flat with { WithCollections = true }).Build().By(With(evidence)).Evidence.ShouldBe(name);

    [Test]
    public void Without_metrics_floors_are_read_and_the_verdict_says_why()
    {
        var verdict = (SyntheticRun.Flat with { WithMetrics = false }).Build().By(Judged.LiveHeapSlope);

        verdict.Evidence.ShouldBe("floors");
        verdict.Notices.Select(n => n.In(Language.English)).ShouldContain("floors of heap_alloc are used instead: no /metrics in this run");
    }

    [Test]
    public void A_collector_that_is_off_is_never_held_and_the_message_says_why()
    {
        var run = SyntheticRun.Flat.Build();
        Change(run.Metrics, s => s with { NextGc = 1.8e19, GoGcPercent = 1e10 });

        var verdict = run.By(Judged.LiveHeapSlope);

        verdict.ShouldBe(Outcome.Inconclusive, "the collector is off");
        verdict.Reason.In(Language.English).ShouldContain("gc=1");
        run.By(Judged.HeapReturns).Outcome.ShouldBe(Outcome.Inconclusive);
    }

    [Test]
    public void A_collector_that_stopped_running_is_stale()
    {
        var run = SyntheticRun.Flat.Build();
        var at = run.Metrics.FindIndex(r => r.At > SyntheticRun.At(30));
        var last = run.Metrics[at].Sample!;
        Change(run.Metrics, s => s.GcCount > last.GcCount
            ? s with { GcCount = last.GcCount, NextGc = last.NextGc, LastGcSeconds = last.LastGcSeconds } : s);
        Change(run.Memory, s => s with { NumGc = Math.Min(s.NumGc, last.GcCount!.Value) });

        run.By(Judged.LiveHeapSlope).ShouldBe(Outcome.Inconclusive, "next_gc is stale");
    }

    [Test]
    public void Stacks_that_grow_too_may_explain_it()
    {
        var run = SyntheticRun.Leaking(6).Build();
        Change(run.Metrics, s => s with { StackInuse = 2e6 + ((s.LastGcSeconds!.Value - SyntheticRun.Start.ToUnixTimeSeconds()) * 3000) });

        run.By(Judged.LiveHeapSlope).ShouldBe(Outcome.Inconclusive, "stacks grow by");
    }

    private static string With(string evidence) => $$"""
        { "of": "process", "metric": "liveHeap", "growthPerHour": "4 MiB", "evidence": "{{evidence}}" }
        """;

    [TestCase(4, Outcome.Broken)]
    [TestCase(13, Outcome.Broken)]
    [TestCase(16, Outcome.Inconclusive)]
    [TestCase(30, Outcome.Inconclusive)]
    public void What_stacks_may_explain_is_no_breach(double stacksPerHour, Outcome outcome)
    {
        // Half of the stacks' growth lies in what next_gc says of the heap; the limit is one that half of 24 MiB/h would keep.
        var run = SyntheticRun.Leaking(24).Build();
        Change(run.Metrics, (s, at) => s with { StackInuse = 2e6 + (stacksPerHour * ByteSize.MiB * (at - SyntheticRun.Start).TotalHours) });

        var verdict = run.By("""{ "of": "process", "metric": "liveHeap", "growthPerHour": "17 MiB" }""");

        verdict.Outcome.ShouldBe(outcome, verdict.Message.In(Language.English));
        if (stacksPerHour == 30)
            verdict.Reason.In(Language.English)
                .ShouldContain("between 9.0 MiB/h and 24.0 MiB/h, which spans the limit: stacks grow by 30.0 MiB/h too");
    }

    [Test]
    public void Stacks_do_not_excuse_a_growth_that_is_above_the_limit_without_them()
    {
        var run = SyntheticRun.Leaking(24).Build();
        Change(run.Metrics,
            (s, at) => s with { StackInuse = 2e6 + (20 * ByteSize.MiB * (at - SyntheticRun.Start).TotalHours) });

        run.By(Judged.LiveHeapSlope).Outcome.ShouldBe(Outcome.Broken);
    }

    [Test]
    public void A_window_that_warm_up_takes_says_by_how_much_the_run_is_too_short() =>
        SyntheticRun.Flat.Build().By(Judged.LiveHeapSlope, "1 h").Reason.In(Language.English)
            .ShouldBe("nothing is left after 1 h of warm-up; run at least 30 min longer");

    private static void Change<T>(List<Reading<T>> readings, Func<T, T> change) where T : class =>
        Change(readings, (sample, _) => change(sample));

    private static void Change<T>(List<Reading<T>> readings, Func<T, DateTimeOffset, T> change) where T : class
    {
        for (var i = 0; i < readings.Count; i++)
            readings[i] = readings[i] with { Sample = change(readings[i].Sample!, readings[i].At) };
    }
}
