using WesMemGuard.Texts;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Core.Tests.Verdicts;

/// <summary>Growth that the counters don't explain, shared out among who holds it.</summary>
internal sealed class DarkGrowthTests
{
    private static readonly TimeSpan Between = TimeSpan.FromMinutes(30);

    private static readonly ProfiledGrowth Heap =
        new([("ispc", 6 * ByteSize.MiB), ("event", 3 * ByteSize.MiB), ("block", ByteSize.MiB), ("storage", -2 * ByteSize.MiB)],
        ByteSize.MiB, Between);

    private static ProfiledRun Profiled(ProfiledGrowth? heap) => ProfiledRun.Of() with { Heap = heap };

    [Test]
    public void Levels_are_shared_out_as_they_are()
    {
        // From minute 9 to minute 37, the middles' medians: about 24 MiB/h.
        var verdict = Profiled(Heap).All(SyntheticRun.Leaking(24), Judged.HeapLevels);

        var dark = verdict.DarkGrowth!;
        dark.Bytes.ShouldBe(verdict.Value!.Value * ByteSize.MiB, 1);
        dark.Counted.ShouldBeInRange(0, 1000);
        dark.Shares.Select(s => s.Holder).ShouldBe(["ispc", "event", "other modules", "goroutine stacks", "arenas", "unexplained"]);
        dark.Shares.Sum(s => s.Share).ShouldBe(1, 1e-12);
        var grown = dark.Bytes / ByteSize.MiB;
        grown.ShouldBeGreaterThan(10);
        dark.Shares.Select(s => s.Share * grown).ShouldBe([6, 3, 0, 0, 1, grown - 10], 1e-9);
    }

    [Test]
    public void A_rate_is_brought_to_the_time_between_the_profiles()
    {
        var dark = Profiled(Heap).All(SyntheticRun.Leaking(24), Judged.LiveHeapSlope).DarkGrowth!;

        (dark.Bytes / ByteSize.MiB).ShouldBe(12, 0.2);
        dark.Shares[0].Share.ShouldBe(6 / (dark.Bytes / ByteSize.MiB), 1e-9);
    }

    [Test]
    public void Profiles_that_show_more_than_grew_leave_nothing_unexplained()
    {
        var heap = Heap with { Modules = [("ispc", 30 * ByteSize.MiB), ("event", 10 * ByteSize.MiB)], Arenas = -5 };

        var dark = Profiled(heap).All(SyntheticRun.Leaking(24), Judged.LiveHeapSlope).DarkGrowth!;

        dark.Shares.Select(s => s.Share).ShouldBe([0.75, 0.25, 0, 0, 0, 0], 1e-12);
    }

    [Test]
    public void Without_profiles_counters_stand_beside_the_unexplained()
    {
        var verdict = Profiled(null).All(SyntheticRun.Leaking(24), Judged.LiveHeapSlope);

        verdict.DarkGrowth!.Shares.Select(s => s.Holder).ShouldBe(["own counters", "goroutine stacks", "arenas", "unexplained"]);
        verdict.DarkGrowth.Shares[^1].Share.ShouldBe(1, 0.01);
        verdict.Message.In(Language.English).ShouldContain("dark growth +");
        verdict.Message.In(Language.English).ShouldContain("goroutine stacks 0 %, arenas 0 %, unexplained 100 %");
        verdict.Message.In(Language.English).ShouldNotContain("by profile");
    }

    [Test]
    public void A_message_names_modules_that_are_more_than_nothing_in_percents_that_add_up()
    {
        var heap = Heap
            with
        { Modules = [("ispc", 4 * ByteSize.MiB), ("event", 4 * ByteSize.MiB), ("block", 4 * ByteSize.MiB)], Arenas = 0 };

        var message = Profiled(heap)
            .All(SyntheticRun.Leaking(4.2),
            Judged.LiveHeapSlope.Replace("4 MiB", "1 MiB", StringComparison.Ordinal)).Message.In(Language.English);

        string.Join(' ', message.Split('\n').Select(l => l.Trim()))
            .ShouldContain(
            "ispc 34 % by profile, event 33 % by profile, other modules 33 % by profile, goroutine stacks 0 %, arenas "
                + "0 %, unexplained 0 %");
        Profiled(Heap with { Modules = [("ispc", 1)], Arenas = 0 })
            .All(SyntheticRun.Leaking(24), Judged.LiveHeapSlope).Message.In(Language.English).ShouldNotContain("ispc 0 %");
    }

    [Test]
    public void What_counters_see_is_not_dark()
    {
        var seen = SyntheticRun.Leaking(24) with { Modules = h => [new("event", "L2-Infrastructure", 3, 24 * h * ByteSize.MiB, 0, 0)] };

        Profiled(Heap).All(seen, Judged.LiveHeapSlope).DarkGrowth.ShouldBeNull();
        var half = SyntheticRun.Leaking(24) with { Modules = h => [new("event", "L2-Infrastructure", 3, 8 * h * ByteSize.MiB, 0, 0)] };
        Profiled(Heap).All(half, Judged.LiveHeapSlope).DarkGrowth!.Counted.ShouldBe(4 * ByteSize.MiB,
            0.2 * ByteSize.MiB);
    }

    [Test]
    public void A_counter_that_shrinks_takes_nothing_from_one_that_grows()
    {
        var mixed = SyntheticRun.Leaking(24)
            with
        {
            Modules = h =>
            [new("event", "L2", 3, 24 * h * ByteSize.MiB, 0, 0), new("block", "L4", 3, (99 - (40 * h)) * ByteSize.MiB, 0, 0)]
        };

        Profiled(Heap).All(mixed, Judged.LiveHeapSlope).DarkGrowth.ShouldBeNull();
    }

    [Test]
    public void Only_a_broken_growth_of_the_live_heap_is_shared_out()
    {
        Profiled(Heap).All(SyntheticRun.Flat, Judged.LiveHeapSlope).DarkGrowth.ShouldBeNull();
        Profiled(Heap).All(SyntheticRun.Leaking(24), """
            { "of": "process", "metric": "liveHeap", "peak": "5 MiB" }
            """).DarkGrowth.ShouldBeNull();
        var goroutines =
            Profiled(Heap).All(SyntheticRun.Flat with { Goroutines = h => 100 + (600 * h) }, Judged.GoroutineSlope);
        goroutines.Outcome.ShouldBe(Outcome.Broken);
        goroutines.DarkGrowth.ShouldBeNull();
    }

    [Test]
    public void Growth_per_transfer_is_shared_out_by_its_ends()
    {
        var dark = Profiled(null).All(SyntheticRun.Leaking(24), Judged.HeapPerTransfer).DarkGrowth!;

        // The load lasts 14 minutes, of which collections each two minutes see about 12.
        (dark.Bytes / ByteSize.MiB).ShouldBeInRange(4, 5.6);
    }
}
