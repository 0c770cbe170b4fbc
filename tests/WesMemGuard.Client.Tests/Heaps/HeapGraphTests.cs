using WesMemGuard.Client.Heaps;

namespace WesMemGuard.Client.Tests.Heaps;

/// <summary>Objects are found by their addresses, in whatever order the runtime tells the regions of the heap.</summary>
internal sealed class HeapGraphTests
{
    [TestCase(0x1000, 0x2000, 0x3000)]
    [TestCase(0x1000, 0x3000, 0x2000)]
    [TestCase(0x3000, 0x1000, 0x2000)]
    [TestCase(0x1000, 0x5000, 0x2000, 0x4000, 0x3000)]
    [TestCase(0x1000, 0x5000, 0x3000, 0x2000, 0x4000)]
    [TestCase(0x1000, 0x3000, 0x2000, 0x4000)]
    [TestCase(0x1000, 0x4000, 0x7000, 0x2000, 0x5000, 0x8000, 0x3000, 0x6000, 0x9000)]
    public void Every_object_is_found_and_nothing_between_them(params int[] regions)
    {
        const int objects = 10, bytes = 0x40;
        var graph = new HeapGraph();
        var addresses = regions.SelectMany(region => Enumerable.Range(0, objects).Select(i => (ulong)(region + (i * bytes)))).ToList();
        foreach (var address in addresses)
            graph.Add(address, type: 1, bytes, edges: 0);
        graph.Close();

        for (var number = 0; number < addresses.Count; number++)
        {
            graph.At(addresses[number]).ShouldBe(number);
            graph.At(addresses[number] + (bytes / 2)).ShouldBe(-1);
        }

        graph.At(8).ShouldBe(-1);
    }

    [Test]
    public void A_hundred_regions_in_any_order_hide_nothing()
    {
        for (var seed = 0; seed < 50; seed++)
        {
            var regions = Enumerable.Range(1, 100).Select(i => i * 0x1000).ToArray();
            new Random(seed).Shuffle(regions);
            Every_object_is_found_and_nothing_between_them(regions);
        }
    }
}
