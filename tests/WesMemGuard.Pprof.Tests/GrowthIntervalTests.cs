using WesMemGuard.Pprof.Comparing;

namespace WesMemGuard.Pprof.Tests;

/// <summary>The interval of a growth against a simulated process whose growth is known.</summary>
internal sealed class GrowthIntervalTests
{
    private const int Draws = 2000;

    /// <summary>
    /// Before, kept of those, and new: a pure leak, a leak beside a stock, a stock replaced, a stock that shrinks.
    /// </summary>
    [TestCase(16_384, 0, 0, 1344)]
    [TestCase(16_384, 2000, 2000, 700)]
    [TestCase(16_384, 700, 0, 700)]
    [TestCase(16_384, 700, 350, 1200)]
    [TestCase(4096, 6000, 3000, 1000)]
    [TestCase(1_000_000, 20, 10, 25)]
    public void The_interval_holds_the_true_growth_as_often_as_it_says(int size, int before, int kept, int added)
    {
        SimulatedSampling sampling = new(20261122);
        var chance = HeapSampling.ChanceToBeSampled(size, SimulatedSampling.Rate);
        var truth = (double)size * (kept + added - before);
        var held = 0;
        for (var i = 0; i < Draws; i++)
        {
            var growth =
                Growth(size, sampling.Recorded(kept, chance), sampling.Recorded(before - kept, chance),
                    sampling.Recorded(added, chance));
            if (growth.Low <= truth && truth <= growth.High)
                held++;
        }
        (held / (double)Draws).ShouldBeGreaterThanOrEqualTo(0.97);
    }

    [Test]
    public void Objects_replaced_without_growth_are_seldom_taken_for_growth()
    {
        SimulatedSampling sampling = new(7);
        var chance = HeapSampling.ChanceToBeSampled(16_384, SimulatedSampling.Rate);

        var taken = Enumerable.Range(0, Draws)
            .Count(_ => Growth(16_384, 0, sampling.Recorded(300, chance), sampling.Recorded(300, chance)).IsAboveZero);

        (taken / (double)Draws).ShouldBeLessThanOrEqualTo(0.01);
    }

    private static SampledBytes Growth(int size, int kept, int died, int added)
    {
        if (kept + died + added == 0)
            return new SampledBytes(0, 0, double.PositiveInfinity, 0);
        var from = SimulatedSampling.Profile(kept + died, kept + died, size);
        var to = SimulatedSampling.Profile(kept + died + added, kept + added, size);
        IReadOnlyList<DiffRow> rows = DiffTable.Between(from, to, ValueKind.InuseSpace, Grouping.Function);
        return rows.Count > 0
            ? rows[0].Growth : new SampledBytes(0, double.NegativeInfinity, double.PositiveInfinity, 0);
    }
}
