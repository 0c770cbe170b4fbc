using WesMemGuard.Harness.Runs;
using WesMemGuard.Reasons;
using WesMemGuard.Runs;
using WesMemGuard.TestNodes;
using WesMemGuard.Texts;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Harness.Tests.Live;

/// <summary>The profiles of a live run whose limit breaks, served by the node from a recording of a real one with a planted leak.</summary>
internal sealed class BreachTests
{
    private const string LiveHeap = """ { "of": "process", "metric": "liveHeap", "growthPerHour": "4 MiB" } """;

    private static string Planted => Path.Combine(RepositoryFolder.Path, "scenarios", "_recordings", "planted-ispc-12", "profiles");

    [Test]
    public async Task A_leak_s_profiles_are_captured_early_and_at_the_end_and_name_who_holds_it()
    {
        await using var test = await StartAsync(NodeBehaviour.Leak);
        await test.RunAsync(Idle("50 min"), LiveHeap);
        test.Run.Profiles.Select(p => p.Kind).ShouldBe(["heap", "goroutine", "goroutine-dump", "heap", "goroutine", "goroutine-dump"]);
        (test.Run.Profiles[0].At - test.Run.Header.StartedAt).ShouldBeInRange(TimeSpan.FromMinutes(7), TimeSpan.FromMinutes(20));
        (test.Run.Profiles[3].At - test.Run.Header.StartedAt).ShouldBe(TimeSpan.FromMinutes(50));
        test.Run.Events[^1].Name.ShouldBe("end");

        var verdict = RunJudge.Judge(test.Run, LiveTest.Budget(LiveHeap), "leak", "budget.json", "runs/leak/run.jsonl").Verdicts[0];
        verdict.Suspects[0].Function.ShouldContain("recordExecutionTrace");
        verdict.Message.In(Language.English)
            .ShouldContain($"  profiles   {test.Run.Profiles[0].File}, {test.Run.Profiles[3].File} (captured as it broke)");
        verdict.Message.In(Language.English).ShouldContain("next       wesmemguard diff runs/leak");
    }

    [TestCase(NodeBehaviour.Flat)]
    [TestCase(NodeBehaviour.Garbage)]
    public async Task A_run_that_holds_is_not_disturbed(NodeBehaviour behaviour)
    {
        await using var test = await StartAsync(behaviour);
        var verdict = (await test.RunAsync(Idle("50 min"), LiveHeap))!.Verdicts[0];
        verdict.Outcome.ShouldBe(Outcome.Held, verdict.Message.In(Language.English));
        test.Run.Profiles.ShouldBeEmpty();
        test.Run.Events.Select(e => e.Name).ShouldBe(["end"]);
    }

    [Test]
    public async Task A_peak_that_breaks_is_captured_within_the_minute()
    {
        await using var test = await StartAsync(NodeBehaviour.Burst);
        await test.RunAsync(Idle("15 min"), """ { "of": "process", "metric": "heapAlloc", "peak": "1300 MiB" } """);
        (test.Run.Profiles[0].At - test.Run.Header.StartedAt).ShouldBeInRange(TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(11.5));
        test.Run.Profiles.Count(p => p.Kind == "heap").ShouldBe(2);
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
        test.Run.Profiles.Count(p => p.Kind == "heap").ShouldBe(1);
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

    private static string Idle(string length) => $$""" "phases": [ { "phase": "idle", "kind": "idle", "for": "{{length}}" } ] """;
}
