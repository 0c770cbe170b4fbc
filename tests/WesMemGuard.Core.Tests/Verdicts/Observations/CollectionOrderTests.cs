using WesMemGuard.Reasons;
using WesMemGuard.Runs;
using WesMemGuard.Texts;
using WesMemGuard.Verdicts;
using WesMemGuard.Verdicts.Observations;

namespace WesMemGuard.Core.Tests.Verdicts.Observations;

/// <summary>Counts of collections that one process cannot have told.</summary>
internal sealed class CollectionOrderTests
{
    [Test]
    public void A_forced_collection_that_counts_less_than_the_page_before_is_another_process()
    {
        var run = Run(pages: [(0, 5), (30, 6)], forced: [(60, 2)]);

        Found(run).ShouldHaveSingleItem().ShouldBe(new RunBreak(
            Second(30), Second(60), GateReasons.TwoProcesses("gc=1", 2, "/metrics", 6), Replaced: false));
    }

    [Test]
    public void The_diagnostics_port_is_named() =>
        Found(Run(pages: [(0, 5)], diagnostics: [(30, 3)])).ShouldHaveSingleItem().What.In(Language.English)
            .ShouldBe("two processes answer: /debug/memory/json counts 3 collections, /metrics 5");

    [Test]
    public void Counts_of_one_instant_have_no_order() =>
        Found(Run(pages: [(30, 6)], forced: [(30, 5)])).ShouldBeEmpty();

    [Test]
    public void A_sample_may_be_45_s_old_and_no_older()
    {
        Found(Run(pages: [(0, 5), (30, 6), (60, 7)], samples: [(74, 6)])).ShouldBeEmpty();
        Found(Run(pages: [(0, 5), (30, 6), (60, 7)], samples: [(75, 5)])).ShouldHaveSingleItem()
            .ShouldBe(new RunBreak(Second(30), Second(75),
                GateReasons.TwoProcesses("/api/v1/system/memory", 5, "/metrics", 6),
                Replaced: false));
        Found(Run(pages: [(0, 5), (30, 6), (60, 7)], samples: [(74.9, 5)])).ShouldBeEmpty();
        Found(Run(pages: [(0, 5)], samples: [(45, 4)])).ShouldHaveSingleItem();
    }

    [Test]
    public void A_sample_that_knows_more_than_the_page_after_it_is_of_another_process()
    {
        Found(Run(pages: [(30, 6)], samples: [(20, 7)])).ShouldHaveSingleItem()
            .ShouldBe(new RunBreak(Second(20), Second(30),
                GateReasons.TwoProcesses("/api/v1/system/memory", 7, "/metrics", 6),
                Replaced: false));
        Found(Run(pages: [(30, 6)], samples: [(20, 6)])).ShouldBeEmpty();
        Found(Run(pages: [(30, 6)], samples: [(30, 7)])).ShouldHaveSingleItem().Since.ShouldBe(Second(30));
    }

    [Test]
    public void A_frozen_sampler_is_no_second_process() =>
        Found(Run(pages: [(0, 5), (60, 6), (120, 7), (180, 8)],
            samples: [(10, 5), (70, 5), (130, 5), (190, 5)])).ShouldBeEmpty();

    [Test]
    public void What_a_restart_explains_is_told_once()
    {
        var run = Run(pages: [(0, 50)], forced: [(60, 2)]);
        List<RunBreak> breaks = [new(Second(10), Second(50), GateReasons.Went(SourceReasons.Pid(), 1, 2))];

        CollectionOrder.Check(run, breaks);

        breaks.Count.ShouldBe(1);
    }

    [Test]
    public void A_page_of_a_store_may_be_as_old_as_the_one_before_and_no_older()
    {
        Found(Run(pages: [(0, 5), (10, 5), (20, 5), (30, 6), (40, 6)], samples: [(25, 7)])).ShouldBeEmpty();
        Found(Run(pages: [(0, 5), (10, 5), (20, 5), (30, 6), (40, 6)], samples: [(15, 7)])).ShouldHaveSingleItem();
        Found(Run(pages: [(0, 5), (10, 5), (20, 5), (30, 6)], forced: [(25, 7)])).ShouldBeEmpty();
        Found(Run(pages: [(0, 5), (10, 4), (20, 5), (30, 6)],
            forced: [(25, 7)])).ShouldHaveSingleItem("a live page never repeats itself");
    }

    private static List<RunBreak> Found(MemoryRun run)
    {
        var breaks = new List<RunBreak>();
        CollectionOrder.Check(run, breaks);
        return breaks;
    }

    private static DateTimeOffset Second(double second) => SyntheticRun.Start.AddSeconds(second);

    private static MemoryRun Run(
        (double At, double Count)[]? pages = null, (double At, double Count)[]? forced = null,
            (double At, double Count)[]? diagnostics = null, (double At, double Count)[]? samples = null)
    {
        var run = SyntheticRun.Empty;
        run.Metrics.AddRange((pages ?? [])
            .Select(p => new Reading<MetricsSample>(Second(p.At), new MetricsSample { GcCount = p.Count }, null)));
        run.LiveHeap.AddRange((forced ?? [])
            .Select(p => new Reading<CollectedHeapSample>(Second(p.At), new CollectedHeapSample(1, p.Count, 1, Second(p.At)), null)));
        run.Diagnostics.AddRange((diagnostics ?? [])
            .Select(p => new Reading<DiagnosticsSample>(Second(p.At), new DiagnosticsSample(1, 1, p.Count, 1), null)));
        run.Memory.AddRange((samples ?? [])
            .Select(p => new Reading<MemorySample>(Second(p.At), new MemorySample(1, 1, 1, p.Count, 1, []), null)));
        return run;
    }
}
