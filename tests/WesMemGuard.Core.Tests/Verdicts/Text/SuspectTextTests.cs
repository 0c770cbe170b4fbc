using WesMemGuard.Input;
using WesMemGuard.Texts;
using WesMemGuard.Verdicts;
using WesMemGuard.Verdicts.Judging;

namespace WesMemGuard.Core.Tests.Verdicts.Text;

/// <summary>The lines that name who holds a growth.</summary>
internal sealed class SuspectTextTests
{
    private static readonly Suspect First = Of("github.com/wes/internal/ispc.(*Manager).record", "ispc", 12, 0.8)
        with
    { Elapsed = TimeSpan.FromHours(2) };

    private static Suspect Of(string function, string module, double mebibytes, double share) =>
        new(function, "manager.go:211", module, mebibytes * ByteSize.MiB, (mebibytes - 1) * ByteSize.MiB,
            (mebibytes + 1) * ByteSize.MiB, share);

    private static ProfiledRun Named(params Suspect[] found) =>
        ProfiledRun.Of() with { Grown = new Suspects(found, null) };

    private static string[] Lines(Verdict verdict) => verdict.Message.In(Language.English).Split('\n');

    [Test]
    public void An_hourly_limits_suspect_is_told_by_the_hour_with_its_module_share_function_and_place()
    {
        var verdict = Named(First).All(SyntheticRun.Leaking(24), Judged.LiveHeapSlope);

        Lines(verdict).ShouldContain("  suspect    ispc: +12.0 MiB (80 %), 6.0 MiB/h (5.5 .. 6.5), ispc.(*Manager).record, manager.go:211");
        verdict.Suspects.ShouldHaveSingleItem().Function.ShouldBe(First.Function);
    }

    [Test]
    public void A_levels_suspect_is_told_by_its_bytes_and_those_that_stopped_are_meant_too()
    {
        var named = Named(First);

        Lines(named.All(SyntheticRun.Leaking(24), Judged.HeapReturns))
            .ShouldContain(l =>
            l.StartsWith("  suspect    ispc: +12.0 MiB (80 %; 11.0 .. 13.0), ispc.(*Manager)", StringComparison.Ordinal));
        named.StoppedToo.ShouldBe(true);
        named.All(SyntheticRun.Leaking(24), Judged.LiveHeapSlope).Outcome.ShouldBe(Outcome.Broken);
        named.StoppedToo.ShouldBe(false);
        named.All(SyntheticRun.Leaking(24), Judged.HeapLevels).Outcome.ShouldBe(Outcome.Broken);
        named.StoppedToo.ShouldBe(true);
    }

    [Test]
    public void Three_suspects_at_most_are_named_and_the_place_of_the_first_alone()
    {
        var lines = Lines(Named(First, Of("a/b.Two", "event", 3, 0.2), Of("a/c.Three", "block", 2, 0.12), Of("a/d.Four",
            "block", 1, 0.11))
            .All(SyntheticRun.Leaking(24), Judged.HeapLevels));

        lines.ShouldContain("             event: +3.0 MiB (20 %; 2.0 .. 4.0), b.Two");
        lines.ShouldContain("             block: +2.0 MiB (12 %; 1.0 .. 3.0), c.Three");
        lines.ShouldNotContain(l => l.Contains("Four"));
    }

    [Test]
    public void One_that_sampling_may_have_made_is_not_sure()
    {
        Lines(Named(First with { Low = 0 }).All(SyntheticRun.Leaking(24), Judged.HeapLevels))
            .ShouldContain(l => l.EndsWith("(not sure)", StringComparison.Ordinal));
        Lines(Named(First).All(SyntheticRun.Leaking(24),
            Judged.HeapLevels)).ShouldNotContain(l => l.Contains("not sure"));
    }

    [TestCase("ispc", "             no counter of the node shows ispc: blind")]
    [TestCase("block", "             its own counter says +0.0 MiB: blind")]
    public void The_first_ones_module_is_asked_what_it_says_itself(string module, string line) =>
        Lines(Named(First with { Module = module }).All(SyntheticRun.Leaking(24),
            Judged.HeapLevels)).ShouldContain(line);

    [Test]
    public void A_counter_that_sees_half_of_it_is_not_blind()
    {
        var seen = SyntheticRun.Leaking(24) with { Modules = h => [new("ispc", "L2", 3, 14 * h * ByteSize.MiB, 0, 0)] };

        var line = Lines(Named(First).All(seen, Judged.LiveHeapSlope)).Single(l => l.Contains("its own counter says"));
        line.ShouldEndWith("MiB");
        line.ShouldStartWith("             its own counter says +8.");
        Lines(Named(First with { Bytes = 20 * ByteSize.MiB }).All(seen, Judged.LiveHeapSlope))
            .Single(l => l.Contains("its own counter says")).ShouldEndWith(": blind");
    }

    [Test]
    public void Goroutines_are_told_with_what_they_wait_for_and_where()
    {
        var waiting = new Suspect("github.com/wes/api.(*Server).wait", null, "api", 300, 250, 350, 0.9)
        {
            Holder = SuspectHolder.NoReporter,
            Elapsed = TimeSpan.FromMinutes(30),
            Waits = new Waiting("select", 3, 25, 300),
            Stack = ["runtime.gopark", "a/b.One", "a/b.Two", "a/b.Three", "a/b.Four", "a/b.Five", "a/b.Six"],
        };

        var lines = Lines(Named(waiting).All(SyntheticRun.Flat with { Goroutines = h => 100 + (600 * h) },
            Judged.GoroutineSlope));

        lines.ShouldContain("  suspect    api: +300 (90 %), 600/h, api.(*Server).wait");
        lines.ShouldContain("             waits for select, 3 .. 25 min (300 goroutines)");
        lines.ShouldContain("             stack: runtime.gopark < b.One < b.Two < b.Three < b.Four < b.Five");
        lines.ShouldNotContain(l => l.Contains("counter"));
    }

    [TestCase(true, "             320 goroutines can never be woken again (goroutineleak profile), 300 of them in")]
    [TestCase(false, "  suspect    320 goroutines can never be woken again (goroutineleak profile), 300 of them in")]
    public void Goroutines_that_nothing_can_wake_are_told_with_the_suspect_or_in_its_place(bool isNamed, string line)
    {
        Suspect[] found = isNamed ? [new("github.com/wes/api.(*Server).wait", null, "api", 300, 250, 350, 0.9)] : [];
        var leaks = new LeakedGoroutines(320, "github.com/wes/api.(*Server).wait", 300, ["runtime.gopark"]);
        var growing = SyntheticRun.Flat with { Goroutines = h => 100 + (600 * h) };

        Lines((Named(found) with { Leaks = leaks }).All(growing, Judged.GoroutineSlope)).ShouldContain(
            l => l.StartsWith(line, StringComparison.Ordinal));
        Lines(Named(found).All(growing, Judged.GoroutineSlope)).ShouldNotContain(l => l.Contains("woken"));
        Lines((Named(found) with { Leaks = leaks }).All(SyntheticRun.Leaking(24), Judged.LiveHeapSlope))
            .ShouldNotContain(l => l.Contains("woken"));
    }

    [TestCase("heapInuse", true)]
    [TestCase("rss", true)]
    [TestCase("stacks", false)]
    [TestCase("native", false)]
    public void Who_is_seen_to_hold_heap_is_named_where_the_heap_shows(string metric, bool isNamed)
    {
        var run = SyntheticRun.Leaking(240).Build();
        for (var i = 0; i < run.Metrics.Count; i++)
        {
            var (page, grown) = (run.Metrics[i].Sample!, 4e6 * i);
            run.Metrics[i] = run.Metrics[i] with
            {
                Sample = page with
                {
                    StackInuse = page.StackInuse + grown,
                    HeapInuse = page.HeapInuse + grown,
                    Sys = 4e7,
                    HeapReleased = 0,
                },
            };
        }

        var budget =
            Judged.Budget("5 min", $$"""{ "of": "process", "metric": "{{metric}}", "growthPerHour": "1 MiB" }""");
        var verdict = BudgetJudge.Judge(run, budget, Judged.Context with { Symptoms = new HeldQueue() }).Verdicts.ShouldHaveSingleItem();

        verdict.Outcome.ShouldBe(Outcome.Broken, verdict.Message.In(Language.English));
        Lines(verdict).Any(l => l.Contains(HeldQueue.Said)).ShouldBe(isNamed, verdict.Message.In(Language.English));
    }

    [Test]
    public void Where_nobody_is_found_it_says_why()
    {
        Lines((ProfiledRun.Of() with { Grown = new Suspects([], InputReasons.Verbatim("the profiles are too near")) })
            .All(SyntheticRun.Leaking(24), Judged.LiveHeapSlope))
            .ShouldContain("  suspect    unknown: the profiles are too near");
        Lines(SyntheticRun.Leaking(24).Build().By(Judged.LiveHeapSlope))
            .ShouldContain("  suspect    unknown: the profiles of this run were not read");
        Lines(Named(First).All(SyntheticRun.Leaking(240), """
            { "of": "process", "metric": "rss", "growthPerHour": "1 MiB" }
            """)).ShouldContain("  suspect    unknown: profiles do not show rss");
    }

    [Test]
    public void A_modules_limit_is_told_by_its_own_functions()
    {
        const string Limit = """{ "of": "ispc", "metric": "measuredBytes", "growthPerHour": "1 MiB" }""";
        var held = ProfiledRun.Of((6, 2), (12, 4), (18, 6), (24, 8), (30, 10), (36, 12));

        Lines((held with { Grown = new Suspects([Of("a/b.Two", "event", 3, 0.2), First], null) }).All(SyntheticRun.Flat,
            Limit))
            .ShouldContain(l => l.StartsWith("  suspect    ispc: +12.0", StringComparison.Ordinal));
        Lines((held with { Grown = new Suspects([Of("a/b.Two", "event", 3, 0.2)], null) }).All(SyntheticRun.Flat,
            Limit))
            .ShouldContain("  suspect    unknown: no function of ispc stands out from the sampling error");
        Lines((held with { Grown = new Suspects([], InputReasons.Verbatim("none")) }).All(SyntheticRun.Flat, Limit))
            .ShouldContain("  suspect    unknown: none");
    }

    [TestCase("github.com/a/b.(*T[go.shape.struct { x/y.Z }]).Do", "b.(*T[go.shape.struct { x/y.Z }]).Do")]
    [TestCase("main.run", "main.run")]
    [TestCase("github.com/a/b.Map[x/y.K]", "b.Map[x/y.K]")]
    public void A_function_is_told_without_the_path_of_its_package(string function, string told) =>
        Lines(Named(First with { Function = function, Where = null }).All(SyntheticRun.Leaking(24), Judged.HeapLevels))
            .ShouldContain(l => l.EndsWith("), " + told, StringComparison.Ordinal));
}
