using WesMemGuard.Reasons;
using WesMemGuard.Runs;
using WesMemGuard.Texts;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Core.Tests.Verdicts.Gates;

/// <summary>A limit is held only if the whole of what it speaks about was seen.</summary>
internal sealed class LossGateTests
{
    private const string InWarm = """{ "of": "process", "metric": "goroutines", "peak": 1000, "phase": "warm" }""";
    private const string InSettle = """{ "of": "process", "metric": "goroutines", "peak": 1000, "phase": "settle" }""";
    private const string InLater = """{ "of": "process", "metric": "goroutines", "peak": 1000, "phase": "later" }""";

    private const string PerCycle = """
        { "of": "process", "metric": "goroutines", "phase": "rest*", "growthPer": { "unit": "cycle", "max": 5 } }
        """;

    private static readonly RunPlan Planned =
        new([new("warm", "idle", 600), new("load", "transfers", 840), new("settle", "idle", 960), new("later", "idle", 600)]);

    [Test]
    public void A_run_without_its_end_holds_only_what_was_over()
    {
        var run = With(new RunLoss(LossKind.NoEnd, SyntheticRun.At(40), null) { File = "run.jsonl" });

        run.By(Judged.RssPeak).ShouldBe(Outcome.Inconclusive, "run.jsonl has no end");
        run.By(Judged.RssPeak).Reason.In(Language.English).ShouldContain("40 min of the planned 50 min were seen");
        run.By(InWarm).Outcome.ShouldBe(Outcome.Held);
        run.By(InSettle).Outcome.ShouldBe(Outcome.Inconclusive);
        run.By(InLater).ShouldBe(Outcome.Inconclusive, "phase \"later\" was not completed");
    }

    [Test]
    public void A_breach_that_was_seen_stays() =>
        With(new RunLoss(LossKind.NoEnd, SyntheticRun.At(40), null)).By("""
            { "of": "process", "metric": "rss", "peak": "1 MiB" }
            """).Outcome.ShouldBe(Outcome.Broken);

    [Test]
    public void A_run_that_was_interrupted_before_its_time_is_inconclusive_and_one_that_had_no_time_is_not()
    {
        var run = With();
        run.Events.Add(new RunEvent(SyntheticRun.At(40), RunEvent.Interrupted));
        var endless = SyntheticRun.Flat.Build();
        var open = new MemoryRun(endless.Header with { Plan = new RunPlan([]) });
        open.Process.AddRange(endless.Process);
        open.Events.Add(new RunEvent(SyntheticRun.At(40), RunEvent.Interrupted));

        run.By(Judged.RssPeak).ShouldBe(Outcome.Inconclusive, "the run was interrupted at 12:40:00Z");
        open.By(Judged.RssPeak).Outcome.ShouldBe(Outcome.Held);
    }

    /// <summary>The last sample may be as old as the interval is long when a run is interrupted.</summary>
    [TestCase(1)]
    [TestCase(9)]
    [TestCase(29)]
    public void A_run_that_was_interrupted_between_two_samples_is_inconclusive_and_a_phase_that_was_done_is_held(int seconds)
    {
        var run = With();
        run.Events.Add(new RunEvent(SyntheticRun.At(40).AddSeconds(seconds), RunEvent.Interrupted));

        run.By(Judged.RssPeak).ShouldBe(Outcome.Inconclusive, "the run was interrupted at 12:40:");
        run.By(InWarm).Outcome.ShouldBe(Outcome.Held);
        if (seconds > 1)
            run.By(InSettle).Outcome.ShouldBe(Outcome.Held);

        var longer = Copied(run, new([new("warm", "idle", 600), new("load", "transfers", 840), new("settle", "idle", 9600)]));
        longer.Events.Add(new RunEvent(SyntheticRun.At(40).AddSeconds(seconds), RunEvent.Interrupted));
        longer.By(InSettle).Outcome.ShouldBe(Outcome.Inconclusive);
    }

    [Test]
    public void A_loss_at_the_start_or_in_the_middle_counts_as_one_at_the_end()
    {
        With(new RunLoss(LossKind.EarlierGone, null, SyntheticRun.At(0)) { File = "node.log" }).By(Judged.RssPeak)
            .ShouldBe(Outcome.Inconclusive, "earlier rotations");
        var middle = With(new RunLoss(LossKind.Unreadable, SyntheticRun.At(20), SyntheticRun.At(21))
        {
            File = "node.log",
            Line = 7,
            Count = 3
        });
        middle.By(Judged.RssPeak).ShouldBe(Outcome.Inconclusive, "node.log:7: 3 lines with samples can't be read");
        middle.By(InSettle).Outcome.ShouldBe(Outcome.Held);
        middle.By(InWarm).Outcome.ShouldBe(Outcome.Held);
    }

    [Test]
    public void A_loss_of_one_source_is_none_of_another()
    {
        var run = With(new RunLoss(LossKind.Torn, SyntheticRun.At(30), null, RunPart.Process) { File = "process.jsonl", Line = 812 });

        run.By(Judged.RssPeak).ShouldBe(Outcome.Inconclusive, "process.jsonl:812 is torn");
        run.By(Judged.GoroutineSlope).Outcome.ShouldBe(Outcome.Held);
    }

    [Test]
    public void An_event_that_older_recorders_told_of_is_a_loss()
    {
        var run = With();
        run.Events.Add(new RunEvent(SyntheticRun.At(40), "torn", "exchanges.jsonl.gz:812: torn"));

        run.By(Judged.RssPeak).ShouldBe(Outcome.Inconclusive, "is torn");
    }

    [Test]
    public void Every_kind_of_loss_is_said_in_both_languages()
    {
        var kinds = Enum.GetValues<LossKind>();
        kinds.ShouldNotBeEmpty();
        foreach (var kind in kinds)
        {
            var loss = Judged.All(With(new RunLoss(kind, SyntheticRun.At(1), null) { File = "f" }), "5 min",
                Judged.RssPeak).Losses.ShouldHaveSingleItem();
            loss.Reason.In(Language.English).ShouldNotBe(loss.Reason.In(Language.Chinese));
        }
    }

    [Test]
    public void Cycles_that_were_planned_and_not_reached_keep_a_growth_per_cycle_from_being_held()
    {
        var names = Enumerable.Range(1, 20).Select(i => $"rest{i}").ToArray();
        MemoryRun Cycles(double perHour) => (SyntheticRun.Flat with
        {
            Goroutines = hours => 115 + Math.Round(perHour * hours),
            Phases = [.. names.Take(10).Select((name, i) => SyntheticRun.Idle(name, 4 * i, 4 * (i + 1)))],
        }).Build();
        Cycles(0).By(PerCycle).Outcome.ShouldBe(Outcome.Held);

        MemoryRun Cut(RunPlan? plan, double perHour = 0)
        {
            var run = Copied(Cycles(perHour), plan);
            run.Losses.Add(new RunLoss(LossKind.NoEnd, SyntheticRun.At(41), null) { File = "run.jsonl" });
            return run;
        }

        RunPlan Of(int count) => new([.. names.Take(count).Select(name => new PlannedPhase(name, "idle", 240))]);
        Cut(Of(20)).By(PerCycle).ShouldBe(Outcome.Inconclusive, "phase \"rest11\" was not completed");
        Cut(null).By(PerCycle).ShouldBe(Outcome.Inconclusive, "phase \"rest*\" was not completed");
        Cut(Of(10)).By(PerCycle).Outcome.ShouldBe(Outcome.Held);
        Cut(Of(20), 200).By(PerCycle).Outcome.ShouldBe(Outcome.Broken);
    }

    [TestCase(RunPart.Process)]
    [TestCase(RunPart.Answers)]
    public void What_is_made_of_two_sources_lacks_what_either_lost(RunPart part)
    {
        NativeRun.Flat().By(NativeRun.Peak).Outcome.ShouldBe(Outcome.Held);

        var run = NativeRun.Flat();
        run.Losses.Add(new RunLoss(LossKind.Torn, SyntheticRun.At(30), null, part) { File = "lines.jsonl", Line = 812 });
        run.By(NativeRun.Peak).ShouldBe(Outcome.Inconclusive, "lines.jsonl:812 is torn");
    }

    private static MemoryRun With(params RunLoss[] losses)
    {
        var built = SyntheticRun.Flat.Build();
        var run = Copied(built, Planned);
        run.Losses.AddRange(losses);
        return run;
    }

    private static MemoryRun Copied(MemoryRun built, RunPlan? plan)
    {
        var run = new MemoryRun(built.Header with { Plan = plan });
        run.Memory.AddRange(built.Memory);
        run.Metrics.AddRange(built.Metrics);
        run.Process.AddRange(built.Process);
        run.Phases.AddRange(built.Phases);
        return run;
    }
}
