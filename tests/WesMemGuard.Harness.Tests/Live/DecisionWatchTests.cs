using WesMemGuard.Runs;
using WesMemGuard.TestNodes;
using WesMemGuard.Texts;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Harness.Tests.Live;

/// <summary>Runs that go on until they are decided, in virtual time.</summary>
internal sealed class DecisionWatchTests
{
    private const string LiveHeap = """ { "of": "process", "metric": "liveHeap", "growthPerHour": "4 MiB" } """;

    [TestCase(NodeBehaviour.Flat, Outcome.Held)]
    [TestCase(NodeBehaviour.Leak, Outcome.Broken)]
    public async Task A_phase_ends_as_soon_as_its_growth_is_decided(NodeBehaviour behaviour, Outcome outcome)
    {
        await using var test = await LiveTest.StartAsync(behaviour);

        var verdict = (await RunAsync(test, """
             "timeBudget": "2 h", "liveHeapInterval": "15 s", "phases": [ { "phase": "idle", "kind": "idle", "for": "90 min" } ]
            """, LiveHeap))!.Verdicts[0];

        verdict.Outcome.ShouldBe(outcome, verdict.Message.In(Language.English));
        (test["idle"].EndedAt - test["idle"].StartedAt).ShouldBeLessThan(TimeSpan.FromMinutes(30));
        test.Run.Events.Count(e => e.Name == "decided").ShouldBe(1);
        test.Run.Events.Count(e => e.Name == RunEvent.UntilDecided).ShouldBe(1);
        verdict.Confidence!.Value.ShouldBe(0.99, 1e-9); // the looks had the other half of the error
    }

    [Test]
    public async Task What_is_not_decided_at_the_end_goes_on()
    {
        await using var test = await LiveTest.StartAsync(NodeBehaviour.Leak);

        var verdict = (await RunAsync(test, """
             "timeBudget": "60 min", "phases": [ { "phase": "idle", "kind": "idle", "for": "7 min" } ]
            """, LiveHeap))!.Verdicts[0];

        verdict.Outcome.ShouldBe(Outcome.Broken, verdict.Message.In(Language.English));
        (test["idle"].EndedAt - test["idle"].StartedAt).ShouldBeInRange(TimeSpan.FromMinutes(10),
            TimeSpan.FromMinutes(45));
    }

    [Test]
    public async Task The_time_budget_is_never_passed()
    {
        await using var test = await LiveTest.StartAsync(new TestNodeOptions
        {
            Behaviour = NodeBehaviour.Leak,
            LeakPerHour =
            4 * 1024 * 1024
        });

        await RunAsync(test, """ "timeBudget": "20 min", "phases": [ { "phase": "idle", "kind": "idle", "for": "8 min" } ] """, LiveHeap);

        (test["idle"].EndedAt - test["idle"].StartedAt).ShouldBe(TimeSpan.FromMinutes(20), TimeSpan.FromSeconds(1));
    }

    [Test]
    public async Task A_phase_whose_level_is_compared_is_never_cut_short_and_its_load_goes_on_evenly()
    {
        await using var test = await LiveTest.StartAsync(NodeBehaviour.Flat);

        await RunAsync(test, """
             "timeBudget": "60 min", "liveHeapInterval": "15 s", "phases": [ { "phase": "warm", "kind": "idle", "for": "20 min" },
               { "phase": "load", "kind": "reads", "rate": 0.2, "for": "40 min" } ]
            """, """
            { "of": "process", "metric": "liveHeap", "phase": "warm", "growthPerHour": "4 MiB" },
            { "of": "process", "metric": "liveHeap", "phase": "load", "growthPerHour": "4 MiB" },
            { "of": "process", "metric": "goroutines", "returnsTo": { "from": "warm", "after": "warm2", "tolerance": 5 } }
            """.Replace("warm2", "load", StringComparison.Ordinal));

        (test["warm"].EndedAt - test["warm"].StartedAt).ShouldBe(TimeSpan.FromMinutes(20), TimeSpan.FromSeconds(1));
        (test["load"].EndedAt - test["load"].StartedAt).ShouldBe(TimeSpan.FromMinutes(40), TimeSpan.FromSeconds(1));
        test["load"].Ok.ShouldBeInRange(478, 481);
    }

    [Test]
    public async Task A_load_that_is_ended_early_was_reached()
    {
        await using var test = await LiveTest.StartAsync(NodeBehaviour.Flat);

        var verdict = (await RunAsync(test, """
             "timeBudget": "60 min", "liveHeapInterval": "15 s", "phases": [ { "phase": "load", "kind": "reads", "rate": 0.2,
                 "for": "40 min" } ]
            """, """ { "of": "process", "metric": "liveHeap", "phase": "load", "growthPerHour": "4 MiB" } """))!.Verdicts[0];

        verdict.Outcome.ShouldBe(Outcome.Held, verdict.Message.In(Language.English));
        var seconds = (test["load"].EndedAt - test["load"].StartedAt).TotalSeconds;
        seconds.ShouldBeLessThan(1800);
        ((double)test["load"].Ok).ShouldBe(seconds * 0.2, 2);
    }

    private static Task<RunVerdict?> RunAsync(LiveTest test, string phases, string limits) =>
        test.RunAsync(phases, limits, options => options with { IsUntilDecided = true });
}
