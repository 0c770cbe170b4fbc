using System.Globalization;
using WesMemGuard.Growth;

namespace WesMemGuard.Core.Tests.Growth;

/// <summary>Readings of real Go programs with jobs and bursts (Growth/GoPrograms): undecided by the trend, told by their rests.</summary>
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

    private static TimedValue[] Read(string name)
    {
        var path = Path.Combine(TestContext.CurrentContext.TestDirectory, "Growth", "GoPrograms", name + ".tsv");
        TimedValue[] readings = [.. File.ReadLines(path).Select(line => line.Split('\t'))
            .Select(cells => new TimedValue(Number(cells[0]), Number(cells[1])))];
        readings.Length.ShouldBeGreaterThan(50);
        return readings;
    }

    private static double Number(string cell) => double.Parse(cell, CultureInfo.InvariantCulture);
}
