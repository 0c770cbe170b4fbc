using WesMemGuard.Reasons;
using WesMemGuard.Runs;
using WesMemGuard.Texts;
using WesMemGuard.Verdicts;
using WesMemGuard.Verdicts.Gates;
using WesMemGuard.Verdicts.Observations;

namespace WesMemGuard.Core.Tests.Verdicts.Observations;

internal sealed class RunBreakTests
{
    private static readonly RunBreak Restart =
        new(SyntheticRun.At(20), SyntheticRun.At(21), GateReasons.Went(SourceReasons.Pid(), 1, 2));

    [TestCase(10, 30, true)]
    [TestCase(30, 10, true)]
    [TestCase(21, 30, true)]
    [TestCase(10, 20, true)]
    [TestCase(20, 10, true)]
    [TestCase(30, 21, true)]
    [TestCase(20.5, 20.5, true)]
    [TestCase(21.1, 30, false)]
    [TestCase(30, 21.1, false)]
    [TestCase(10, 19.9, false)]
    [TestCase(19.9, 10, false)]
    public void A_break_parts_two_moments_it_lies_between(double one, double other, bool parts) =>
        Restart.Parts(SyntheticRun.At(one), SyntheticRun.At(other)).ShouldBe(parts);

    [TestCase(10, 30, true)]
    [TestCase(21, 30, true)]
    [TestCase(21.1, 30, false)]
    [TestCase(10, 20, true)]
    [TestCase(10, 20.1, true)]
    [TestCase(10, 19.9, false)]
    public void A_window_is_hit_from_the_last_reading_before_to_the_first_after(double from, double to, bool hit) =>
        (IdentityGate.Check([Restart],
            new Window(SyntheticRun.At(from), SyntheticRun.At(to))) is not null).ShouldBe(hit);

    [Test]
    public void What_a_source_saw_over_a_minute_after_the_window_is_not_the_windows()
    {
        var late = Restart with { At = SyntheticRun.At(31) };

        IdentityGate.Check([late], new Window(SyntheticRun.At(10), SyntheticRun.At(30))).ShouldNotBeNull();
        IdentityGate.Check([late], new Window(SyntheticRun.At(10), SyntheticRun.At(29.9))).ShouldBeNull();
    }

    [TestCase(1.5, "the process changed: ")]
    [TestCase(1.6, "the process changed 2 times: ")]
    public void Breaks_within_a_minute_and_a_half_are_one(double apart, string reason) =>
        IdentityGate.Check([Restart, Restart with { At = Restart.At.AddMinutes(apart) }],
            new Window(SyntheticRun.At(10), SyntheticRun.At(30)))!.Reason.In(Language.English).ShouldStartWith(reason);

    [Test]
    public void Two_processes_that_both_answer_are_no_replaced_one() =>
        IdentityGate.Check([Restart with { Replaced = false, What = GateReasons.TwoProcesses("/metrics", 2, "gc=1", 3) }],
            new Window(SyntheticRun.At(10), SyntheticRun.At(30)))!
            .Reason.In(Language.English).ShouldBe("two processes answer: /metrics counts 2 collections, gc=1 3 at 12:21:00Z");

    [TestCase("/api/v1/system/memory num_gc fell from 9 to 2")]
    [TestCase("go_gc_duration_seconds_count fell from 9 to 2")]
    [TestCase("go_memstats_alloc_bytes_total fell from 9 to 2")]
    [TestCase("gc=1 NumGC fell from 9 to 2")]
    [TestCase("/debug/memory/json num_gc fell from 9 to 2")]
    public void Each_counter_that_falls_alone_is_a_restart(string what)
    {
        var run = SyntheticRun.Empty;
        (double Minute, double Count)[] counts = [(1, 8), (2, 9), (3, 2), (4, 3)];
        foreach (var (minute, count) in counts)
        {
            var at = SyntheticRun.At(minute);
            if (what.StartsWith("/api", StringComparison.Ordinal))
                run.Memory.Add(new Reading<MemorySample>(at, new MemorySample(1, 1, 1, count, 1, []), null));
            else if (what.StartsWith("go_gc", StringComparison.Ordinal))
                run.Metrics.Add(new Reading<MetricsSample>(at, new MetricsSample { GcCount = count }, null));
            else if (what.StartsWith("go_mem", StringComparison.Ordinal))
                run.Metrics.Add(new Reading<MetricsSample>(at, new MetricsSample { AllocTotal = count }, null));
            else if (what.StartsWith("gc=1", StringComparison.Ordinal))
                run.LiveHeap.Add(new Reading<CollectedHeapSample>(at, new CollectedHeapSample(1, count, 1, at), null));
            else
                run.Diagnostics.Add(new Reading<DiagnosticsSample>(at, new DiagnosticsSample(1, 1, count, 1), null));
        }

        var found = RunBreaks.Of(run).ShouldHaveSingleItem();
        (found.Since, found.At, found.What.In(Language.English)).ShouldBe((SyntheticRun.At(2), SyntheticRun.At(3), what));
    }
}
