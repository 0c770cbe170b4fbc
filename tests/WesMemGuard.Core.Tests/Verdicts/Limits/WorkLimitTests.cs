using WesMemGuard.Runs;
using WesMemGuard.Texts;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Core.Tests.Verdicts.Limits;

/// <summary>Growth per unit of work and per cycle: what counts as work, and what is said when it can't be told.</summary>
internal sealed class WorkLimitTests
{
    private static string Per(string unit, string max = "1 KiB") => $$"""
        { "of": "process", "metric": "liveHeap", "phase": "load", "growthPer": { "unit": "{{unit}}", "max": "{{max}}" }
        }
        """;

    private static SyntheticRun Loaded(double perHour, string kind, double minutes = 30) => SyntheticRun.Leaking(perHour) with
    {
        Phases = [SyntheticRun.Idle("warm", 0, 6), SyntheticRun.Transfers("load", 6, 6 + minutes) with { Kind = kind },
            SyntheticRun.Idle("settle", 6 + minutes, 40)],
    };

    [TestCase("transfer", "transfers")]
    [TestCase("deploy", "deploys")]
    [TestCase("read", "reads")]
    [TestCase("read", "stats")]
    [TestCase("connection", "ws")]
    [TestCase("request", "transfers")]
    [TestCase("request", "reads")]
    [TestCase("request", "custom")]
    public void A_phases_requests_are_its_units(string unit, string kind)
    {
        // 24 MiB/h at one a second are 6.83 KiB each.
        var broken = Loaded(24, kind).Build().By(Per(unit));

        broken.ShouldBe(Outcome.Broken, "the whole interval is above the limit, and the last half still grows");
        broken.Value!.Value.ShouldBe(24 * 1024 / 3600.0, 0.05);
        broken.Low!.Value.ShouldBeInRange(6, broken.Value.Value);
        broken.High!.Value.ShouldBeInRange(broken.Value.Value, 7.5);
        broken.Unit.ShouldBe("KiB/" + unit);
        Loaded(24, kind).Build().By(Per(unit, "8 KiB")).ShouldBe(Outcome.Held, "the whole interval is within the limit");
    }

    [TestCase("transfer", "reads")]
    [TestCase("transfer", "deploys")]
    [TestCase("deploy", "transfers")]
    [TestCase("read", "transfers")]
    [TestCase("connection", "reads")]
    [TestCase("request", "idle")]
    [TestCase("request", "mine-on")]
    [TestCase("request", "sync")]
    [TestCase("request", "ws")]
    public void Work_of_another_kind_is_none_and_was_not_measured(string unit, string kind) =>
        Loaded(24, kind).Build().By(Per(unit)).ShouldBe(Outcome.NotMeasured, $"no work of unit {unit} was done in the window");

    [Test]
    public void A_phase_that_had_nothing_accepted_did_no_work()
    {
        var refused = Loaded(24, "transfers") with { Phases = [SyntheticRun.Transfers("load", 6, 36) with { Ok = 0, Failed = 1800 }] };

        refused.Build().By(Per("transfer")).ShouldBe(Outcome.NotMeasured, "no work of unit transfer");
    }

    [Test]
    public void Reads_that_the_node_answers_with_an_error_are_work_done()
    {
        var answered = Loaded(24, "reads")
            with
        {
            Phases = [SyntheticRun.Transfers("load", 6, 36)
            with { Kind = "reads", Ok = 0, Failed = 1800,
            Load = new LoadCounts(1800, [new(LoadResultKind.MethodError, 1800, -32000)]) }]
        };

        answered.Build().By(Per("read")).Outcome.ShouldBe(Outcome.Broken);
    }

    [Test]
    public void A_leak_under_a_starved_load_is_broken_and_no_leak_is_not_held()
    {
        static SyntheticRun Starved(double perHour) =>
            SyntheticRun.Leaking(perHour) with { Phases = [SyntheticRun.Transfers("load", 6, 36) with { Ok = 900, Limited = 900 }] };

        Starved(24).Build().By(Per("transfer")).Outcome.ShouldBe(Outcome.Broken);
        Starved(0).Build().By(Per("transfer"))
            .ShouldBe(Outcome.Inconclusive,
            "load not reached in phase \"load\": 900 of 1,800 transfers (50 %), 95 % are needed: 900 x 429");
    }

    [Test]
    public void Work_that_rises_with_the_load_can_not_be_told_from_it()
    {
        // A load that is always a fortieth of the work done so far: their correlation is 0.99.
        Phase At(int i) =>
            SyntheticRun.Transfers($"load{i}", 6 + i, 7 + i)
            with
            { Rate = Math.Pow(1.1, i), Sent = (long)(60 * Math.Pow(1.1, i)), Ok = (long)(60 * Math.Pow(1.1, i)) };
        var ramp = SyntheticRun.Leaking(24) with { Phases = [.. Enumerable.Range(0, 34).Select(At)] };

        ramp.Build().By("""
            { "of": "process", "metric": "liveHeap", "growthPer": { "unit": "transfer", "max": "1 KiB" } }
            """).ShouldBe(Outcome.Inconclusive, "vary the load");
    }

    [TestCase(7, "4 points are too few; run at least 2 min longer")]
    [TestCase(2, "1 point is too few; at least 5 collections are needed, and an idle node makes one every 2 min: run about 8 min longer")]
    public void Too_short_a_load_says_how_much_longer_would_do(double minutes, string reason)
    {
        var verdict = Loaded(24, "transfers", minutes).Build().By(Per("transfer"));

        verdict.ShouldBe(Outcome.Inconclusive, reason);
        verdict.More!.Value.ShouldBe(minutes > 5 ? 2 / 60.0 : 8 / 60.0, 1e-6);
    }

    [Test]
    public void Two_loads_need_a_dozen_points_and_say_how_long_that_takes()
    {
        var two = SyntheticRun.Leaking(24)
            with
        { Minutes = 22, Phases = [SyntheticRun.Transfers("load", 6, 12), SyntheticRun.Idle("rest", 12, 22)] };

        two.Build().By("""
            { "of": "process", "metric": "liveHeap", "growthPer": { "unit": "transfer", "max": "1 KiB" } }
            """).ShouldBe(Outcome.Inconclusive, "8 points are too few; run at least 8 min longer");
    }

    [Test]
    public void Blocks_are_units_by_the_chains_height()
    {
        // A block each 6 s: 24 MiB/h are 40.96 KiB a block.
        var run = SyntheticRun.Leaking(24).Build();
        run.Blocks.AddRange(Enumerable.Range(0, 81)
            .Select(i => new Reading<BlockSample>(SyntheticRun.At(i / 2.0), new BlockSample(100 + (i * 5)), null)));
        const string Limit = """{ "of": "process", "metric": "liveHeap", "growthPer": { "unit": "block", "max": "8 KiB" } }""";

        var verdict = run.By(Limit);

        verdict.Outcome.ShouldBe(Outcome.Broken);
        verdict.Value!.Value.ShouldBe(40.96, 1);
        run.By(Limit.Replace("8 KiB", "60 KiB", StringComparison.Ordinal)).Outcome.ShouldBe(Outcome.Held);
    }

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(9)]
    public void A_chain_that_stands_did_no_work(int answers)
    {
        var run = SyntheticRun.Leaking(24).Build();
        run.Blocks.AddRange(Enumerable.Range(0, answers)
            .Select(i => new Reading<BlockSample>(SyntheticRun.At(i * 4), new BlockSample(100), null)));

        run.By("""
            { "of": "process", "metric": "liveHeap", "growthPer": { "unit": "block", "max": "8 KiB" } }
            """).ShouldBe(Outcome.NotMeasured, "no work of unit block");
    }

    private const string PerCycle = """
        { "of": "process", "metric": "liveHeap", "phase": "rest*", "growthPer": { "unit": "cycle", "max": "2 MiB" } }
        """;

    /// <summary>Cycles of 9 minutes, of which the last 5 are a rest.</summary>
    private static SyntheticRun Cycling(double perHour, int cycles) => SyntheticRun.Leaking(perHour) with
    {
        Minutes = 9 * cycles,
        Phases = [.. Enumerable.Range(0, cycles)
            .SelectMany(i =>
            new[] { SyntheticRun.Transfers($"load{i}", i * 9, (i * 9) + 4), SyntheticRun.Idle($"rest{i}", (i * 9) + 4, (i * 9) + 9) })],
    };

    [Test]
    public void Levels_of_equal_phases_are_judged_by_their_number_the_first_left_out()
    {
        var broken = Cycling(24, 7).Build().By(PerCycle);

        broken.ShouldBe(Outcome.Broken, "the whole interval is above the limit");
        broken.Value!.Value.ShouldBe(24 * 9 / 60.0 * 1024, 250);
        broken.Message.In(Language.English).ShouldContain("levels of 6 cycles (next_gc)");
        Cycling(6, 7).Build().By(PerCycle).ShouldBe(Outcome.Held, "the whole interval is within the limit");
    }

    [TestCase(2, "1 point is too few; run at least 4 more cycles")]
    [TestCase(3, "2 points are too few; run at least 3 more cycles")]
    [TestCase(5, "4 points are too few; run at least 1 more cycle")]
    public void Too_few_cycles_say_how_many_more_would_do(int cycles, string reason) =>
        Cycling(24, cycles).Build().By(PerCycle).ShouldBe(Outcome.Inconclusive, reason);

    [Test]
    public void A_cycle_without_a_collection_can_not_tell()
    {
        var cycling = Cycling(0, 7);
        var phases = cycling.Phases.Select(p => p.Name == "rest3" ? p with { StartedAt = p.EndedAt.AddSeconds(-20) } : p).ToList();
        // Collections end at 40 s and each two minutes after it: none lies in the last 20 s of minute 36.
        (cycling with { Phases = phases }).Build().By(PerCycle)
            .ShouldBe(Outcome.Inconclusive, "no point lies in phase \"rest3\"; longer phases or gc=1 would give one");
    }

    [Test]
    public void A_cycles_leak_before_caches_may_be_full_is_open_and_across_a_restart_nothing_is_said()
    {
        Cycling(24, 7).Build()
            .By(PerCycle.Replace("\"phase\"", "\"saturatesBy\": \"3 h\", \"phase\"", StringComparison.Ordinal))
            .ShouldBe(Outcome.Inconclusive, "saturatesBy");
        RunFaults.Restarted(Cycling(0, 7).Build(), SyntheticRun.At(31)).By(PerCycle).ShouldBe(Outcome.Inconclusive, "process changed");
        (Cycling(0, 7) with { WithMetrics = false, WithMemory = false }).Build().By(PerCycle).Outcome.ShouldBe(Outcome.NotMeasured);
    }
}
