using System.Globalization;
using WesMemGuard.Harness.Runs;
using WesMemGuard.Node.Profiles;
using WesMemGuard.Reasons;
using WesMemGuard.Runs;
using WesMemGuard.TestNodes;
using WesMemGuard.Texts;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Harness.Tests.Live;

/// <summary>
/// The profiles of a live run whose limit breaks, served by the node from a recording of a real one with a planted
/// leak.
/// </summary>
internal sealed class BreachTests
{
    private const string LiveHeap = """ { "of": "process", "metric": "liveHeap", "growthPerHour": "4 MiB" } """;

    private static string Planted =>
        Path.Combine(RepositoryFolder.Path, "scenarios", "_recordings", "planted-ispc-12", "profiles");

    [Test]
    public async Task A_leak_s_profiles_are_captured_from_the_start_until_its_holder_is_known_and_at_the_end()
    {
        await using var test = await StartAsync(NodeBehaviour.Leak);
        var said = new List<(TimeSpan At, Reason What)>();
        await test.RunAsync(Idle("50 min"), LiveHeap,
            options => options with { Said = what => said.Add((test.Time.GetUtcNow() - new VirtualTime().GetUtcNow(), what)) });
        var heap =
            test.Run.Profiles.Where(p => p.Kind == ProfileKind.Heap).Select(p => p.At - test.Run.Header.StartedAt).ToList();
        heap[0].ShouldBeLessThan(TimeSpan.FromSeconds(5));
        heap[1].ShouldBeInRange(TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(5.2));
        heap[2].ShouldBeInRange(TimeSpan.FromMinutes(7), TimeSpan.FromMinutes(20));
        heap[^1].ShouldBe(TimeSpan.FromMinutes(50));
        heap.Count.ShouldBeLessThan(14); // none more once its holder is known
        test.Run.Profiles.Count(p => p.Kind == ProfileKind.GoroutineDump).ShouldBe(2);
        test.Run.Events[^1].Name.ShouldBe("end");

        var (at, named) = said.ShouldHaveSingleItem();
        at.ShouldBeInRange(heap[2], TimeSpan.FromMinutes(31)); // the node serves profiles of minutes 2, 15, 30
        named.Id.ShouldBe("run.heapHolder");
        named.In(Language.English).ShouldContain("recordExecutionTrace");

        var verdict = RunJudge.Judge(test.Run, LiveTest.Budget(LiveHeap), "leak", "budget.json", "runs/leak/run.jsonl").Verdicts[0];
        verdict.Suspects[0].Function.ShouldContain("recordExecutionTrace");
        var sign = test.Run.Profiles.First(p => p.Kind == ProfileKind.GoroutineDump).File
            .Replace("goroutine-dump.txt", "heap.pb.gz", StringComparison.Ordinal);
        verdict.Message.In(Language.English).ShouldContain($"  profiles   {sign}, ");
        verdict.Message.In(Language.English).ShouldContain("next       wesmemguard diff runs/leak");
    }

    [TestCase(NodeBehaviour.Flat)]
    [TestCase(NodeBehaviour.Garbage)]
    public async Task A_run_that_holds_has_profiles_of_its_beginning_alone(NodeBehaviour behaviour)
    {
        await using var test = await StartAsync(behaviour);
        var verdict = (await test.RunAsync(Idle("50 min"), LiveHeap))!.Verdicts[0];
        verdict.Outcome.ShouldBe(Outcome.Held, verdict.Message.In(Language.English));
        test.Run.Profiles.Select(p => p.Kind).ShouldBe([ProfileKind.Heap, ProfileKind.Goroutine, ProfileKind.Heap, ProfileKind.Goroutine]);
        test.Run.Profiles.ShouldAllBe(p => p.At - test.Run.Header.StartedAt < TimeSpan.FromMinutes(6));
        test.Run.Events.Select(e => e.Name).ShouldBe(["end"]);
    }

    [Test]
    public async Task A_run_whose_limits_no_profile_can_tell_of_takes_none()
    {
        await using var test = await StartAsync(NodeBehaviour.Flat);
        await test.RunAsync(Idle("8 min"), """ { "of": "process", "metric": "rss", "peak": "10 MiB" } """);
        test.Run.Profiles.ShouldBeEmpty();
    }

    [Test]
    public void Two_coarse_profiles_that_name_nobody_say_how_long_or_how_fine_would()
    {
        var run = new MemoryRun(new RunHeader("run", "run", new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero),
            RunOrigin.Live));
        foreach (var file in Directory.GetFiles(Planted, "*-heap.pb.gz").Order(StringComparer.Ordinal).Skip(1).Take(2))
        {
            var second = int.Parse(Path.GetFileName(file).Split('-')[0], CultureInfo.InvariantCulture);
            var at = run.Header.StartedAt.AddSeconds(second);
            run.Profiles.Add(new ProfileCapture(at, ProfileKind.Heap, Path.GetFileName(file), File.ReadAllBytes(file)));
        }

        run.Profiles.Count.ShouldBe(2);
        var suspects = new ProfileSuspects().OfHeap(run, run.Profiles[0].At, run.Profiles[1].At, stoppedToo: false);
        suspects.Found.ShouldNotContain(s => s.Low > 0);
        suspects.Advice.ShouldNotBeNull().Id.ShouldBe("profile.wouldStandOut");
        suspects.Advice.In(Language.English)
            .ShouldMatch("two profiles .* apart would tell .* or GODEBUG=memprofilerate=[0-9]+ at the node's start");
    }

    [Test]
    public async Task A_peak_that_breaks_is_captured_within_the_minute()
    {
        await using var test = await StartAsync(NodeBehaviour.Burst);
        await test.RunAsync(Idle("15 min"), """ { "of": "process", "metric": "heapAlloc", "peak": "1300 MiB" } """);
        (test.Run.Profiles.First(p => p.Kind == ProfileKind.GoroutineDump).At - test.Run.Header.StartedAt)
            .ShouldBeInRange(TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(11.5));
    }

    [Test]
    public async Task What_breaks_only_after_the_last_phase_is_captured_once()
    {
        await using var test = await StartAsync(NodeBehaviour.Step);
        var verdict = (await test.RunAsync(
            """ "phases": [ { "phase": "warm", "kind": "idle", "for": "9 min" }, { "phase": "rest", "kind": "idle", "for": "14 min" } ] """,
            """
                 { "of": "process", "metric": "liveHeap", "returnsTo": { "from": "warm", "after": "rest",
                "tolerance": "2 MiB" } }
                """))!.Verdicts[0];
        verdict.Outcome.ShouldBe(Outcome.Broken, verdict.Message.In(Language.English));
        test.Run.Profiles.Count(p => p.Kind == ProfileKind.Heap).ShouldBe(3);
    }

    [Test]
    public async Task A_node_without_a_diagnostics_port_is_never_asked_for_profiles()
    {
        await using var test = await LiveTest.StartAsync(new TestNodeOptions { Behaviour = NodeBehaviour.Leak });
        await test.RunAsync(LiveTest.Scenario($$"""
            { "node": { "url": "{{test.Node.Http}}" }, {{Idle("30 min")}} }
            """), LiveTest.Budget(LiveHeap), o => o with { FindsDiagnostics = false });
        test.Run.Profiles.ShouldBeEmpty();
        test.Run.Others.ShouldAllBe(o => o.Miss == null);
    }

    private static Task<LiveTest> StartAsync(NodeBehaviour behaviour)
    {
        Directory.GetFiles(Planted, "*-heap.pb.gz").ShouldNotBeEmpty();
        return LiveTest.StartAsync(new TestNodeOptions { Behaviour = behaviour, Profiles = Planted });
    }

    private static string Idle(string length) =>
        $$""" "phases": [ { "phase": "idle", "kind": "idle", "for": "{{length}}" } ] """;
}
