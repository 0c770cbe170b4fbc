using WesMemGuard.Budgets;
using WesMemGuard.Reasons;
using WesMemGuard.Runs;
using WesMemGuard.Texts;
using WesMemGuard.Verdicts;
using WesMemGuard.Verdicts.Observations;
using WesMemGuard.Verdicts.Text;

namespace WesMemGuard.Core.Tests.Verdicts.Text;

/// <summary>The lines of a message that name files and commands.</summary>
internal sealed class NextCommandTests
{
    private static readonly Limit Slope = Judged.Budget("5 min", Judged.LiveHeapSlope).Limits[0];
    private static readonly Limit Goroutines = Judged.Budget("5 min", Judged.GoroutineSlope).Limits[0];
    private static readonly Limit Peak = Judged.Budget("5 min", Judged.RssPeak).Limits[0];

    [Test]
    public void Two_profiles_of_the_limits_kind_can_be_compared()
    {
        Of(Slope, heap: 2).ShouldBe("wesmemguard diff runs/synthetic");
        Of(Slope, heap: 1, goroutine: 5).ShouldBeNull();
        Of(Goroutines, heap: 5, goroutine: 1).ShouldBeNull();
        Of(Goroutines, goroutine: 2).ShouldBe("wesmemguard diff runs/synthetic --kind goroutine");
        Of(Peak, heap: 2, goroutine: 2).ShouldBeNull();
    }

    [TestCase("liveHeap", ProfileKind.Heap)]
    [TestCase("heapAlloc", ProfileKind.Heap)]
    [TestCase("heapInuse", ProfileKind.Heap)]
    [TestCase("goroutines", ProfileKind.Goroutine)]
    [TestCase("rss", null)]
    [TestCase("threads", null)]
    [TestCase("openFiles", null)]
    public void Heap_and_goroutines_have_profiles(string metric, ProfileKind? kind) =>
        NextCommand.KindOf(Judged.Budget("5 min", $$"""
            { "of": "process", "metric": "{{metric}}", "peak":
            {{(kind == ProfileKind.Heap || metric == "rss" ? "\"1 MiB\"" : "1")}} }
            """).Limits[0].Metric).ShouldBe(kind);

    [Test]
    public void A_phase_is_named_and_a_pattern_of_cycles_is_not()
    {
        Of(Slope with { Phase = "load" }, heap: 2).ShouldBe("wesmemguard diff runs/synthetic --phase load");
        Of(Slope with { Phase = "load*" }, heap: 2).ShouldBe("wesmemguard diff runs/synthetic");
    }

    [TestCase("a b", "\"a b\"")]
    [TestCase("", "\"\"")]
    [TestCase("a$b", "\"a\\$b\"")]
    [TestCase("a`b", "\"a\\`b\"")]
    [TestCase("a\"b", "\"a\\\"b\"")]
    [TestCase("a\\b c", "\"a\\\\b c\"")]
    [TestCase("a/b.c_d-e:f\\g", "a/b.c_d-e:f\\g")]
    [TestCase("$", "\"\\$\"")]
    public void What_a_shell_would_take_apart_is_quoted(string phase, string word) =>
        Of(Slope with { Phase = phase }, heap: 2).ShouldBe("wesmemguard diff runs/synthetic --phase " + word);

    [Test]
    public void The_recording_is_named_where_there_is_one()
    {
        Of(Slope, heap: 2, context: Judged.Context with { RunPath = "recordings/idle" }).ShouldBe("wesmemguard diff recordings/idle");
        Of(Slope, heap: 2, context: Judged.Context with { EvidencePath = "recordings/idle" }).ShouldBe("wesmemguard diff recordings/idle");
        Of(Slope, heap: 2, context: Judged.Context with { EvidencePath = "old-run.jsonl" }).ShouldBe("wesmemguard diff old-run.jsonl");
    }

    [Test]
    public void Files_captured_at_a_breach_are_those_of_the_limits_kind()
    {
        var run = SyntheticRun.Empty;
        BreachFiles.Of(run, Slope).ShouldBeNull();
        run.Events.Add(new RunEvent(SyntheticRun.At(12), RunEvent.BreachProfiles));
        run.Events.Add(new RunEvent(SyntheticRun.At(12), "another", "12-heap.pb.gz"));
        BreachFiles.Of(run, Slope).ShouldBeNull();
        run.Events.Add(new RunEvent(SyntheticRun.At(12), RunEvent.BreachProfiles,
            "p/1-heap.pb.gz  p/1-goroutine.pb.gz"));
        run.Events.Add(new RunEvent(SyntheticRun.At(20), RunEvent.BreachProfiles, "p/2-heap.pb.gz"));

        BreachFiles.Of(run,
            Slope)!.In(Language.English).ShouldBe("p/1-heap.pb.gz, p/2-heap.pb.gz (captured as it broke)");
        BreachFiles.Of(run, Goroutines)!.In(Language.English).ShouldBe("p/1-goroutine.pb.gz (captured as it broke)");
        BreachFiles.Of(run, Peak)!.In(Language.English)
            .ShouldBe("p/1-heap.pb.gz, p/1-goroutine.pb.gz, p/2-heap.pb.gz (captured as it broke)");
    }

    [Test]
    public void A_breach_with_captured_files_says_so_and_no_other_verdict_does()
    {
        var captured = new RunEvent(SyntheticRun.At(12), RunEvent.BreachProfiles, "p/1-heap.pb.gz");
        var (leak, flat) = (SyntheticRun.Leaking(24).Build(), SyntheticRun.Flat.Build());
        leak.Events.Add(captured);
        flat.Events.Add(captured);

        leak.By(Judged.LiveHeapSlope).Message.In(Language.English).ShouldContain("\n  profiles   p/1-heap.pb.gz (captured as it broke)\n");
        flat.By(Judged.LiveHeapSlope).Message.In(Language.English).ShouldNotContain("profiles");
    }

    [TestCase("torn", "the recording is torn: only its intact part was judged")]
    [TestCase("disorder", "the recording was not in chronological order: it was sorted")]
    [TestCase("incomplete", "the recording holds fewer exchanges than its own count says")]
    public void What_is_wrong_with_a_recording_is_a_notice(string name, string notice)
    {
        var run = SyntheticRun.Flat.Build();
        run.By(Judged.RssPeak).Notices.ShouldBeEmpty();
        run.Events.Add(new RunEvent(SyntheticRun.At(1), name));
        run.Events.Add(new RunEvent(SyntheticRun.At(2), name));

        run.By(Judged.RssPeak).Notices.Select(n => n.In(Language.English)).ShouldBe([notice]);
    }

    private static string? Of(Limit limit, int heap = 0, int goroutine = 0, JudgeContext? context = null)
    {
        var run = SyntheticRun.Empty;
        run.Profiles.AddRange(Enumerable.Repeat(ProfileKind.Heap, heap).Concat(Enumerable.Repeat(ProfileKind.Goroutine, goroutine))
            .Select((kind, i) => new ProfileCapture(SyntheticRun.At(i), kind, $"{i}.pb.gz", ReadOnlyMemory<byte>.Empty)));
        return NextCommand.Of(new RunView(run, Judged.Budget("5 min", Judged.RssPeak), null), limit,
            context ?? Judged.Context);
    }
}
