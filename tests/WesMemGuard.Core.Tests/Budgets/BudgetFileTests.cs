using System.Text;
using WesMemGuard.Budgets;
using WesMemGuard.Input;
using WesMemGuard.Json;
using WesMemGuard.Measurement;
using WesMemGuard.Reasons;
using WesMemGuard.Texts;

namespace WesMemGuard.Core.Tests.Budgets;

internal sealed class BudgetFileTests
{
    private const string Example = """
        { "warmUp": "5 min",
          "limits": [
            { "of": "process", "metric": "liveHeap", "growthPerHour": "4 MiB" },
            { "of": "process", "metric": "liveHeap", "phase": "transfers", "growthPer": { "unit": "transfer", "max": "1 KiB" } },
            { "of": "process", "metric": "rss", "peak": "2 GiB" },
            { "of": "process", "metric": "goroutines", "growthPerHour": 60 },
            { "of": "process", "metric": "liveHeap", "growth": { "from": "warm", "to": "settle", "max": "8 MiB" } },
            { "of": "mempool.txpool", "metric": "objects", "returnsTo": { "from": "warm", "after": "settle", "tolerance": 10 } },
            { "of": "block", "metric": "bytes", "peak": "8 MiB", "phase": "load" } ] }
        """;

    [Test]
    public void The_example_budget_reads_whole()
    {
        var budget = Read(Example);

        budget.File.ShouldBe("budget.json");
        budget.WarmUp.ShouldBe(TimeSpan.FromMinutes(5));
        budget.Limits.Select(limit => $"{limit.Line}:{limit.Column} {limit.Of} {limit.Metric.Name()} {limit.Phase ?? "-"} {limit.Text}")
            .ShouldBe([
            "3:46 process liveHeap - growthPerHour <= 4.0 MiB",
            "4:68 process liveHeap transfers growthPer transfer <= 1.0 KiB",
            "5:41 process rss - peak <= 2048.0 MiB",
            "6:48 process goroutines - growthPerHour <= 60",
            "7:46 process liveHeap - growth from warm to settle <= 8.0 MiB",
            "8:52 mempool.txpool objects - returnsTo warm after settle within 10",
            "9:41 block bytes load peak <= 8.0 MiB",
        ]);
        budget.Limits.Select(limit => limit.Rule).ShouldBe([
            new GrowthPerHour(4 * ByteSize.MiB), new GrowthPer(WorkUnit.Transfer, 1024), new Peak(2048 * ByteSize.MiB),
                new GrowthPerHour(60),
            new WesMemGuard.Budgets.Growth("warm", "settle", 8 * ByteSize.MiB), new ReturnsTo("warm", "settle", 10),
                new Peak(8 * ByteSize.MiB),
        ]);
        budget.PhaseNames.Select(phase => phase.ToString()).ShouldBe([
            "PhaseReference { Name = transfers, Line = 4, Column = 55, IsPattern = False }",
            "PhaseReference { Name = warm, Line = 7, Column = 66, IsPattern = False }",
            "PhaseReference { Name = settle, Line = 7, Column = 80, IsPattern = False }",
            "PhaseReference { Name = warm, Line = 8, Column = 75, IsPattern = False }",
            "PhaseReference { Name = settle, Line = 8, Column = 92, IsPattern = False }",
            "PhaseReference { Name = load, Line = 9, Column = 67, IsPattern = False }",
        ]);
    }

    [Test]
    public void Without_a_warm_up_it_is_5_minutes_and_0_is_allowed()
    {
        Read("""{ "limits": [ { "of": "process", "metric": "rss", "peak": "1 GiB" } ] }""").WarmUp.ShouldBe(TimeSpan.FromMinutes(5));
        Read("""{ "warmUp": "0 s", "limits": [ { "of": "process", "metric": "rss", "peak": "1 GiB" } ] }""").WarmUp.ShouldBe(TimeSpan.Zero);
    }

    [Test]
    public void Optional_settings_are_read()
    {
        var limit = One("""
            { "of": "process", "metric": "liveHeap", "evidence": "nextGc", "saturatesBy": "20 min",
            "zeroExpected": true, "growthPerHour": "0 B" }
            """);

        limit.Evidence.ShouldBe(Evidence.NextGc);
        limit.SaturatesBy.ShouldBe(TimeSpan.FromMinutes(20));
        limit.ZeroExpected.ShouldBeTrue();
        limit.Rule.ShouldBe(new GrowthPerHour(0));
        limit.IsOfProcess.ShouldBeTrue();
    }

    [Test]
    public void Unset_settings_say_so()
    {
        var limit = One("""{ "of": "process", "metric": "liveHeap", "peak": "1 GiB" }""");

        limit.Evidence.ShouldBeNull();
        limit.SaturatesBy.ShouldBeNull();
        limit.ZeroExpected.ShouldBeFalse();
        limit.Phase.ShouldBeNull();
        limit.Notices.ShouldBeEmpty();
    }

    [Test]
    public void Growth_per_cycle_names_its_phases_by_their_beginning()
    {
        var budget = Read("""
            { "limits": [ { "of": "process", "metric": "liveHeap", "phase": "rest*", "growthPer": { "unit": "cycle",
            "max": "32 KiB" } } ] }
            """);

        budget.Limits[0].Text.ShouldBe("growthPer cycle <= 32.0 KiB");
        budget.Limits[0].Phase.ShouldBe("rest*");
        var phases = budget.PhaseNames.ShouldHaveSingleItem();
        phases.IsPattern.ShouldBeTrue();
        phases.Matches("rest8").ShouldBeTrue();
        phases.Matches("load8").ShouldBeFalse();
    }

    [Test]
    public void A_phase_without_a_star_is_that_phase_alone()
    {
        var phase = new PhaseReference("rest", 1, 1);

        phase.Matches("rest").ShouldBeTrue();
        phase.Matches("rest1").ShouldBeFalse();
    }

    [TestCase("4 MB", "peak <= 3.8 MiB (4000000 B)")]
    [TestCase("1.25 MiB", "peak <= 1.3 MiB (1310720 B)")]
    [TestCase("0 B", "peak <= 0.0 MiB")]
    public void A_size_that_one_decimal_cannot_say_is_written_in_bytes_too(string size, string text) =>
        One($$"""{ "of": "process", "metric": "rss", "peak": "{{size}}" }""").Text.ShouldBe(text);

    [Test]
    public void An_alias_is_resolved_with_a_notice()
    {
        var limit = One("""{ "of": "block.builder", "metric": "objects", "peak": 50 }""");

        limit.Of.ShouldBe("block");
        limit.WrittenOf.ShouldBe("block.builder");
        limit.Notices.Select(n => n.In(Language.English)).ShouldBe(["\"block.builder\" is called \"block\" in the node's answers"]);
    }

    [Test]
    public void A_module_that_is_never_registered_is_read_and_flagged()
    {
        var limit = One("""{ "of": "consensus.miner", "metric": "objects", "peak": 50 }""");

        limit.NeverRegistered.ShouldBeTrue();
        limit.UnknownModule.ShouldBeFalse();
        limit.Notices.Select(n => n.In(Language.English))
            .ShouldBe(["the node implements a memory report for \"consensus.miner\" but never registers it, so no answer contains it"]);
    }

    [Test]
    public void An_unknown_module_is_read_and_flagged_with_its_place()
    {
        var limit = One("""{ "of": "mempol.txpool", "metric": "objects", "peak": 50 }""");

        limit.UnknownModule.ShouldBeTrue();
        limit.NearestModule.ShouldBe("mempool.txpool");
        (limit.OfLine, limit.OfColumn).ShouldBe((1, 23));
        limit.Notices.ShouldBeEmpty();
    }

    [TestCase("event", "bytes", "\"8 MiB\"", "blind spot: the node reports bytes of event as a constant 0")]
    [TestCase("mempool.txpool", "bytes", "\"8 MiB\"",
        "bytes of mempool.txpool are a formula, not bytes: 100 + 180 per input + 34 per output, so 134 for a deploy of any size")]
    [TestCase("block", "objects", "100", "can never break: the node keeps objects of block at 100 or below (block/builder/service.go:180)")]
    public void What_the_table_knows_of_a_module_becomes_a_notice(string of, string metric, string peak, string notice) =>
        One($$"""
            { "of": "{{of}}", "metric": "{{metric}}", "peak": {{peak}} }
            """).Notices.Select(n => n.In(Language.English)).ShouldBe([notice]);

    [Test]
    public void A_limit_below_the_nodes_own_bound_has_no_notice() =>
        One("""{ "of": "block", "metric": "objects", "peak": 99 }""").Notices.ShouldBeEmpty();

    [Test]
    public void Every_metric_can_be_limited_by_its_own_subject_and_unit()
    {
        var metrics = Enum.GetValues<Metric>();
        metrics.ShouldNotBeEmpty();
        foreach (var metric in metrics)
        {
            var of = metric.Row().Of switch { MetricOf.Process => "process", MetricOf.Load => "load\", \"phase\": \"x", _ => "chain" };
            var limit = One($$"""{ "of": "{{of}}", "metric": "{{metric.Name()}}", "peak": {{(metric.IsSize() ? "\"1 MiB\"" : "100")}} }""");
            limit.Metric.ShouldBe(metric);
        }
    }

    [Test]
    public void Problems_can_be_had_without_an_exception()
    {
        BudgetFile.Read("{ }"u8.ToArray(), "b.json", out var problems).ShouldBeNull();
        problems.ShouldHaveSingleItem().ShouldBe(new FileProblem("b.json", 1, 1,
            JsonReasons.Missing(BudgetReasons.Budget(), "limits", BudgetReasons.Limits())));
        BudgetFile.Read(Encoding.UTF8.GetBytes(Example), "b.json", out problems).ShouldNotBeNull();
        problems.ShouldBeEmpty();
    }

    private static Limit One(string entry) => Read($$"""{ "limits": [ {{entry}} ] }""").Limits.ShouldHaveSingleItem();

    private static MemoryBudget Read(string json) => BudgetFile.Read(Encoding.UTF8.GetBytes(json), "budget.json");
}
