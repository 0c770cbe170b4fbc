using System.Text;
using WesMemGuard.Baselines;
using WesMemGuard.Budgets;
using WesMemGuard.Core.Tests.LiveHeap;
using WesMemGuard.Measurement;
using WesMemGuard.Proposals;
using WesMemGuard.Runs;
using WesMemGuard.Texts;
using WesMemGuard.Verdicts;
using WesMemGuard.Verdicts.Judging;

namespace WesMemGuard.Recording.Tests.Proposals;

internal sealed class BudgetProposerTests
{
    private static readonly Lazy<IReadOnlyList<GoodRun>> Good = new(() =>
        [.. Enumerable.Range(1, 3).Select(i => new GoodRun($"run-{i}", Service(i)))]);

    [Test]
    public void The_same_runs_propose_the_same_file_which_is_a_budget_and_says_why_in_both_languages()
    {
        var english = BudgetText.Of(Propose(null), Language.English);
        var chinese = BudgetText.Of(Propose(null), Language.Chinese);

        english.ShouldBe(BudgetText.Of(Propose(null), Language.English));
        english.ShouldContain("// Proposed by wesmemguard from 3 good runs: run-1, run-2, run-3\n");
        english.ShouldContain("MiB/h put into the longest run breaks it within ");
        english.ShouldContain("    { \"of\": \"process\", \"metric\": \"liveHeap\", \"growthPerHour\": \"");
        chinese.ShouldContain("// 由 wesmemguard 根据 3 次正常运行提出");
        Read(chinese).Limits.Select(l => l.Text).ShouldBe(Read(english).Limits.Select(l => l.Text));
        Read(english).Limits.Select(l => l.Rule.Bound).ShouldBe(Propose(null).Limits.Select(l => l.Limit.Rule.Bound));
    }

    [Test]
    public void A_loose_limit_is_tightened_a_tight_one_loosened_and_one_that_fits_stays_as_it_is()
    {
        var fits = Propose(null).Limits.Single(l => l.Limit is { Metric: Metric.LiveHeap, Rule: GrowthPerHour }).Limit.Rule.Bound;
        var changes = new[] { 100 * fits, fits * 1.2, 1 }.Select(bound => Propose(Read($$"""
            { "limits": [ { "of": "process", "metric": "liveHeap", "growthPerHour": "{{Math.Ceiling(bound)}} B" } ] }
            """)).Limits[0]).ToList();

        changes.Select(c => c.Change).ShouldBe([LimitChange.Tightened, LimitChange.Kept, LimitChange.Loosened]);
        changes.Select(c => c.Why.Id).ShouldBe(["proposal.tightened", "proposal.fits", "proposal.loosened"]);
        changes[0].Limit.Rule.Bound.ShouldBe(fits);
        changes[1].Limit.Rule.Bound.ShouldBe(Math.Ceiling(fits * 1.2));
        changes[2].Limit.Rule.Bound.ShouldBe(fits);
    }

    [Test]
    public void What_no_run_tells_stays_and_the_order_of_the_file_too()
    {
        var old = Read("""
            { "warmUp": "2 min", "limits": [
                { "of": "process", "metric": "goroutines", "peak": 5000, "phase": "load", "difference": 3 },
                { "of": "mempool.txpool", "metric": "objects", "peak": 7, "zeroExpected": true },
                { "of": "process", "metric": "liveHeap", "returnsTo": { "from": "a", "after": "b", "tolerance": "3 MiB" },
                  "difference": "1 MiB" } ] }
            """);

        var proposal = Propose(old);

        proposal.Limits.Take(3).ShouldAllBe(l => l.Change == LimitChange.Kept && l.Why.Id == "proposal.unheard");
        var again = Read(BudgetText.Of(proposal, Language.English));
        again.WarmUp.ShouldBe(TimeSpan.FromMinutes(2));
        again.Limits.Take(3).Select(l => (l.Of, l.Text, l.Phase, l.ZeroExpected, l.Difference))
            .ShouldBe(old.Limits.Select(l => (l.Of, l.Text, l.Phase, l.ZeroExpected, l.Difference)));
    }

    [Test]
    public void Counts_are_proposed_whole()
    {
        var counts = Propose(null).Limits.Where(l => l.Limit.Rule is Peak && !l.Limit.Metric.IsSize()).Select(l => l.Limit.Rule.Bound).ToList();

        counts.ShouldNotBeEmpty();
        counts.ShouldAllBe(bound => bound.Equals(Math.Floor(bound)));
    }

    [Test]
    public void The_whole_budget_is_held_by_every_run_it_was_made_of()
    {
        var old = Read("""
            { "limits": [
                { "of": "process", "metric": "liveHeap", "growthPerHour": "1 B" },
                { "of": "process", "metric": "heapAlloc", "growthPerHour": "1 B" },
                { "of": "process", "metric": "goroutines", "growthPerHour": 1 },
                { "of": "process", "metric": "rss", "growthPerHour": "1 B" } ] }
            """);
        var proposed = Read(BudgetText.Of(Propose(old), Language.English));

        foreach (var good in Good.Value)
            BudgetJudge.Judge(good.Run, proposed, new JudgeContext(good.Name, "budget.json", good.Name)).Verdicts
                .Where(v => v.Outcome is not (Outcome.Held or Outcome.NotMeasured)).ShouldBeEmpty();
    }

    [Test]
    public void Runs_that_leak_are_warned_of()
    {
        GoodRun[] leaking = [new("leak", LeakInjection.Into(Service(1), 12 * ByteSize.MiB))];

        BudgetProposer.Of(leaking, [], null, null).Limits[0].Warning.ShouldNotBeNull().Id.ShouldBe("proposal.runsGrow");
        Propose(null).Limits.ShouldAllBe(l => l.Warning == null);
    }

    [Test]
    public void A_baseline_supports_peaks_alone()
    {
        var at = DateTimeOffset.UnixEpoch;
        RunLevels[] levels = [.. Enumerable.Range(0, 8).Select(i => new RunLevels($"r{i}", at, at,
            new Dictionary<string, double> { ["goroutines"] = 100 + (i % 3), ["rss"] = 1e8 }))];

        var proposal = BudgetProposer.Of([], levels, null, null);

        proposal.Limits.Select(l => (l.Limit.Metric, l.Limit.Rule.Name, l.Runs)).ShouldBe([(Metric.Goroutines, "peak", 8)]);
        proposal.Limits[0].Limit.Rule.Bound.ShouldBeInRange(105, 130);
        proposal.LeftOut.ShouldContain(l => l.Metric == "liveHeap" && l.Why.Id == "proposal.noRunSpeaks");
    }

    private static BudgetProposal Propose(MemoryBudget? old) => BudgetProposer.Of(Good.Value, [], old, null);

    private static MemoryBudget Read(string text) => BudgetFile.Read(Encoding.UTF8.GetBytes(text), "budget.json");

    private static MemoryRun Service(int seed) => new SimulatedService
    {
        Seed = seed,
        Live = hours => 500e6 + (2e6 * Math.Sin(hours * 40)),
    }.Build();
}
