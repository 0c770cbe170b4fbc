using System.Globalization;
using WesMemGuard.Reasons;
using WesMemGuard.Runs;
using WesMemGuard.Texts;
using WesMemGuard.Verdicts;
using WesMemGuard.Verdicts.Gates;
using WesMemGuard.Verdicts.Observations;

namespace WesMemGuard.Core.Tests.Verdicts.Gates;

/// <summary>How long each source may repeat itself.</summary>
internal sealed class FrozenBoundsTests
{
    private static readonly Window Hour = new(SyntheticRun.At(0), SyntheticRun.At(60));

    [TestCase("/api/v1/system/memory", 30, false)]
    [TestCase("/api/v1/system/memory", 30.5, true)]
    [TestCase("/metrics", 28, false)]
    [TestCase("/metrics", 28.5, true)]
    public void A_sample_may_be_read_again_for_half_a_minute_and_a_live_page_for_less_than_its_interval(string source,
        double seconds, bool frozen)
    {
        (double Second, double Identity)[] reads = [(0, 1), (10, 2), (10 + (seconds / 2), 2), (10 + seconds, 2), (200, 3)];

        var found = FrozenGate.Check(Readings(source, [.. reads.Select(r => Slot(r.Second, r.Identity))]),
            SyntheticRun.Empty, Hour);

        (found?.Outcome).ShouldBe(frozen ? Outcome.NotMeasured : null);
        if (frozen)
            found!.Reason.In(Language.English)
                .ShouldBe($"{source} is frozen: the same sample from 12:00:10Z on for "
                    + $"{(source == "/metrics" ? "28.5" : "30.5")} s; at most {(source == "/metrics" ? 28 : 30)} s are allowed");
    }

    [TestCase(60, 120, false)]
    [TestCase(60, 130, true)]
    [TestCase(200, 300, false)]
    [TestCase(200, 310, true)]
    public void A_store_may_miss_one_round_and_nothing_may_be_older_than_five_minutes(int round, int stood, bool frozen)
    {
        var stored =
            Enumerable.Range(0, 6).SelectMany(n => new[] { Slot(n * round, n), Slot((n * round) + (round / 2), n) });
        Slot[] stands = [Slot(6 * round, 6), Slot((6 * round) + stood, 6), Slot((6 * round) + stood + 10, 7)];

        var found = FrozenGate.Check(Readings("/metrics", [.. stored, .. stands]), SyntheticRun.Empty, Hour);

        (found?.Outcome).ShouldBe(frozen ? Outcome.NotMeasured : null);
    }

    [Test]
    public void Another_sample_between_begins_anew() =>
        FrozenGate.Check(Readings("/metrics",
            [Slot(0, 1), Slot(20, 1), Slot(30, 2), Slot(40, 1), Slot(65, 1)]), SyntheticRun.Empty, Hour)
            .ShouldBeNull();

    [Test]
    public void What_need_not_move_and_what_is_missing_is_never_frozen() =>
        FrozenGate.Check(Readings("/metrics",
            [Slot(0, null), Slot(100, null), Slot(200, 1), Slot(400, 1) with { Value = null }]),
            SyntheticRun.Empty, Hour).ShouldBeNull();

    [TestCase(300, false, false)]
    [TestCase(301, false, true)]
    [TestCase(40, true, true)]
    [TestCase(30, true, false)]
    public void A_process_may_stand_still_for_five_minutes_unless_the_node_saw_its_own_move(int seconds,
        bool seenMoving, bool frozen)
    {
        var run = SyntheticRun.Empty;
        foreach (var second in (int[])[0, 10, 10 + seconds])
            run.Process.Add(new Reading<ProcessSample>(At(second),
                new ProcessSample(1, second == 0 ? 5e7 : 6e7, 1, 1, 1, 1), null));
        run.Process.Add(new Reading<ProcessSample>(At(1000), new ProcessSample(1, 7e7, 1, 1, 1, 1), null));
        run.Metrics.Add(new Reading<MetricsSample>(At(11), new MetricsSample { RssBytes = 6e7 }, null));
        run.Metrics.Add(new Reading<MetricsSample>(At(10 + seconds),
            new MetricsSample { RssBytes = seenMoving ? 6e7 + (4.1 * ByteSize.MiB) : 6e7 + (4 * ByteSize.MiB) }, null));

        var found = FrozenGate.Check(Readings("/proc", []), run, Hour);

        (found is not null).ShouldBe(frozen);
    }

    [TestCase(400, true, false, false)]
    [TestCase(400, false, false, true)]
    [TestCase(400, false, true, false)]
    public void A_process_that_stands_still_while_it_works_is_quiet(int seconds, bool collects, bool computes,
        bool frozen)
    {
        var run = SyntheticRun.Empty;
        foreach (var second in (int[])[10, 10 + (seconds / 2), 10 + seconds])
        {
            run.Process.Add(new Reading<ProcessSample>(At(second),
                new ProcessSample(1, 6e7, 1, 1, 1, 1, CpuSeconds: computes ? second / 100.0 : 3), null));
            run.Metrics.Add(new Reading<MetricsSample>(At(second),
                new MetricsSample { RssBytes = 6e7, GcCount = collects ? second : 7 }, null));
        }

        (FrozenGate.Check(Readings("/proc", []), run, Hour) is not null).ShouldBe(frozen);
    }

    [Test]
    public void The_nodes_sample_counts_only_when_it_is_surely_of_the_stretch()
    {
        var run = SyntheticRun.Empty;
        foreach (var second in (int[])[100, 140])
            run.Process.Add(new Reading<ProcessSample>(At(second), new ProcessSample(1, 5e7, 1, 1, 1, 1), null));
        run.Memory.Add(new Reading<MemorySample>(At(105), new MemorySample(4e7, 1, 1, 1, 1, []), null));
        run.Memory.Add(new Reading<MemorySample>(At(130), new MemorySample(5e7, 1, 1, 1, 1, []), null));
        FrozenGate.Check(Readings("/proc", []), run, Hour).ShouldBeNull();

        run.Memory[0] = run.Memory[0] with { At = At(112) };
        FrozenGate.Check(Readings("/proc", []), run, Hour)!.Reason.In(Language.English)
            .ShouldBe("/proc is frozen: the same sample from 12:01:40Z on for 40 s; at most 30 s are allowed");
        run.Memory[0] = run.Memory[0] with { Sample = null };
        FrozenGate.Check(Readings("/proc", []), run, Hour).ShouldBeNull();
    }

    [TestCase(180, 0, false)]
    [TestCase(181, 0, true)]
    [TestCase(181, 30, false)]
    [TestCase(211, 30, true)]
    [TestCase(181, -30, true)]
    public void A_page_whose_collection_is_over_three_minutes_old_is_stale_whatever_the_nodes_clock_says(double age,
        double ahead, bool stale)
    {
        var run = SyntheticRun.Empty;
        run.Metrics.Add(Page(0, ahead));
        run.Metrics.Add(Page(600, age));
        run.Metrics.Add(Page(4000, 5000));

        var found = FrozenGate.Stale(run, Source(SeriesKind.LiveHeap, "/metrics"), Hour);

        (found?.Reason.In(Language.English))
            .ShouldBe(stale
            ? string.Create(
            CultureInfo.InvariantCulture,
            $"the last collection was {age - Math.Max(0, ahead):0} s ago at 12:10:00Z, and Go runs one at least every "
                + $"120 s: next_gc is stale") : null);
    }

    [Test]
    public void Only_live_heap_of_pages_can_be_stale()
    {
        var run = SyntheticRun.Empty;
        FrozenGate.Stale(run, Source(SeriesKind.LiveHeap, "/metrics"), Hour).ShouldBeNull();
        run.Metrics.AddRange([Page(0, 0), Page(600, 500)]);

        FrozenGate.Stale(run, Source(SeriesKind.LiveHeap, "/metrics"), Hour).ShouldNotBeNull();
        FrozenGate.Stale(run, Source(SeriesKind.Counts, "/metrics"), Hour).ShouldBeNull();
        FrozenGate.Stale(run, Source(SeriesKind.LiveHeap, MetricSource.CollectedPath), Hour).ShouldBeNull();
    }

    private static Reading<MetricsSample> Page(double second, double age) =>
        new(At(second), new MetricsSample { LastGcSeconds = At(second - age).ToUnixTimeMilliseconds() / 1000.0 }, null);

    private static LimitSource Source(SeriesKind kind, string source) =>
        new([], Readings(source, []), source, kind, [], null);

    private static SourceReadings Readings(string source, Slot[] slots) =>
        new(source, source, slots, new Rhythm([], 10));

    private static Slot Slot(double second, double? identity) => new(At(second), 1, null, identity, null);

    private static DateTimeOffset At(double second) => SyntheticRun.Start.AddSeconds(second);
}
