using WesMemGuard.Runs;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Core.Tests.Verdicts;

/// <summary>
/// A look at <c>/proc</c> and a page of <c>/metrics</c> are seconds apart: the page's figure is taken for the moment of
/// the look.
/// </summary>
internal sealed class PairedReadingsTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    [Test]
    public void Between_two_pages_the_figure_is_taken_in_proportion_to_time_and_its_change_is_the_spread()
    {
        var slot = Paired([(0, 100, 7), (30, 160, 7)], look: 10, value: 150).ShouldHaveSingleItem();

        slot.Value.ShouldBe(150 - 120);
        slot.Spread.ShouldBe(60);
    }

    [Test]
    public void Beside_one_page_alone_the_spread_is_unknown()
    {
        var slot = Paired([(0, 100, 7)], look: 10, value: 150).ShouldHaveSingleItem();

        slot.Value.ShouldBe(50);
        slot.Spread.ShouldBe(double.PositiveInfinity);
    }

    [TestCase(0, 200, 7, 7, TestName = "pages too far from the look")]
    [TestCase(90, 130, 7, 8, TestName = "pages of two processes")]
    public void Where_no_page_tells_there_is_no_value(int before, int after, double startBefore, double startAfter) =>
        Paired([(before, 100, startBefore), (after, 100, startAfter)], look: 100, value: 150).ShouldHaveSingleItem().Value.ShouldBeNull();

    [Test]
    public void Looks_between_which_the_runtime_gave_back_are_left_out_where_enough_others_are_there()
    {
        var still = Enumerable.Range(0, 12).Select(i => new Slot(Start.AddSeconds(10 * i), i, null, null, null));
        var moved = new Slot(Start.AddSeconds(200), 1e9, null, null, null) { Spread = 1e9 };
        var rhythm = new Rhythm([], null);

        new SourceReadings("x", "x", still.Append(moved).ToArray(), rhythm).Still().Count.ShouldBe(12);
        new SourceReadings("x", "x", still.Take(9).Append(moved).ToArray(), rhythm).Still().Count.ShouldBe(10);
    }

    private static Slot[] Paired((int At, double Value, double Start)[] pages, int look, double value)
    {
        var run = new MemoryRun(new RunHeader("x", "x", Start, RunOrigin.Live));
        run.Metrics.AddRange(
            pages.Select(p =>
            new Reading<MetricsSample>(Start.AddSeconds(p.At), new MetricsSample { Sys = p.Value, StartTimeSeconds = p.Start }, null)));
        run.Process.Add(new Reading<ProcessSample>(Start.AddSeconds(look), new ProcessSample(1, value, value), null));
        return PairedReadings.Of(run, s => s.RssAnon, s => s.Sys);
    }
}
