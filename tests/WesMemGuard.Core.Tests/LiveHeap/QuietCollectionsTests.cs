using WesMemGuard.Core.Tests.Verdicts;
using WesMemGuard.Runs;
using WesMemGuard.Texts;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Core.Tests.LiveHeap;

/// <summary>
/// Forced collections of a node that mined and took a transfer a second: what it allocated while some of them marked
/// counts as live, up to 3 MiB beside a growth of 2. Those that ran while it was quiet tell the growth.
/// </summary>
internal sealed class QuietCollectionsTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 29, 12, 39, 0, TimeSpan.Zero);

    /// <summary>Second, NextGC, HeapAlloc and TotalAlloc as a real node said them.</summary>
    private static readonly (double Second, double NextGc, double HeapAlloc, double TotalAlloc)[] OfTheNode =
    [
        (14.98, 2044220090, 1027468216, 3669271840), (29.97, 2042656570, 1021100024, 5070808040),
        (44.97, 2042729770, 1021054976, 5074755504), (60.00, 2045849834, 1048496192, 6899401448),
        (74.97, 2045138290, 1036296600, 10557951296), (89.98, 2047133290, 1064101136, 14541538240),
        (104.98, 2046652978, 1034549440, 17968486912), (120.00, 2050295818, 1042448312, 20790784984),
        (134.98, 2046432314, 1041002424, 23646764440), (149.98, 2047438298, 1039025096, 25580536832),
        (164.97, 2045466986, 1022522480, 26365587704), (179.97, 2045652354, 1022519096, 26370136704),
        (195.38, 2050085106, 1025286952, 27379714376), (209.97, 2046041282, 1022713552, 27463804384),
        (224.97, 2046139794, 1022761032, 27468286176), (239.99, 2051368018, 1027308336, 29364621824),
    ];

    [TestCase("16 KiB", Outcome.Held)]
    [TestCase("2 KiB", Outcome.Broken)]
    public void They_tell_what_a_transfer_leaves(string limit, Outcome outcome)
    {
        var verdict = Node(_ => true).By(PerTransfer(limit), "0 s");

        verdict.Outcome.ShouldBe(outcome, verdict.Message.In(Language.English));
        verdict.Value!.Value.ShouldBe(8.6, 0.5);
        verdict.Message.In(Language.English).ShouldContain("6 of 15 forced collections");
    }

    [Test]
    public void They_do_not_when_there_are_none_after_the_middle()
    {
        var verdict = Node(second => second is < 160 or > 190 and < 200 or > 230)
            .By(PerTransfer("16 KiB"), "0 s");

        verdict.Outcome.ShouldBe(Outcome.Inconclusive, verdict.Message.In(Language.English));
        verdict.Message.In(Language.English).ShouldNotContain("forced collections ran");
    }

    [Test]
    public void A_peak_has_all_collections()
    {
        var verdict = Node(_ => true).By("""{ "of": "process", "metric": "liveHeap", "peak": "977 MiB" }""");

        verdict.Outcome.ShouldNotBe(Outcome.Held, verdict.Message.In(Language.English));
    }

    private static string PerTransfer(string limit) => $$"""
        { "of": "process", "metric": "liveHeap", "phase": "load", "growthPer": { "unit": "transfer", "max": "{{limit}}" } }
        """;

    private static MemoryRun Node(Func<double, bool> isKept)
    {
        var run = new MemoryRun(new RunHeader("20261129-123900-node", "node", Start, RunOrigin.Live, MetricsInterval: 15));
        run.Phases.Add(new Phase("load", "transfers", Start, Start.AddSeconds(240.5), 1, 240, 235, 0, 5, null));
        var number = 30.0;
        foreach (var (second, nextGc, heapAlloc, totalAlloc) in OfTheNode.Where(c => isKept(c.Second)))
        {
            var at = Start.AddSeconds(second);
            number++;
            run.LiveHeap.Add(new(at, new CollectedHeapSample(heapAlloc, number, totalAlloc, at) { NextGc = nextGc },
                null));
            run.Metrics.Add(new(at.AddSeconds(0.1), new MetricsSample
            {
                StartTimeSeconds = Start.AddMinutes(-10).ToUnixTimeSeconds(),
                GcCount = number,
                NextGc = nextGc,
                GoGcPercent = 100,
                MemoryLimit = long.MaxValue,
                HeapAlloc = heapAlloc + 1e5,
                StackInuse = 1.2e6,
                AllocTotal = totalAlloc,
                LastGcSeconds = at.ToUnixTimeMilliseconds() / 1000.0,
            }, null));
        }

        return run;
    }
}
