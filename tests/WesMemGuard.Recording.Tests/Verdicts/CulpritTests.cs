using System.Text;
using WesMemGuard.Budgets;
using WesMemGuard.Node.Profiles;
using WesMemGuard.Pprof;
using WesMemGuard.Pprof.Attribution;
using WesMemGuard.Pprof.Comparing;
using WesMemGuard.Pprof.Growing;
using WesMemGuard.Reasons;
using WesMemGuard.Runs;
using WesMemGuard.Texts;
using WesMemGuard.Verdicts;
using WesMemGuard.Verdicts.Judging;

namespace WesMemGuard.Recording.Tests.Verdicts;

/// <summary>
/// Who is named for a growth, held against what was planted in the recorded nodes and what the oracle's listings say.
/// </summary>
[Parallelizable(ParallelScope.All)]
internal sealed class CulpritTests
{
    private const double MiB = 1024 * 1024;

    [TestCase("planted-ispc-12", "recordExecutionTrace", "ispc", 12)]
    [TestCase("live-heap-planted-ispc-12", "recordExecutionTrace", "ispc", 12)]
    [TestCase("live-heap-planted-event-12-fine", "keepDelivery", "event", 12)]
    [TestCase("gogc-50-planted", "keepDelivery", "event", 12)]
    public void A_planted_leak_is_named_in_the_message_with_its_module_and_its_rate(string recording, string function,
        string module, double perHour)
    {
        var verdict = Judge(recording, """{ "of": "process", "metric": "liveHeap", "growthPerHour": "4 MiB" }""");

        verdict.Outcome.ShouldBe(Outcome.Broken);
        var suspect = verdict.Suspects.Take(3).Single(s => s.Function.Contains(function, StringComparison.Ordinal));
        suspect.Module.ShouldBe(module);
        (perHour * MiB).ShouldBeInRange(suspect.PerHourLow!.Value, suspect.PerHourHigh!.Value);
        var lines = verdict.Message.In(Language.English).Split('\n');
        lines.ShouldContain(l => l.Contains($" {module}: +"));
        verdict.Message.In(Language.English).ShouldContain(function);
        lines.ShouldContain(l => l.Contains("its own counter says") && l.Contains(": blind"));
        lines.ShouldContain(l => l.Contains("dark growth +") && l.Contains(" by profile"));
        lines[^2].ShouldBe($"  next       wesmemguard diff runs/{recording}");
        lines.Length.ShouldBeLessThanOrEqualTo(12);
        lines.ShouldAllBe(l => l.Length <= 110);
        verdict.DarkGrowth!.Shares.Sum(s => s.Share).ShouldBe(1, 1e-9);
        verdict.DarkGrowth.Shares[0].Holder.ShouldBe(module);
    }

    [Test]
    public void Where_next_gc_can_not_tell_profiles_still_name_the_planted_function()
    {
        var run = RecordedRuns.Of("memory-limit-planted");
        var suspect =
            new ProfileSuspects().OfHeap(run, run.Memory[0].At, run.Memory[^1].At, stoppedToo: false).Found[0];

        suspect.Function.ShouldContain("recordExecutionTrace");
        (24 * MiB).ShouldBeInRange(suspect.PerHourLow!.Value, suspect.PerHourHigh!.Value);
    }

    [Test]
    public void A_goroutine_leak_is_named_with_its_stack()
    {
        var verdict =
            Judge("planted-api-goroutines", """{ "of": "process", "metric": "goroutines", "growthPerHour": 60 }""");

        verdict.Outcome.ShouldBe(Outcome.Broken);
        verdict.Suspects[0].Function.ShouldContain("trackCallerWait");
        verdict.Suspects[0].Module.ShouldStartWith("api");
        verdict.Suspects[0].PerHour!.Value.ShouldBe(600, 30);
        verdict.Message.In(Language.English).ShouldContain("stack: runtime.gopark < ");
        verdict.Message.In(Language.English).ShouldContain("wesmemguard diff runs/planted-api-goroutines --kind goroutine\n");
        verdict.DarkGrowth.ShouldBeNull();
    }

    [TestCase("transfers", "transfers", "crypto/hash|block.(*Service)|pow_handler|txpool|persistence|badger")]
    [TestCase("pool-flood", "flood", "txpool|crypto/hash|tx/|event")]
    [TestCase("many-clients", "clients", "middleware.(*RateLimit).allowRequest")]
    public void Loads_that_grow_name_functions_of_the_oracles_listings(string recording, string phase, string functions)
    {
        var run = RecordedRuns.Of(recording);
        var first = run.Phases.First(p => p.Name.StartsWith(phase, StringComparison.Ordinal));
        var suspects = new ProfileSuspects().OfHeap(run, first.StartedAt, run.Phases[^1].EndedAt, stoppedToo: true);
        var oracle = Directory.GetFiles(Path.Combine(RecordedRuns.Folder, recording,
            "profiles"), "*heap.inuse_space.diff.txt")
            .ShouldHaveSingleItem();
        var listing = File.ReadAllText(oracle);

        suspects.Found.ShouldNotBeEmpty(suspects.WhyNone?.In(Language.English));
        suspects.Found.Take(3).ShouldAllBe(s => listing.Contains(s.Function, StringComparison.Ordinal));
        suspects.Found.Take(3).ShouldContain(s => functions.Split('|').Any(f => s.Function.Contains(f, StringComparison.Ordinal)));
    }

    [TestCase("idle")]
    [TestCase("subscribers")]
    [TestCase("block-reads")]
    [TestCase("planted-event-cache")]
    public void Who_does_not_leak_is_not_accused(string recording)
    {
        var run = RecordedRuns.Of(recording);
        var heap = new RunProfiles().All(run, ProfileKind.Heap).Where(p => p.At >= run.Header.StartedAt.AddMinutes(5)).ToList();
        heap.Count.ShouldBeGreaterThanOrEqualTo(2);

        GrowthRanking.Rank(heap).Suspects.ShouldNotContain(s =>
            s.Trend == GrowthTrend.Growing && s.Growth.IsAboveZero && s.Growth.Value >= GrowthRanking.MaterialBytes);
        var verdict = Judge(recording, """{ "of": "process", "metric": "liveHeap", "growthPerHour": "64 MiB" }""");
        verdict.Outcome.ShouldBe(Outcome.Held);
        verdict.Suspects.ShouldBeEmpty();
        verdict.DarkGrowth.ShouldBeNull();
        verdict.Message.In(Language.English).ShouldNotContain("suspect");
        verdict.Message.In(Language.English).ShouldNotContain("  next ");
    }

    [TestCaseSource(typeof(RecordedRuns), nameof(RecordedRuns.Names))]
    public void Modules_and_others_add_up_to_each_heap_profiles_total(string recording)
    {
        foreach (var (_, profile) in new RunProfiles().All(RecordedRuns.Of(recording), ProfileKind.Heap))
        {
            var modules = ModuleBytes.Of(profile);
            modules.Sum(m => m.Bytes.Value).ShouldBe(profile.Total(ValueKind.InuseSpace));
            modules.Count(m => m.Module.Kind == ModuleKind.Reporting).ShouldBe(12);
        }
    }

    [Test]
    public void Most_recordings_hold_heap_profiles() =>
        RecordedRuns.Names.Count(n => RecordedRuns.Of(n).Profiles.Any(p => p.Kind == ProfileKind.Heap)).ShouldBeGreaterThan(15);

    internal static Verdict Judge(string recording, string limit)
    {
        var run = RecordedRuns.Of(recording);
        var warmUp = run.Memory[^1].At - run.Memory[0].At > TimeSpan.FromMinutes(30) ? "5 min" : "1 min";
        var budget = BudgetFile.Read(Encoding.UTF8.GetBytes($$"""{ "warmUp": "{{warmUp}}", "limits": [ {{limit}} ] }"""), "budget.json");
        return BudgetJudge.Judge(run, budget,
            new JudgeContext(recording, "budget.json", $"runs/{recording}/{RunFile.Name}",
                new ProfileSuspects())).Verdicts[0];
    }
}
