using WesMemGuard.Input;
using WesMemGuard.Reasons;
using WesMemGuard.Runs;
using WesMemGuard.Texts;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Core.Tests.Verdicts.Gates;

internal sealed class ModuleGateTests
{
    private const string EventBytes = """{ "of": "event", "metric": "bytes", "growthPerHour": "1 MiB" }""";

    [TestCase(Judged.PoolReturns)]
    [TestCase(Judged.PoolPeak)]
    public void An_absent_module_is_not_measured(string limit) =>
        RunFaults.WithoutModule(SyntheticRun.Flat.Build(), "mempool.txpool").By(limit)
            .ShouldBe(Outcome.NotMeasured, "module mempool.txpool is absent from all 481 answers");

    [Test]
    public void A_module_that_is_absent_at_first_only_is_measured() =>
        RunFaults.WithoutModule(SyntheticRun.Flat.Build(), "mempool.txpool", at => at < SyntheticRun.At(0.5))
            .By(Judged.PoolReturns).Outcome.ShouldBe(Outcome.Held);

    [Test]
    public void A_module_that_is_absent_from_a_tenth_of_the_answers_is_inconclusive() =>
        RunFaults.WithoutModule(SyntheticRun.Flat.Build(), "mempool.txpool", at => at.Minute % 10 == 7).By(Judged.PoolPeak)
            .ShouldBe(Outcome.Inconclusive, "are missing");

    [Test]
    public void A_module_that_disappears_half_way_never_holds()
    {
        var run = RunFaults.WithoutModule(SyntheticRun.Flat.Build(), "mempool.txpool", at => at > SyntheticRun.At(19));

        run.By(Judged.PoolPeak).Outcome.ShouldBe(Outcome.NotMeasured);
        run.By(Judged.PoolReturns).Outcome.ShouldBe(Outcome.NotMeasured);
    }

    [Test]
    public void A_constant_zero_is_not_measured() =>
        Constant(0).By("""
            { "of": "mempool.txpool", "metric": "queueLength", "peak": 5 }
            """).ShouldBe(Outcome.NotMeasured, "queueLength is 0 in all 481 answers");

    [Test]
    public void A_constant_zero_that_is_expected_counts_as_measured() =>
        Constant(0).By("""
            { "of": "mempool.txpool", "metric": "queueLength", "peak": 5, "zeroExpected": true }
            """).Outcome.ShouldBe(Outcome.Held);

    [Test]
    public void A_constant_that_is_not_zero_is_measured() =>
        Constant(3).By("""{ "of": "mempool.txpool", "metric": "queueLength", "peak": 5 }""").Outcome.ShouldBe(Outcome.Held);

    [Test]
    public void Zero_at_last_is_measured_when_it_was_not_always_so()
    {
        var run = (SyntheticRun.Flat with { Modules = h => [new("mempool.txpool", "L3", 1, 134, 0, h > 0.2 ? 0 : 4)] }).Build();

        run.By("""{ "of": "mempool.txpool", "metric": "queueLength", "peak": 3, "phase": "settle" }""").Outcome.ShouldBe(Outcome.Held);
    }

    [Test]
    public void A_blind_figure_is_not_measured_and_says_that_it_is_blind() =>
        SyntheticRun.Flat.Build().By(EventBytes).ShouldBe(Outcome.NotMeasured, "blind");

    [Test]
    public void A_blind_figure_that_moves_all_the_same_is_measured()
    {
        var run = (SyntheticRun.Flat with { Modules = _ => [new("event", "L2", 3, 77, 0, 0)] }).Build();

        run.By(EventBytes).Outcome.ShouldBe(Outcome.Held);
    }

    [TestCase("minimal")]
    [TestCase("MINIMAL")]
    public void Mode_minimal_is_seen_in_the_configuration(string mode) =>
        (SyntheticRun.Flat with { Mode = mode }).Build().By(Judged.PoolPeak).ShouldBe(Outcome.NotMeasured,
            "memory_monitoring.mode");

    [Test]
    public void Mode_minimal_is_seen_by_objects_in_no_bytes_even_where_zero_is_expected()
    {
        var run = (SyntheticRun.Flat with { Mode = null, Modules = _ => [new("block", "L4", 20, 0, 20, 0)] }).Build();

        run.By("""
            { "of": "block", "metric": "bytes", "peak": "1 MiB", "zeroExpected": true }
            """).ShouldBe(Outcome.NotMeasured, "up to 20 objects");
    }

    [TestCase("""{ "of": "mempool.txpool", "metric": "objects", "peak": 100 }""")]
    [TestCase(Judged.RssPeak)]
    public void Mode_minimal_leaves_counts_and_the_process_alone(string limit) =>
        (SyntheticRun.Flat with { Mode = "minimal" }).Build().By(limit).Outcome.ShouldBe(Outcome.Held);

    [TestCase("api.websocket")]
    [TestCase("consensus.miner")]
    public void A_module_that_is_never_registered_is_not_measured(string module) =>
        SyntheticRun.Flat.Build().By($$"""
            { "of": "{{module}}", "metric": "objects", "peak": 5 }
            """).ShouldBe(Outcome.NotMeasured, "never registers it");

    [Test]
    public void A_module_that_should_not_be_registered_but_answers_is_judged()
    {
        var run = (SyntheticRun.Flat with { Modules = _ => [new("api.websocket", "L2", 9, 0, 0, 0)] }).Build();

        run.By("""{ "of": "api.websocket", "metric": "objects", "peak": 5 }""").Outcome.ShouldBe(Outcome.Broken);
    }

    [Test]
    public void A_module_in_no_table_but_in_the_answers_is_judged()
    {
        var run = (SyntheticRun.Flat with { Modules = _ => [new("brand.new", "L9", 9, 0, 0, 0)] }).Build();

        run.By("""{ "of": "brand.new", "metric": "objects", "peak": 9 }""").Outcome.ShouldBe(Outcome.Held);
    }

    [Test]
    public void A_module_in_no_table_and_in_no_answer_is_bad_input_with_the_names_that_exist()
    {
        var thrown = Should.Throw<BadInputException>(() => SyntheticRun.Flat.Build().By("""
            { "of": "mempool.txpol", "metric": "objects", "peak": 9 }
            """));

        thrown.Message.ShouldBe(
            "budget.json:2:9: unknown module \"mempool.txpol\"; did you mean \"mempool.txpool\"? There are: block, "
                + "event, mempool.txpool, ures");
    }

    [Test]
    public void An_alias_is_resolved_with_a_notice()
    {
        var verdict = SyntheticRun.Flat.Build().By("""{ "of": "block.builder", "metric": "objects", "peak": 100 }""");

        verdict.Of.ShouldBe("block");
        verdict.Outcome.ShouldBe(Outcome.Held);
        verdict.Notices.Select(n => n.In(Language.English)).ShouldContain("\"block.builder\" is called \"block\" in the node's answers");
        verdict.Message.In(Language.English).ShouldContain("notice     \"block.builder\" is called");
    }

    [Test]
    public void Measured_bytes_without_a_heap_profile_are_not_measured() =>
        SyntheticRun.Flat.Build().By("""
            { "of": "block", "metric": "measuredBytes", "growthPerHour": "1 MiB" }
            """).ShouldBe(Outcome.NotMeasured, "heap profile");

    private static MemoryRun Constant(double queue) =>
        (SyntheticRun.Flat with { Modules = _ => [new("mempool.txpool", "L3", 1, 134, 0, queue)] }).Build();
}
