using WesMemGuard.Proposals;
using WesMemGuard.Recording.Tests.Verdicts;

namespace WesMemGuard.Recording.Tests.Proposals;

internal sealed class ProposalBarTests
{
    [Test]
    public void Budgets_proposed_from_half_of_the_runs_hold_on_the_others_and_catch_leaks()
    {
        var bar = new ProposalBar();
        bar.Recordings(RecordedRuns.Of);
        bar.Services(seed: 1, services: 3);

        var wrong = string.Join("\n", bar.Wrong);
        bar.CleanLimits.ShouldBeGreaterThan(80);
        bar.FalselyBroken.ShouldBeLessThanOrEqualTo(bar.CleanLimits / 100, wrong);
        bar.Held.ShouldBeGreaterThan(bar.CleanLimits * 8 / 10, wrong);
        bar.Leaking.ShouldBeGreaterThan(20);
        bar.Caught.ShouldBeGreaterThanOrEqualTo((int)Math.Ceiling(bar.Leaking * 0.9), wrong);
    }
}
