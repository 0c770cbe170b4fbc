using System.Globalization;
using WesMemGuard.Growth;

namespace WesMemGuard.Core.Tests.Growth;

/// <summary>
/// Readings of real Go programs (Growth/GoPrograms): undecided by the trend and told by their rests or periods, or misjudged once.
/// </summary>
internal sealed class GoProgramGrowthTests
{
    private const double MiB = 1024 * 1024;
    private const double Alpha = 0.01;

    [Test]
    public void A_batch_over_a_steady_heap_holds_4_MiB_an_hour()
    {
        var found = GrowthJudge.OfLiveHeap(Read("batch-live-heap"), 4 * MiB, Alpha);

        found.Reason.ShouldBe(GrowthReason.MinimaKeep);
        (found.LowPerHour / MiB).ShouldBeInRange(-0.5, 0);
        (found.HighPerHour / MiB).ShouldBeInRange(0, 0.5);
    }

    [Test]
    public void Bursts_of_goroutines_hold_20_an_hour() =>
        GrowthJudge.OfCounts(Read("bursts-goroutines"), 20, Alpha).Reason.ShouldBe(GrowthReason.MinimaKeep);

    [Test]
    public void A_leak_under_a_batch_breaks_its_limit_within_20_minutes()
    {
        var found = GrowthJudge.OfLiveHeap(Read("batch-leak-live-heap"), 4 * MiB, Alpha);

        found.Reason.ShouldBe(GrowthReason.MinimaRise);
        (found.SlopePerHour / MiB).ShouldBe(12, 2);
    }

    [Test]
    public void A_heap_that_swells_and_ebbs_with_the_load_holds_4_MiB_an_hour()
    {
        var found = GrowthJudge.OfLiveHeap(Read("clock-live-heap"), 4 * MiB, Alpha);

        found.Reason.ShouldBe(GrowthReason.PeriodsKeep);
        (found.LowPerHour / MiB).ShouldBeInRange(-8, 0);
    }

    [Test]
    public void A_leak_under_a_load_by_the_clock_breaks_its_limit()
    {
        var found = GrowthJudge.OfLiveHeap(Read("clock-leak-live-heap"), 4 * MiB, Alpha);

        found.Reason.ShouldBe(GrowthReason.PeriodsRise);
        (found.SlopePerHour / MiB).ShouldBe(12, 1);
    }

    [Test]
    public void A_cache_that_was_full_half_way_is_no_leak_because_it_was_collected_more_often_while_it_was_small()
    {
        var rows = Rows("cache-rss");
        double[] numGc = [.. rows.Select(row => Number(row[2]))];

        GrowthJudge.OfFloors(Read("cache-rss"), numGc, 8 * MiB, Alpha).Outcome.ShouldNotBe(GrowthOutcome.Broken);
    }

    private static TimedValue[] Read(string name)
    {
        TimedValue[] readings = [.. Rows(name).Select(cells => new TimedValue(Number(cells[0]), Number(cells[1])))];
        readings.Length.ShouldBeGreaterThan(50);
        return readings;
    }

    private static string[][] Rows(string name) => [.. File.ReadLines(
        Path.Combine(TestContext.CurrentContext.TestDirectory, "Growth", "GoPrograms", name + ".tsv")).Select(line => line.Split('\t'))];

    private static double Number(string cell) => double.Parse(cell, CultureInfo.InvariantCulture);
}
