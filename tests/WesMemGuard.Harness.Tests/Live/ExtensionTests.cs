using WesMemGuard.TestNodes;
using WesMemGuard.Texts;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Harness.Tests.Live;

internal sealed class ExtensionTests
{
    private const string LiveHeap = """ { "of": "process", "metric": "liveHeap", "growthPerHour": "4 MiB" } """;

    [TestCase(NodeBehaviour.Flat, Outcome.Held)]
    [TestCase(NodeBehaviour.Leak, Outcome.Broken)]
    public async Task A_growth_that_can_not_be_told_yet_is_run_on_until_it_can(NodeBehaviour behaviour, Outcome outcome)
    {
        await using var test = await LiveTest.StartAsync(behaviour);
        var verdict = (await test.RunAsync("""
             "timeBudget": "40 min", "phases": [ { "phase": "idle", "kind": "idle", "for": "10 min" } ]
            """, LiveHeap))!.Verdicts[0];
        verdict.Outcome.ShouldBe(outcome, verdict.Message.In(Language.English));
        test.Run.Events.Count(e => e.Name == "extended").ShouldBeGreaterThan(0);
        (test["idle"].EndedAt - test["idle"].StartedAt).ShouldBeInRange(TimeSpan.FromMinutes(12),
            TimeSpan.FromMinutes(30));
    }

    [Test]
    public async Task Without_a_time_budget_nothing_is_run_on()
    {
        await using var test = await LiveTest.StartAsync(NodeBehaviour.Flat);
        var verdict = (await test.RunAsync("""
             "phases": [ { "phase": "idle", "kind": "idle", "for": "10 min" } ]
            """, LiveHeap))!.Verdicts[0];
        verdict.Outcome.ShouldBe(Outcome.Inconclusive, verdict.Message.In(Language.English));
        verdict.More.ShouldNotBeNull();
        (test["idle"].EndedAt - test["idle"].StartedAt).ShouldBe(TimeSpan.FromMinutes(10));
    }

    [Test]
    public async Task The_time_budget_is_never_passed()
    {
        await using var test = await LiveTest.StartAsync(NodeBehaviour.Flat);
        await test.RunAsync(""" "timeBudget": "11 min", "phases": [ { "phase": "idle", "kind": "idle", "for": "9 min" } ] """, LiveHeap);
        (test["idle"].EndedAt - test["idle"].StartedAt).ShouldBeLessThanOrEqualTo(TimeSpan.FromMinutes(11));
    }

    [Test]
    public async Task A_phase_in_the_middle_is_run_on_with_its_load()
    {
        await using var test = await LiveTest.StartAsync(NodeBehaviour.Flat);
        var verdict = (await test.RunAsync(
            """
                 "timeBudget": "40 min", "phases": [ { "phase": "warm", "kind": "idle", "for": "5 min" }, {
                "phase": "load", "kind": "reads", "rate": 0.5, "for": "4 min" }, { "phase": "rest", "kind": "idle",
                "for": "1 min" } ]
                """,
            """ { "of": "process", "metric": "liveHeap", "phase": "load", "growthPerHour": "4 MiB" } """))!.Verdicts[0];
        verdict.Outcome.ShouldBe(Outcome.Held, verdict.Message.In(Language.English));
        var load = test["load"];
        load.Ok.ShouldBeInRange((long)(0.49 * (load.EndedAt - load.StartedAt).TotalSeconds),
            (long)(0.51 * (load.EndedAt - load.StartedAt).TotalSeconds) + 1);
        load.Ok.ShouldBeGreaterThan(130);
    }

    [Test]
    public async Task A_growth_per_unit_is_run_on_by_the_time_it_needs()
    {
        await using var test = await LiveTest.StartAsync(NodeBehaviour.Flat);
        var verdict = (await test.RunAsync(
            """
                 "timeBudget": "40 min", "phases": [ { "phase": "warm", "kind": "idle", "for": "5 min" }, {
                "phase": "load", "kind": "reads", "rate": 0.5, "for": "5 min" } ]
                """,
            """
                 { "of": "process", "metric": "liveHeap", "phase": "load", "growthPer": { "unit": "read",
                "max": "8 KiB" } }
                """))!.Verdicts[0];
        verdict.Outcome.ShouldBe(Outcome.Held, verdict.Message.In(Language.English));
        (test["load"].EndedAt - test["load"].StartedAt).ShouldBeInRange(TimeSpan.FromMinutes(8),
            TimeSpan.FromMinutes(20));
        test.Run.Events.Count(e => e.Name == "extended").ShouldBeInRange(1, 3);
    }

    [Test]
    public async Task Cycles_are_repeated_until_they_are_enough()
    {
        await using var test = await LiveTest.StartAsync(NodeBehaviour.Flat);
        var verdict = (await test.RunAsync(
            """
                 "timeBudget": "40 min", "liveHeapInterval": "10 s", "phases": [ { "phase": "warm", "kind": "idle",
                "for": "5 min" }, { "repeat": 3, "phases": [ { "phase": "load", "kind": "reads", "rate": 1,
                "for": "30 s" }, { "phase": "rest", "kind": "idle", "for": "45 s" } ] } ]
                """,
            """
                 { "of": "process", "metric": "liveHeap", "phase": "rest*", "growthPer": { "unit": "cycle",
                "max": "1 MiB" } }
                """))!.Verdicts[0];
        verdict.Outcome.ShouldBe(Outcome.Held, verdict.Message.In(Language.English));
        test.Run.Phases.Select(p => p.Name).Where(n => n.StartsWith("rest", StringComparison.Ordinal))
            .ShouldBe(Enumerable.Range(1, test.Run.Phases.Count / 2).Select(i => $"rest{i}"));
        test.Run.Phases.Count.ShouldBeGreaterThan(9);
    }
}
