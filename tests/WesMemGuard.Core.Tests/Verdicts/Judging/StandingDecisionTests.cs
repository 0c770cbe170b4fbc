using WesMemGuard.Verdicts;
using WesMemGuard.Verdicts.Judging;

namespace WesMemGuard.Core.Tests.Verdicts.Judging;

internal sealed class StandingDecisionTests
{
    [Test]
    public void A_decision_that_stands_until_half_as_much_again_ends_a_run()
    {
        var decision = new StandingDecision();

        Look(decision, 20, Outcome.Held, Outcome.Broken).ShouldBeFalse();
        Look(decision, 29, Outcome.Held, Outcome.Broken).ShouldBeFalse();
        Look(decision, 30, Outcome.Held, Outcome.Broken).ShouldBeTrue();
    }

    [Test]
    public void One_that_is_doubted_or_turns_begins_anew()
    {
        var decision = new StandingDecision();

        Look(decision, 20, Outcome.Held).ShouldBeFalse();
        Look(decision, 25, Outcome.Inconclusive).ShouldBeFalse();
        Look(decision, 30, Outcome.Held).ShouldBeFalse();
        Look(decision, 40, Outcome.Broken).ShouldBeFalse();
        Look(decision, 45, Outcome.Broken).ShouldBeFalse();
        Look(decision, 60, Outcome.Broken).ShouldBeTrue();
    }

    [Test]
    public void No_limit_is_no_decision() => Look(new StandingDecision(), 600).ShouldBeFalse();

    private static bool Look(StandingDecision decision, double minutes, params Outcome[] outcomes) =>
        decision.Stands(TimeSpan.FromMinutes(minutes), outcomes);
}
