using WesMemGuard.Client.Cycles;
using WesMemGuard.Client.Processes;
using WesMemGuard.Growth;

namespace WesMemGuard.Client.Tests.Cycles;

/// <summary>How many calls say that nothing grows.</summary>
internal sealed class CallGrowthTests
{
    /// <summary>As it was seen of a set: it doubled during warm-up, and would again after as many calls as it had.</summary>
    [TestCase(152_767, 272_767, ExpectedResult = false)]
    [TestCase(152_767, 324_901, ExpectedResult = false)]
    [TestCase(152_767, 343_726, ExpectedResult = true)]
    [TestCase(100, 7_000, ExpectedResult = true)]
    public bool An_array_would_have_doubled_in_them(long first, long last) => CallGrowth.WouldDouble([Level(first), Level(last)]);

    /// <summary>It keeps the windows that it was last asked of, and did so here too: 570 KB more in the heap of a client of 5 MB.</summary>
    [Test]
    public void The_judge_leaves_nothing_of_its_own_in_the_heap_that_it_weighs()
    {
        TimedValue[] points = [.. Enumerable.Range(0, 20).Select(i => new TimedValue(i, i * i % 7))];
        var kept = TrendWindow.Of(points, apart: true);
        TrendWindow.Of(points, apart: true).ShouldBeSameAs(kept);

        CallGrowth.OfHeap([.. Enumerable.Range(1, 20).Select(i => Level(i * 1000))], 0);

        TrendWindow.Of(points, apart: true).ShouldNotBeSameAs(kept);
    }

    private static CycleLevel Level(long calls) => new(calls, new SettledHeap(1), default, TimeSpan.Zero);
}
