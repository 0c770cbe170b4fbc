using WesMemGuard.Pprof.Statistics;

namespace WesMemGuard.Pprof.Tests;

internal sealed class SamplingTests
{
    private const long Rate = SimulatedSampling.Rate;

    [TestCase(1, 48)]
    [TestCase(7, 16_384)]
    [TestCase(1000, 8)]
    [TestCase(655, 65_536)]
    [TestCase(3, 64_000_000)]
    [TestCase(12_345_678, 1024)]
    public void The_number_of_sampled_objects_comes_back_from_what_go_scaled(long sampled, long size)
    {
        var chance = HeapSampling.ChanceToBeSampled(size, Rate);
        var scaled = (long)(sampled / chance);

        HeapSampling.SampledObjects(scaled, chance).ShouldBe(sampled);
    }

    [Test]
    public void Nothing_sampled_stays_nothing_and_a_rate_of_one_records_all()
    {
        HeapSampling.SampledObjects(0, 0.5).ShouldBe(0);
        HeapSampling.ChanceToBeSampled(8, 1).ShouldBe(1);
    }

    /// <summary>Chi-square tables: half the quantile of 2n degrees of freedom.</summary>
    [TestCase(0.01, 1, 0.01005)]
    [TestCase(0.99, 1, 4.60517)]
    [TestCase(0.01, 5, 1.27910)]
    [TestCase(0.99, 6, 13.10848)]
    [TestCase(0.975, 0.5, 2.51194)]
    [TestCase(0.99, 2001, 2106.59)]
    [TestCase(0.01, 5000, 4836.97)]
    public void Gamma_quantiles_are_those_of_the_tables(double probability, double shape, double expected)
        => GammaDistribution.Quantile(probability, shape).ShouldBe(expected, expected * 1e-4);

    [TestCase(0.5)]
    [TestCase(1.0)]
    [TestCase(30.0)]
    [TestCase(1990.0)]
    public void A_gamma_quantile_inverts_the_cumulative(double shape)
    {
        foreach (var probability in new[] { 0.01, 0.5, 0.99 })
            GammaDistribution.Cumulative(shape, GammaDistribution.Quantile(probability, shape)).ShouldBe(probability,
                1e-6);
    }

    [Test]
    public void Small_objects_have_garwoods_interval()
    {
        var (low, high) = SamplingInterval.Of([new SampledObjects(5, 1e-6, 1e-6)], 0);

        low.ShouldBe(1.2791, 0.001);
        high.ShouldBe(13.1085, 0.001);
    }

    [Test]
    public void Objects_that_are_always_sampled_leave_nothing_open()
        => SamplingInterval.Of([new SampledObjects(3, 1, 64e6)], 0).ShouldBe((192e6, 192e6));

    [Test]
    public void Nothing_sampled_means_up_to_four_and_a_half_samples()
    {
        var (low, high) = SamplingInterval.Of([], Rate);

        low.ShouldBe(0);
        high.ShouldBe(4.60517 * Rate, 10);
    }

    /// <summary>
    /// Simulates Go's sampling itself: the stated chance is 98 %, 4,000 draws leave ±0.5 points; sizes from far below
    /// the rate to far above.
    /// </summary>
    [TestCase(64, 100_000)]
    [TestCase(16_384, 300)]
    [TestCase(262_144, 20)]
    [TestCase(524_288, 200)]
    [TestCase(2_000_000, 8)]
    public void The_interval_holds_the_truth_as_often_as_it_says(int size, int objects)
    {
        SimulatedSampling sampling = new(20261122);
        var chance = HeapSampling.ChanceToBeSampled(size, Rate);
        var held = 0;
        for (var i = 0; i < 4000; i++)
        {
            var sampled = sampling.Recorded(objects, chance);
            var (low, high) = SamplingInterval.Of([new SampledObjects(sampled, chance, size)], Rate);
            var truth = (double)size * objects;
            if (low <= truth && truth <= high)
                held++;
        }
        (held / 4000.0).ShouldBeGreaterThanOrEqualTo(0.97);
    }
}
