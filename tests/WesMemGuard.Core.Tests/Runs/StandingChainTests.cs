using WesMemGuard.Core.Tests.Verdicts;
using WesMemGuard.Diagnosis;
using WesMemGuard.Diagnosis.Recognisers;
using WesMemGuard.Reasons;
using WesMemGuard.Runs;
using WesMemGuard.Texts;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Core.Tests.Runs;

/// <summary>A chain that stands by what pages count, and by what the phases of the run told the node.</summary>
internal sealed class StandingChainTests
{
    [Test]
    public void A_height_that_nobody_asked_for_is_unknown_and_not_0()
    {
        var run = WithRounds(SyntheticRun.Empty, 10, 15);

        var stands = StandingChain.Of(run)!;

        ((double?)stands.Height).ShouldBeNull();
        stands.Rounds.ShouldBe(149);
        var remark = RunReasons.Of(run).ShouldHaveSingleItem();
        remark.In(Language.English).ShouldStartWith("the chain stood from 12:10:00Z to 12:14:58Z");
        remark.In(Language.Chinese).ShouldContain("但链没有增长：没有产生区块");
        foreach (var language in Enum.GetValues<Language>())
            Evidence(run, language).ShouldNotContain(language == Language.English ? "height 0" : "停在 0");
    }

    [Test]
    public void A_height_that_is_known_is_told()
    {
        var run = WithRounds(SyntheticRun.Empty, 10, 15);
        run.Blocks.Add(new(SyntheticRun.At(9), new BlockSample(41), null));

        StandingChain.Of(run)!.Height.ShouldBe(41);
        RunReasons.Of(run).ShouldHaveSingleItem().In(Language.English).ShouldStartWith("the chain stood at height 41 from ");
        Evidence(run, Language.English).ShouldStartWith("height 41 was not passed from 12:10:00Z to 12:14:58Z, in 149");
    }

    [TestCase(20, true)]
    [TestCase(40, false)]
    public void Rounds_are_told_of_the_time_in_which_they_were_counted(double minute, bool areTold)
    {
        var run = WithRounds(SyntheticRun.Empty, minute, minute + 5);
        run.Phases.Add(new Phase("mine", "mine-on", SyntheticRun.At(18), SyntheticRun.At(19), 0, 1, 1, 0, 0));
        run.Phases.Add(new Phase("stop", "mine-off", SyntheticRun.At(30), SyntheticRun.At(31), 0, 1, 1, 0, 0));
        for (var at = 0; at < 50; at++)
            run.Blocks.Add(new(SyntheticRun.At(at), new BlockSample(at < 18 ? at : at < 31 ? 18 : at), null));

        var stands = StandingChain.Of(run)!;

        stands.From.ShouldBe(SyntheticRun.At(18));
        stands.To.ShouldBe(SyntheticRun.At(30));
        (stands.Rounds is not null).ShouldBe(areTold);
    }

    private static string Evidence(MemoryRun run,
        Language language) => Recogniser.Diagnose(new DiagnosisCase(run)).Found
        .Single(f => f.Problem == Problems.ChainStuck).Evidence.Select(new DiagnosisText(language).Of).ShouldHaveSingleItem();

    /// <summary>A page each 2 s, on each a round more, and a tip that was old when they began.</summary>
    private static MemoryRun WithRounds(MemoryRun run, double from, double to)
    {
        for (var (at, round) = (SyntheticRun.At(from), 0); at < SyntheticRun.At(to); at = at.AddSeconds(2), round++)
            run.Metrics.Add(new(at, new MetricsSample { MiningRounds = round, TipAgeSeconds = 300 + (2 * round) },
                null));
        return run;
    }
}
