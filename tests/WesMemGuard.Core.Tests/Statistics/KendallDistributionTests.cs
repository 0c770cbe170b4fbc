using WesMemGuard.Bench.Textbooks;
using WesMemGuard.Statistics;

namespace WesMemGuard.Core.Tests.Statistics;

internal sealed class KendallDistributionTests
{
    [TestCase(1)]
    [TestCase(2)]
    [TestCase(5)]
    [TestCase(7)]
    public void Every_tail_is_that_of_all_orders(int count)
    {
        double[] scores =
            [.. Orders.Of([.. Enumerable.Range(0, count).Select(i => (double)i)]).Select(order => MannKendall.Of(order).Score)];
        scores.ShouldNotBeEmpty();
        var most = count * (count - 1) / 2;
        for (var score = -most; score <= most; score += 2)
        {
            var tail = scores.Count(one => one >= score) / (double)scores.Length;
            KendallDistribution.Critical(tail + 1e-12, count).ShouldBe(score, $"S >= {score} of {count}");
            KendallDistribution.Critical(tail - 1e-12, count).ShouldBe(score == most ? null : score + 2,
                $"S > {score} of {count}");
        }
    }

    [TestCase(0.01, 4, null)]
    [TestCase(0.01, 5, 10)]
    [TestCase(0.01, 7, 17)]
    [TestCase(0.0002, 7, 21)]
    [TestCase(0.0001, 7, null)]
    public void The_smallest_significant_score(double alpha, int count, int? expected) =>
        KendallDistribution.Critical(alpha, count).ShouldBe(expected);

    [Test]
    public void Sixty_values_are_nearly_normal()
    {
        var z = (KendallDistribution.Critical(0.01, 60)!.Value - 1) / Math.Sqrt(60 * 59 * 125 / 18.0);
        z.ShouldBe(Quantiles.Normal(0.99), 0.02);
    }

    [TestCase(1, 1)]
    [TestCase(0.01, 5)]
    [TestCase(0.0002, 7)]
    public void The_fewest_values_for_an_error(double alpha, int expected) =>
        KendallDistribution.FewestValues(alpha).ShouldBe(expected);

    [TestCase(0)]
    [TestCase(61)]
    public void Other_counts_are_refused(int count) =>
        Should.Throw<ArgumentOutOfRangeException>(() => KendallDistribution.Critical(0.01, count));
}
