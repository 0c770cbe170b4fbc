using System.Text;
using WesMemGuard.Bench.Shapes;
using WesMemGuard.Budgets;
using WesMemGuard.Comparison;
using WesMemGuard.Measurement;
using WesMemGuard.Runs;
using WesMemGuard.Texts;
using WesMemGuard.Reasons;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Core.Tests.Comparison;

/// <summary>Two builds of known difference in virtual time. How often the judge errs is printed by the bench (<c>ab</c>).</summary>
internal sealed class BuildJudgeTests
{
    private const double MiB = 1024 * 1024;
    private static readonly BuildProcess Loaded = new() { GcEvery = 15 };

    [Test]
    public void Equal_builds_are_never_called_different([Range(1, 12)] int seed)
    {
        var verdict = Judged(Loaded, Loaded, seed);

        verdict.Differences.Count.ShouldBeGreaterThan(5);
        verdict.Differences.ShouldAllBe(d => d.Outcome == BuildOutcome.Same || d.Outcome == BuildOutcome.CantTell);
        verdict.ExitCode.ShouldBeOneOf(ExitCodes.Held, ExitCodes.Inconclusive);
    }

    [Test]
    public void Four_KiB_a_transfer_and_six_MiB_an_hour_are_worse_in_a_quarter_of_an_hour([Range(1, 4)] int seed)
    {
        var perTransfer = Judged(Loaded, Loaded with { PerTransfer = 4096 }, seed);
        var found = perTransfer.Differences.Single(d => d.Figure is { Metric: Metric.LiveHeap, As: ComparedAs.PerUnit });
        found.Outcome.ShouldBe(BuildOutcome.Worse);
        found.Low!.Value.ShouldBeLessThan(4096);
        found.High!.Value.ShouldBeGreaterThan(4096);
        perTransfer.ExitCode.ShouldBe(ExitCodes.Broken);

        var resting = Loaded with { Rate = 0 };
        var perHour = Judged(resting, resting with { PerHour = 6 * MiB }, seed);
        perHour.Differences.Single(d => d.Figure is
        {
            Metric: Metric.LiveHeap,
            As: ComparedAs.PerHour
        }).Outcome.ShouldBe(BuildOutcome.Worse);
    }

    [Test]
    public void A_head_that_leaks_less_is_better()
    {
        var resting = Loaded with { Rate = 0 };
        var verdict = Judged(resting with { PerHour = 12 * MiB }, resting, 1);

        verdict.Outcome.ShouldBe(BuildOutcome.Better);
        verdict.ExitCode.ShouldBe(ExitCodes.Held);
    }

    [Test]
    public void More_from_the_start_on_is_a_level_and_no_growth()
    {
        var verdict = Judged(Loaded, Loaded with { More = 12 * MiB }, 1);

        verdict.Differences.Where(d => d.Outcome == BuildOutcome.Worse).Select(d => d.Figure.As).ShouldBe([ComparedAs.Level]);
    }

    [Test]
    public void What_stopped_growing_is_not_called_a_growth()
    {
        var (before, after) = Pair(Loaded with { Rate = 0 }, Loaded with { Rate = 0 }, 1);
        // 8 MiB within 4 minutes, then flat.
        for (var i = 0; i < after.LiveHeap.Count; i++)
        {
            var (reading, more) = (after.LiveHeap[i], 8 * MiB * Math.Clamp((i - 12) / 16.0, 0, 1));
            var sample = reading.Sample!;
            var goal = sample.NextGc + (2 * more);
            after.LiveHeap[i] = reading with { Sample = sample with { HeapAlloc = sample.HeapAlloc + more, NextGc = goal } };
            var page = after.Metrics.FindIndex(m => m.Sample!.GcCount == sample.NumGc);
            if (page >= 0)
                after.Metrics[page] = after.Metrics[page] with { Sample = after.Metrics[page].Sample! with { NextGc = goal } };
        }

        var growth = BuildJudge.Judge([new BuildRound(before, after)], new ComparisonPlan()).Differences
            .Single(d => d.Figure is { Metric: Metric.LiveHeap, As: ComparedAs.PerHour });

        growth.Outcome.ShouldNotBe(BuildOutcome.Worse);
    }

    [Test]
    public void The_budget_names_what_is_still_the_same()
    {
        BuildDifference PerTransfer(string difference) =>
            Judged(Loaded, Loaded with { PerTransfer = 4096 }, 1, Plan(difference)).Differences
            .Single(d => d.Figure is { Metric: Metric.LiveHeap, As: ComparedAs.PerUnit });

        var wide = PerTransfer("64 KiB");
        (wide.Outcome, wide.IsNamed, wide.Tolerance).ShouldBe((BuildOutcome.Same, true, 65536.0));
        wide.Reason.Id.ShouldBe("compare.withinNamed");
        PerTransfer("1 KiB").Outcome.ShouldBe(BuildOutcome.Worse);
        PerTransfer("4 KiB").Outcome.ShouldBe(BuildOutcome.CantTell);
        PerTransfer("4 KiB").Reason.Id.ShouldBe("compare.spans");
    }

    [Test]
    public void A_side_that_was_not_measured_is_never_the_same()
    {
        var (before, after) = Pair(Loaded, Loaded, 1);
        after.LiveHeap.Clear();
        for (var i = 0; i < after.Metrics.Count; i++)
            after.Metrics[i] = new Reading<MetricsSample>(after.Metrics[i].At, null, new Miss(MissKind.Refused, "refused"));

        var verdict = BuildJudge.Judge([new BuildRound(before, after)], new ComparisonPlan());

        var heap = verdict.Differences.Where(d => d.Figure.Metric == Metric.LiveHeap).ToList();
        heap.Count.ShouldBe(3);
        heap.ShouldAllBe(d => d.Outcome == BuildOutcome.CantTell && d.IsUnmeasured && d.Reason.Id == "compare.ofHead");
        verdict.ExitCode.ShouldBe(ExitCodes.NotMeasured);
    }

    [Test]
    public void Two_loads_are_no_comparison()
    {
        var (before, after) = Pair(Loaded, Loaded, 1);
        after.Phases[0] = after.Phases[0] with { Sent = 600, Ok = 600, Rate = 0.66 };

        var verdict = BuildJudge.Judge([new BuildRound(before, after)], new ComparisonPlan());

        verdict.Outcome.ShouldBe(BuildOutcome.CantTell);
        verdict.Differences.Where(d => d.Figure.Metric == Metric.LiveHeap).Select(d => d.Reason.Id)
            .ShouldBe(Enumerable.Repeat("compare.loadDiffers", 3));
    }

    [Test]
    public void Evidence_of_two_kinds_is_never_mixed()
    {
        var (before, after) = Pair(Loaded, Loaded, 1);
        after.LiveHeap.Clear();

        BuildJudge.Judge([new BuildRound(before, after)], new ComparisonPlan()).Differences
            .Where(d => d.Figure.Metric == Metric.LiveHeap).Select(d => d.Reason.Id)
            .ShouldBe(Enumerable.Repeat("compare.evidenceDiffers", 3));
    }

    [Test]
    public void A_peak_needs_three_rounds()
    {
        BuildDifference Peak(int rounds) => BuildJudge.Judge([.. Enumerable.Range(1, rounds).Select(seed => Round(Loaded, Loaded, seed))],
            new ComparisonPlan()).Differences.Single(d => d.Figure.As == ComparedAs.Peak);

        var two = Peak(2);
        (two.Outcome, two.Reason.Id, two.Low).ShouldBe((BuildOutcome.CantTell, "compare.moreRounds", null));
        Peak(3).Low.ShouldNotBeNull();
    }

    [Test]
    public void The_chance_of_several_starts_shrinks_by_the_root_of_their_number()
    {
        double Least(int rounds) => BuildJudge.Judge(
            [.. Enumerable.Range(1, rounds).Select(seed => Round(Loaded, Loaded with { PerTransfer = 4096 }, seed))], new ComparisonPlan()).Differences.Single(d => d.Figure is { Metric: Metric.LiveHeap, As: ComparedAs.PerUnit }).Tolerance!.Value;

        Least(4).ShouldBe(Least(1) / 2, Least(1) / 20);
    }

    [Test]
    public void A_growth_of_no_length_has_no_smallest_difference()
    {
        var brief = new[] { 2.05, 2.1, 2.2, 2.3, 2.4 }.Select(minutes => Loaded with { Minutes = minutes }).SelectMany(b =>
            Judged(b, b, 1).Differences).Where(d => d.Figure.As is ComparedAs.PerHour or ComparedAs.PerUnit && d.Reason.Id == "compare.tooFew"
                && d.Pairs < 2).ToList();

        brief.ShouldNotBeEmpty();
        brief.ShouldAllBe(d => d.Tolerance == null && d.Outcome == BuildOutcome.CantTell);
    }

    [Test]
    public void A_level_needs_the_square_of_what_its_interval_is_too_wide_by_and_a_growth_less()
    {
        BuildJudge.MoreHours(ComparedAs.Level, 1, 10, 6, 14, 8).ShouldNotBeNull().ShouldBe(3, 1e-9);
        BuildJudge.MoreHours(ComparedAs.PerHour, 1, 10, 6, 14, 8).ShouldNotBeNull().ShouldBe(Math.Pow(2, 2.0 / 3) - 1, 1e-9);
    }

    [Test]
    public void A_phase_that_ran_twice_is_none_to_compare()
    {
        var (before, after) = Pair(Loaded, Loaded, 1);
        foreach (var run in new[] { before, after })
            run.Phases.Add(run.Phases[0] with { StartedAt = run.Phases[0].EndedAt, EndedAt = run.Phases[0].EndedAt.AddMinutes(5) });

        var named = BuildJudge.Judge([new BuildRound(before, after)], Plan("1 KiB")).Differences
            .Single(d => d.Figure.Tolerance is not null);

        (named.Outcome, named.Reason.Id).ShouldBe((BuildOutcome.CantTell, "compare.ofBase"));
        named.Reason.In(Language.English).ShouldContain("ran 2 times");
    }

    [Test]
    public void More_rounds_and_more_looks_tell_more_and_less()
    {
        double Width(int rounds, int looks)
        {
            var found = BuildJudge.Judge([.. Enumerable.Range(1, rounds).Select(seed => Round(Loaded, Loaded, seed))],
                new ComparisonPlan { Looks = looks }).Differences.Single(d =>
                    d.Figure is { Metric: Metric.LiveHeap, As: ComparedAs.PerHour });
            return found.High!.Value - found.Low!.Value;
        }

        Width(4, 1).ShouldBeLessThan(0.8 * Width(1, 1));
        Width(1, 8).ShouldBeGreaterThan(Width(1, 1));
    }

    /// <summary>Some exporters write milliseconds: that is no age of a process.</summary>
    [Test]
    public void A_start_time_that_is_no_moment_is_none()
    {
        var (before, after) = Pair(Loaded, Loaded, 1);
        for (var i = 0; i < before.Metrics.Count; i++)
            before.Metrics[i] = before.Metrics[i] with { Sample = before.Metrics[i].Sample! with { StartTimeSeconds = 1.8e15 } };

        BuildJudge.Judge([new BuildRound(before, after)], new ComparisonPlan()).Differences.ShouldNotBeEmpty();
    }

    [Test]
    public void A_head_that_died_and_was_started_again_is_not_one_that_ended()
    {
        var (before, after) = Pair(Loaded, Loaded, 1);
        after.Events.Insert(0, new RunEvent(after.Header.StartedAt.AddMinutes(9), RunEvent.Died) { Code = 137 });
        after.Events.Insert(1, new RunEvent(after.Header.StartedAt.AddMinutes(10), "started"));

        BuildJudge.Judge([new BuildRound(before, after)], new ComparisonPlan()).HeadDied.ShouldBeFalse();
    }

    [Test]
    public void A_head_that_died_where_the_base_did_not_is_worse()
    {
        var (before, after) = Pair(Loaded, Loaded, 1);
        after.Events.Insert(0, new RunEvent(after.Header.StartedAt.AddMinutes(9), RunEvent.Died, "out of memory") { Code = 137 });

        var verdict = BuildJudge.Judge([new BuildRound(before, after)], new ComparisonPlan());

        (verdict.Outcome, verdict.ExitCode, verdict.IsDecided).ShouldBe((BuildOutcome.Worse, ExitCodes.Broken, true));
        verdict.Remarks[0].In(Language.English).ShouldBe("the head ended by itself: out of memory; the base did not");
        before.Events.Insert(0, new RunEvent(after.Header.StartedAt.AddMinutes(9), RunEvent.Died));
        BuildJudge.Judge([new BuildRound(before, after)], new ComparisonPlan()).HeadDied.ShouldBeFalse();
    }

    [Test]
    public void Runs_that_were_not_made_side_by_side_or_are_of_two_ages_say_so()
    {
        var (before, after) = Pair(Loaded, Loaded, 1);
        var old = before.Metrics.ConvertAll(m =>
            m with { Sample = m.Sample! with { StartTimeSeconds = m.Sample.StartTimeSeconds - 7200 } });
        before.Metrics.Clear();
        before.Metrics.AddRange(old);

        var verdict = BuildJudge.Judge([new BuildRound(before, after)], new ComparisonPlan());

        verdict.Remarks.Select(r => r.Id).ShouldBe(["compare.agesDiffer", "compare.startsUnknown"]);
        verdict.Remarks[0].In(Language.English).ShouldContain("5 min of warm-up");
    }

    internal static BuildRound Round(BuildProcess before, BuildProcess after, int seed)
    {
        var noise = new Noise(seed);
        var swing = BuildProcess.Swing(before.Minutes, noise);
        return new BuildRound(before.Run(swing, noise), after.Run(swing, noise));
    }

    private static (MemoryRun Base, MemoryRun Head) Pair(BuildProcess before, BuildProcess after, int seed)
    {
        var round = Round(before, after, seed);
        return (round.Base, round.Head);
    }

    private static BuildVerdict Judged(BuildProcess before, BuildProcess after, int seed, ComparisonPlan? plan = null) =>
        BuildJudge.Judge([Round(before, after, seed)], plan ?? new ComparisonPlan());

    private static ComparisonPlan Plan(string difference) => new()
    {
        Budget = BudgetFile.Read(Encoding.UTF8.GetBytes($$"""
            { "limits": [ { "of": "process", "metric": "liveHeap", "phase": "load", "difference": "{{difference}}",
              "growthPer": { "unit": "transfer", "max": "16 KiB" } } ] }
            """), "budget.json"),
    };
}
