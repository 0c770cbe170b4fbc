using WesMemGuard.Comparison;

namespace WesMemGuard.Core.Tests.Comparison;

internal sealed class RoundSumTests
{
    [Test]
    public void Rounds_that_agree_narrow_the_interval_by_the_root_of_their_number()
    {
        var four = RoundSum.Of([.. Enumerable.Repeat(new RoundEstimate(3, 1, 5, 20), 4)], ComparedAs.PerHour, 4, 0.01);

        four.Value.ShouldBe(3, 1e-9);
        (four.High - four.Low).ShouldBe(2, 1e-9);
    }

    [Test]
    public void Rounds_that_disagree_widen_it()
    {
        RoundEstimate[] apart = [new(0, -1, 1, 20), new(20, 19, 21, 20)];

        var sum = RoundSum.Of(apart, ComparedAs.PerHour, apart.Length, 0.01);

        sum.Value.ShouldBe(10, 1e-9);
        sum.Low.ShouldBeLessThan(0);
        sum.High.ShouldBeGreaterThan(20);
    }

    [Test]
    public void The_round_that_knows_more_weighs_more() =>
        RoundSum.Of([new(0, -10, 10, 20), new(6, 5, 7, 20)], ComparedAs.PerHour, 2, 0.01).Value.ShouldBeInRange(5.8, 6);

    [Test]
    public void Levels_know_how_starts_scatter_from_three_rounds_on()
    {
        RoundEstimate[] exact = [new(1, 1, 1, 20), new(5, 5, 5, 20), new(3, 3, 3, 20)];

        RoundSum.Of(exact[..2], ComparedAs.Level, 2, 0.01).High.ShouldBe(3, 1e-9);
        // t(0.99, 2) = 6.965, standard deviation 2 over the root of 3.
        RoundSum.Of(exact, ComparedAs.Level, 3, 0.01).High.ShouldBe(3 + (6.9646 * 2 / Math.Sqrt(3)), 1e-2);
        RoundSum.Of(exact, ComparedAs.Peak, 3, 0.01).Low.ShouldBe(3 - (6.9646 * 2 / Math.Sqrt(3)), 1e-2);
        RoundSum.Of(exact[..2], ComparedAs.Peak, 2, 0.01).High.ShouldBe(double.PositiveInfinity);
        // Three rounds of the same two processes tell nothing of another start.
        RoundSum.Of(exact, ComparedAs.Peak, 1, 0.01).High.ShouldBe(double.PositiveInfinity);
        RoundSum.Of(exact, ComparedAs.Level, 1, 0.01).High.ShouldBe(3, 1e-9);
    }

    [Test]
    public void A_peak_that_the_evidence_leaves_open_is_as_wide_as_that()
    {
        RoundEstimate[] open = [new(1, 1, 40, 1), new(5, 5, 50, 1), new(3, 3, 45, 1)];

        var sum = RoundSum.Of(open, ComparedAs.Peak, open.Length, 0.01);

        sum.Low.ShouldBe(3 - (6.9646 * 2 / Math.Sqrt(3)), 1e-2);
        sum.High.ShouldBe(45 + (6.9646 * 5 / Math.Sqrt(3)), 1e-2);
    }

    [Test]
    public void A_count_that_stands_still_in_one_round_does_not_silence_the_others()
    {
        var sum = RoundSum.Of([new(0, 0, 0, 20), new(10, 8, 12, 20)], ComparedAs.PerHour, 2, 0.01);

        double.IsNaN(sum.Value).ShouldBeFalse();
        sum.High.ShouldBeGreaterThan(0);
    }
}
