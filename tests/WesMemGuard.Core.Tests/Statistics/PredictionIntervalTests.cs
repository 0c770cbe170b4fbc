using WesMemGuard.Statistics;

namespace WesMemGuard.Core.Tests.Statistics;

/// <summary>Reference: the formula with scipy 1.10.1 stats.t.ppf(0.995, 7).</summary>
internal sealed class PredictionIntervalTests
{
    [Test]
    public void The_next_of_eight_runs_agrees_with_scipy()
    {
        var next = PredictionInterval.OfNext([971.2, 970.8, 972.5, 971.9, 970.1, 971.4, 972.2, 971.0], 0.01);
        next.Low.ShouldBe(968.4619105103216, 1e-9);
        next.High.ShouldBe(974.3130894896785, 1e-9);
    }

    [Test]
    public void One_value_has_no_scatter() =>
        Should.Throw<ArgumentException>(() => PredictionInterval.OfNext([1], 0.01));
}
