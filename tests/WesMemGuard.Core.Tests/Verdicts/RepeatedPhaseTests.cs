using WesMemGuard.Reasons;
using WesMemGuard.Texts;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Core.Tests.Verdicts;

/// <summary>Two phases of one name: a limit on that name judges the first, and says so.</summary>
internal sealed class RepeatedPhaseTests
{
    private const string InLoad = """{ "of": "process", "metric": "goroutines", "peak": 120, "phase": "load" }""";
    private const string Said = "2 phases are named \"load\" and only the first was judged";

    [Test]
    public void What_held_in_the_first_is_not_said_of_the_second() =>
        Twice(h => h * 60 >= 26 ? 500 : 115).Build().By(InLoad).ShouldBe(Outcome.Inconclusive, Said);

    [Test]
    public void What_broke_in_the_first_stays_broken_and_says_so()
    {
        var verdict = Twice(h => h * 60 >= 12 ? 500 : 115).Build().By(InLoad);

        verdict.Outcome.ShouldBe(Outcome.Broken);
        verdict.Notices.Select(n => n.In(Language.English)).ShouldContain(notice => notice.StartsWith(Said, StringComparison.Ordinal));
    }

    [Test]
    public void A_level_of_a_repeated_phase_is_not_held_either() => Twice(_ => 115).Build()
        .By("""
            { "of": "process", "metric": "goroutines", "returnsTo": { "from": "warm", "after": "load", "tolerance": 5 }
            }
            """).ShouldBe(Outcome.Inconclusive, Said);

    [Test]
    public void Another_phase_does_not_mind() =>
        Twice(_ => 115).Build().By(InLoad.Replace("load", "settle",
            StringComparison.Ordinal)).Outcome.ShouldBe(Outcome.Held);

    private static SyntheticRun Twice(Func<double, double> goroutines) => SyntheticRun.Flat with
    {
        Goroutines = goroutines,
        Phases = [SyntheticRun.Idle("warm", 0, 10), SyntheticRun.Transfers("load", 10, 20),
            SyntheticRun.Transfers("load", 24, 34), SyntheticRun.Idle("settle", 34, 40)],
    };
}
