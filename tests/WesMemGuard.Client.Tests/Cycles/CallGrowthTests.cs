using WesMemGuard.Client.Cycles;
using WesMemGuard.Client.Growing;
using WesMemGuard.Client.Heaps;
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
    /// It keeps windows, arrays of a pool in sizes that get larger as levels come, and a table of Kendall's distribution for each number of
    /// levels: 120 to 900 B a call of a client that waits for 20 ms in each and keeps nothing.
    /// </summary>
    [Test]
    public async Task The_judge_leaves_nothing_of_its_own_in_the_heap_that_it_weighs()
    {
        const int few = 7, many = 90;
        Random random = new(1);
        CallGrowth.Prepare();
        var tallies = Enumerable.Range(0, 3).Select(_ => new HeapTally()).ToArray();
        await HeapWalk.TakeAsync(tallies[0], edges: false, TimeProvider.System); // what walking makes of its own
        await HeapWalk.TakeAsync(tallies[1], edges: false, TimeProvider.System);

        foreach (var shape in Shapes)
        {
            List<CycleLevel> levels = [.. Enumerable.Range(1, many).Select(i => Level(i * 5) with
            {
                Heap = new SettledHeap(100_000 + (long)shape(i, random)), At = TimeSpan.FromMilliseconds(130 * i),
            })];
            for (var n = few; n <= many; n++)
            {
                CallGrowth.OfHeap(levels[..n], 0);
                CallGrowth.RoseLate(levels[..n], 0);
            }
        }

        var walk = await HeapWalk.TakeAsync(tallies[2], edges: true, TimeProvider.System);
        var grown = new HeapStep(1, tallies[1], tallies[2]);
        var left = tallies[2].Types.Keys.Select(t => (Name: walk.NameOf(t) ?? "?", Bytes: grown.BytesOf(t)))
            .Where(t => t.Bytes > 0 && IsOfJudge(t.Name)).ToList();
        TestContext.Out.WriteLine(string.Join(", ", left));
        left.Sum(t => t.Bytes).ShouldBeLessThan(8192);
    }

    /// <summary>Nothing, noise, noise beside growth, one step, teeth, steps; in bytes.</summary>
    private static readonly Func<int, Random, double>[] Shapes =
    [
        (_, _) => 0, (_, random) => random.Next(100), (i, random) => (300 * i) + random.Next(3000), (i, _) => i > 20 ? 400 : 0,
        (i, _) => (i % 17 * 1000) + (i * 20), (i, _) => i / 10 * 1000,
    ];

    /// <summary>Its windows, its tables, and the pool's notes of its threads; other types come and go with the test's host.</summary>
    private static bool IsOfJudge(string type) =>
        type.Contains("WesMemGuard.Growth") || type.Contains("WesMemGuard.Statistics") || type == "System.Double[]"
        || (type.StartsWith("Entry[", StringComparison.Ordinal) && type.Contains("SharedArrayPoolThreadLocalArray[]"));

    private static CycleLevel Level(long calls) => new(calls, new SettledHeap(1), default, TimeSpan.Zero);
}
