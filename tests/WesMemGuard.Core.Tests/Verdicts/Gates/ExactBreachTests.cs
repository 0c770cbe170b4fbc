using WesMemGuard.Runs;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Core.Tests.Verdicts.Gates;

/// <summary>A peak that was seen stays broken whatever gate fires.</summary>
internal sealed class ExactBreachTests
{
    private const string Goroutines = """{ "of": "process", "metric": "goroutines", "peak": 150 }""";

    private static readonly Dictionary<string, Func<MemoryRun, MemoryRun>> Faults = new()
    {
        ["frozen"] = run => RunFaults.Frozen(run, Source.Memory, SyntheticRun.At(25), SyntheticRun.At(40)),
        ["429"] = run => RunFaults.Failed(run, Source.Memory, at => at > SyntheticRun.At(12)),
        ["gone lines"] = run => RunFaults.Removed(run, Source.Memory, at => at > SyntheticRun.At(30)),
        ["restart"] = run => RunFaults.Restarted(run, SyntheticRun.At(20)),
        ["another process"] = run => RunFaults.Spliced(run, SyntheticRun.Leaking(3).Build(), Source.Metrics),
    };

    public static IEnumerable<string> Names => Faults.Keys;

    [TestCaseSource(nameof(Names))]
    public void A_breach_that_was_seen_stays_broken(string fault)
    {
        var run = (SyntheticRun.Flat with { Goroutines = h => h is > 0.18 and < 0.19 ? 151 : 115 }).Build();

        var verdict = Faults[fault](run).By(Goroutines);

        verdict.ShouldBe(Outcome.Broken, "is above the limit");
        verdict.Value.ShouldBe(151);
    }

    [Test]
    public void Mode_minimal_does_not_hide_bytes_that_were_reported()
    {
        var run = (SyntheticRun.Flat with { Mode = "minimal" }).Build();

        run.By("""{ "of": "mempool.txpool", "metric": "bytes", "peak": "1 KiB" }""").Outcome.ShouldBe(Outcome.Broken);
    }

    [Test]
    public void Without_the_breach_the_same_faults_never_hold_where_samples_are_missing()
    {
        var run = SyntheticRun.Flat.Build();

        foreach (var fault in new[] { "frozen", "429", "gone lines" })
            Faults[fault](run).By(Goroutines).Outcome.ShouldNotBe(Outcome.Held, fault);
    }
}
