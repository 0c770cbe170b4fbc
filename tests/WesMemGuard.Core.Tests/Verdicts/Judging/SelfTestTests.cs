using WesMemGuard.Budgets;
using WesMemGuard.Input;
using WesMemGuard.Measurement;
using WesMemGuard.Runs;
using WesMemGuard.Texts;
using WesMemGuard.Verdicts;
using WesMemGuard.Verdicts.Judging;

namespace WesMemGuard.Core.Tests.Verdicts.Judging;

internal sealed class SelfTestTests
{
    private static readonly MemoryBudget Budget = Judged.Budget("5 min", Judged.RssPeak, Judged.LiveHeapSlope, Judged.GoroutineSlope);

    [Test]
    public void A_flat_run_holds_as_it_is_and_breaks_with_the_leak()
    {
        var test = SelfTest.Of(SyntheticRun.Flat.Build(), Budget, leakPerHour: null, Judged.Context);

        var limit = test.Limits.ShouldHaveSingleItem();
        limit.Limit.Metric.ShouldBe(Metric.LiveHeap);
        limit.AsItIs.ShouldBe(Outcome.Held, "the whole interval is within the limit");
        limit.WithLeak.ShouldBe(Outcome.Broken, "the whole interval is above the limit");
        limit.WithLeak.Value!.Value.ShouldBe(12, 0.5);
        limit.WithLeak.Message.In(Language.English)
            .ShouldContain("in scenario \"synthetic + 12.0 MiB/h\" should grow by at most 4.0 MiB/h");
        test.LeakPerHour.ShouldBe(12 * ByteSize.MiB);
        test.Passed.ShouldBeTrue();
        test.ExitCode.ShouldBe(0);
    }

    [Test]
    public void Nobody_is_named_who_would_hold_a_leak_that_was_put_in()
    {
        var context = Judged.Context with { Suspects = ProfiledRun.Of(), Symptoms = new HeldQueue() };

        var asItIs = SelfTest.Of(SyntheticRun.Leaking(10).Build(), Budget, leakPerHour: null, context).Limits[0];

        asItIs.AsItIs.Message.In(Language.English).ShouldContain(HeldQueue.Said);
        asItIs.WithLeak.Outcome.ShouldBe(Outcome.Broken);
        asItIs.WithLeak.Message.In(Language.English).ShouldNotContain(HeldQueue.Said);
    }

    [Test]
    public void The_leak_is_three_times_the_largest_limit_and_every_limit_must_see_it()
    {
        var two = Judged.Budget("5 min", Judged.LiveHeapSlope, """{ "of": "process", "metric": "heapAlloc", "growthPerHour": "64 MiB" }""");

        var test = SelfTest.Of(SyntheticRun.Flat.Build(), two, leakPerHour: null, Judged.Context);

        test.LeakPerHour.ShouldBe(192 * ByteSize.MiB);
        test.Limits.Count.ShouldBe(2);
        (test with { Limits = [test.Limits[0], test.Limits[1] with { WithLeak = test.Limits[1].AsItIs }] }).Passed.ShouldBeFalse();
    }

    [Test]
    public void A_run_that_leaks_already_fails()
    {
        var test = SelfTest.Of(SyntheticRun.Leaking(10).Build(), Budget, leakPerHour: null, Judged.Context);

        test.Limits[0].AsItIs.Outcome.ShouldBe(Outcome.Broken);
        test.Passed.ShouldBeFalse();
        test.ExitCode.ShouldBe(1);
    }

    [Test]
    public void A_gate_that_holds_a_leak_fails()
    {
        var good = SelfTest.Of(SyntheticRun.Flat.Build(), Budget, leakPerHour: null, Judged.Context);
        var blind = good with { Limits = [good.Limits[0] with { WithLeak = good.Limits[0].AsItIs }] };

        blind.Passed.ShouldBeFalse();
        blind.ExitCode.ShouldBe(1);
    }

    [Test]
    public void A_run_too_short_is_inconclusive_and_one_without_figures_not_measured()
    {
        var brief = SelfTest.Of((SyntheticRun.Flat with { Minutes = 8, Phases = [] }).Build(), Budget, leakPerHour: null, Judged.Context);
        var empty = SelfTest.Of((SyntheticRun.Flat with { WithMemory = false, WithMetrics = false, Phases = [] })
            .Build(), Budget, leakPerHour: null, Judged.Context);

        brief.ExitCode.ShouldBe(2);
        empty.ExitCode.ShouldBe(3);
    }

    [Test]
    public void The_leak_reaches_every_memory_figure_of_the_process_and_leaves_the_run_as_it_is()
    {
        var run = SyntheticRun.Flat.Build();
        var leaking = LeakInjection.Into(run, 12 * ByteSize.MiB);

        var hours = (run.Memory[^1].At - run.Memory[0].At).TotalHours;
        var kept = 12 * ByteSize.MiB * hours;
        (leaking.Memory[^1].Sample!.HeapAlloc - run.Memory[^1].Sample!.HeapAlloc).ShouldBe(kept, kept / 100);
        (leaking.Memory[^1].Sample!.RssBytes - run.Memory[^1].Sample!.RssBytes).ShouldBe(kept, kept / 100);
        (leaking.Metrics[^1].Sample!.NextGc!.Value - run.Metrics[^1].Sample!.NextGc!.Value).ShouldBe(2 * kept, kept / 8);
        leaking.Memory[0].Sample.ShouldBe(run.Memory[0].Sample);
        run.Memory.ShouldBe(SyntheticRun.Flat.Build().Memory, ignoreOrder: false);
    }

    [Test]
    public void A_sample_of_the_node_that_is_read_twice_stays_one_sample()
    {
        var run = SyntheticRun.Flat.Build();
        var leaking = LeakInjection.Into(run, 12 * ByteSize.MiB);

        static int Repeated(MemoryRun of) => of.Memory.Zip(of.Memory.Skip(1)).Count(pair => pair.First.Sample! == pair.Second.Sample!);
        Repeated(run).ShouldBeGreaterThan(100);
        Repeated(leaking).ShouldBe(Repeated(run));
    }

    [Test]
    public void A_goal_stays_where_its_collection_left_it_though_no_page_says_when_that_was()
    {
        var run = SyntheticRun.Flat.Build();
        var untimed = new MemoryRun(run.Header);
        untimed.Metrics.AddRange(run.Metrics.Select(r => r with { Sample = r.Sample! with { LastGcSeconds = null } }));
        var leaking = LeakInjection.Into(untimed, 12 * ByteSize.MiB);

        var goals = leaking.Metrics.GroupBy(r => r.Sample!.GcCount)
            .Select(g => g.Select(r => r.Sample!.NextGc).Distinct().Count()).ToList();
        goals.Count.ShouldBeGreaterThan(10);
        goals.ShouldAllBe(count => count == 1);
        SelfTest.Of(untimed, Judged.Budget("5 min", Judged.LiveHeapSlope), null,
            Judged.Context).Limits[0].WithLeak.Evidence.ShouldBe("next_gc");
    }

    [TestCase(Judged.RssPeak)]
    [TestCase(Judged.GoroutineSlope)]
    public void A_budget_that_the_leak_does_not_reach_is_bad_input(string limit) =>
        Should.Throw<BadInputException>(() => SelfTest.Of(SyntheticRun.Flat.Build(), Judged.Budget("5 min", limit), null, Judged.Context))
            .Message.ShouldContain("contains no growthPerHour of liveHeap");

    [Test]
    public void A_leak_that_is_not_above_the_limit_is_bad_input() =>
        Should.Throw<BadInputException>(() => SelfTest.Of(SyntheticRun.Flat.Build(), Budget, 4 * ByteSize.MiB, Judged.Context))
            .Message.ShouldContain("a leak of 4.0 MiB/h is not above the limit of 4.0 MiB/h");
}
