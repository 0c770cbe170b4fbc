using WesMemGuard.Verdicts;
using WesMemGuard.Verdicts.Limits;
using WesMemGuard.Verdicts.Observations;

namespace WesMemGuard.Core.Tests.Verdicts.Limits;

internal sealed class PhaseLevelTests
{
    private static readonly Window Window = new(SyntheticRun.At(0), SyntheticRun.At(20));

    [Test]
    public void A_phase_without_values_has_no_level() => PhaseLevel.Of([], Window, SeriesKind.Counts).ShouldBeNull();

    [TestCase(SeriesKind.Counts, 4)]
    [TestCase(SeriesKind.LiveHeap, 4)]
    [TestCase(SeriesKind.Floors, 2)]
    public void Values_of_the_first_half_alone_give_their_last_or_their_least(object kind, double level) =>
        PhaseLevel.Of([(SyntheticRun.At(1), 9), (SyntheticRun.At(2), 2), (SyntheticRun.At(3), 4)], Window, (SeriesKind)kind)
            .ShouldBe(new PhaseLevel(level, level, level, 1));

    [Test]
    public void The_first_half_does_not_count_beside_the_second() =>
        PhaseLevel.Of([(SyntheticRun.At(1), 100), (SyntheticRun.At(11), 3), (SyntheticRun.At(12), 5)], Window, SeriesKind.Counts)
            .ShouldBe(new PhaseLevel(4, 3, 5, 2));

    [TestCase(7, 0)]
    [TestCase(8, 0)]
    [TestCase(9, 1)]
    [TestCase(20, 4)]
    [TestCase(100, 38)]
    public void The_spread_of_a_median_is_the_range_of_few_and_order_statistics_of_many(int count, int cut) =>
        PhaseLevel.Of(Second(Enumerable.Range(0, count).Select(i => (double)((i * 37) % count))), Window, SeriesKind.Counts)
            .ShouldBe(new PhaseLevel((count - 1) / 2.0, cut, count - 1 - cut, count));

    [TestCase(new double[] { 5 }, 5, 5)]
    [TestCase(new double[] { 9, 5 }, 5, 9)]
    [TestCase(new double[] { 9, 5, 7 }, 5, 9)]
    [TestCase(new double[] { 9, 8, 2, 6, 7, 4 }, 2, 8)]
    [TestCase(new double[] { 1, 9, 9, 9, 9, 9, 3 }, 1, 9)]
    [TestCase(new double[] { 1, 9, 6, 2, 8, 7, 3 }, 1, 3)]
    public void A_floor_is_the_least_and_as_sure_as_the_least_of_each_third(double[] values, double level,
        double high) =>
        PhaseLevel.Of(Second(values), Window, SeriesKind.Floors).ShouldBe(new PhaseLevel(level, level, high,
            values.Length));

    private static List<(DateTimeOffset At, double Value)> Second(IEnumerable<double> values) =>
        [.. values.Select((v, i) => (SyntheticRun.At(10).AddSeconds(i), v))];
}
