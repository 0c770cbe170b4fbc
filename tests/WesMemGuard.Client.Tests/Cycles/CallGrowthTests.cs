using WesMemGuard.Client.Cycles;
using WesMemGuard.Client.Processes;

namespace WesMemGuard.Client.Tests.Cycles;

/// <summary>How many calls say that nothing grows.</summary>
[NonParallelizable]
internal sealed class CallGrowthTests
{
    /// <summary>As it was seen of a set: it doubled during warm-up, and would again after as many calls as it had.</summary>
    [TestCase(152_767, 272_767, ExpectedResult = false)]
    [TestCase(152_767, 324_901, ExpectedResult = false)]
    [TestCase(152_767, 343_726, ExpectedResult = true)]
    [TestCase(100, 7_000, ExpectedResult = true)]
    public bool An_array_would_have_doubled_in_them(long first, long last) => CallGrowth.WouldDouble([Level(first), Level(last)]);

    /// <summary>
    /// It keeps windows, and arrays of a pool, in sizes that get larger as levels come: 120 to 900 B a call of a client that waits for
    /// 20 ms in each and keeps nothing.
    /// </summary>
    [Test]
    public async Task The_judge_leaves_nothing_of_its_own_in_the_heap_that_it_weighs()
    {
        const int few = 10, many = 60;
        Random random = new(1);
        List<CycleLevel> levels = [.. Enumerable.Range(1, many).Select(i => Level(i * 5) with
        {
            Heap = new SettledHeap(100_000 + (300 * i) + random.Next(3000)), At = TimeSpan.FromMilliseconds(130 * i),
        })];
        CallGrowth.OfHeap(levels[..few], 0);
        var before = await SettledHeap.TakeAsync(TimeSpan.FromSeconds(30), TimeProvider.System);

        for (var n = few; n <= many; n += few / 2)
            await Task.Run(() => CallGrowth.OfHeap(levels[..n], 0));

        var after = await SettledHeap.TakeAsync(TimeSpan.FromSeconds(30), TimeProvider.System);
        (after.Live - before.Live).ShouldBeLessThan(24 * 1024);
    }

    private static CycleLevel Level(long calls) => new(calls, new SettledHeap(1), default, TimeSpan.Zero);
}
