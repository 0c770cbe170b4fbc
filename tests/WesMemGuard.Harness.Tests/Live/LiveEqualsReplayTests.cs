using System.Diagnostics;
using WesMemGuard.Recording;
using WesMemGuard.Runs;
using WesMemGuard.TestNodes;
using WesMemGuard.Verdicts;
using WesMemGuard.Verdicts.Judging;

namespace WesMemGuard.Harness.Tests.Live;

/// <summary>What is recorded from a live run replays to the same verdicts, word for word.</summary>
[Parallelizable(ParallelScope.All)]
internal sealed class LiveEqualsReplayTests
{
    private const string Limits = """
        { "of": "process", "metric": "liveHeap", "growthPerHour": "4 MiB" },
        { "of": "process", "metric": "goroutines", "growthPerHour": 60 },
        { "of": "process", "metric": "rss", "peak": "2 GiB" },
        { "of": "process", "metric": "rssAnon", "growthPerHour": "8 MiB" },
        { "of": "mempool.txpool", "metric": "objects", "peak": 100 },
        { "of": "block", "metric": "bytes", "peak": "8 MiB" },
        { "of": "process", "metric": "liveHeap", "returnsTo": { "from": "warm", "after": "rest", "tolerance": "1 MiB" } },
        { "of": "process", "metric": "liveHeap", "phase": "load", "growthPer": { "unit": "read", "max": "1 KiB" } }
        """;

    private static string Planted =>
        Path.Combine(RepositoryFolder.Path, "scenarios", "_recordings", "planted-ispc-12", "profiles");

    [Test]
    public async Task Every_curve_and_every_fault_replays_to_the_live_verdict([Values] NodeBehaviour behaviour)
    {
        using var folder = new TemporaryFolder();
        var slow = behaviour is NodeBehaviour.Huge or NodeBehaviour.SlowLoris;
        await using var test = await LiveTest.StartAsync(new TestNodeOptions
        {
            Behaviour = behaviour,
            Profiles = Planted,
            Strikes = slow ? TimeSpan.FromSeconds(40) : TimeSpan.FromMinutes(10),
        });
        test.RecordTo = Path.Combine(folder.Path, "recording");
        var length = slow ? "20 s" : "8 min";
        var live = await test.RunAsync(
            $$"""
            "interval": "{{(slow ? "20 s" : "10 s")}}", "phases": [ { "phase": "warm", "kind": "idle", "for": "{{length}}" },
              { "phase": "load", "kind": "reads", "rate": 0.2, "for": "{{length}}" },
                { "phase": "rest", "kind": "idle", "for": "{{length}}" } ]
            """,
            Limits, options =>
                options with { ProfileMarks = true, Patience = TimeSpan.FromSeconds(behaviour == NodeBehaviour.SlowLoris ? 0.25 : 10) });
        await ShouldReplayToAsync(test, live!, Limits);
    }

    [Test]
    public async Task Collections_that_were_asked_for_extensions_and_cycles_replay_too()
    {
        using var folder = new TemporaryFolder();
        await using var test = await LiveTest.StartAsync(NodeBehaviour.LeakInGarbage);
        test.RecordTo = Path.Combine(folder.Path, "recording");
        const string Cycles = """
             { "of": "process", "metric": "liveHeap", "phase": "rest*", "growthPer": { "unit": "cycle",
            "max": "32 KiB" } }
            """;
        var live = await test.RunAsync(
            """
                 "timeBudget": "30 min", "liveHeapInterval": "10 s", "phases": [ { "phase": "warm", "kind": "idle",
                "for": "5 min" }, { "repeat": 3, "phases": [ { "phase": "load", "kind": "reads", "rate": 1,
                "for": "30 s" }, { "phase": "rest", "kind": "idle", "for": "45 s" } ] } ]
                """,
            Cycles);
        test.Run.Phases.Count.ShouldBeGreaterThan(7);
        await ShouldReplayToAsync(test, live!, Cycles);
    }

    /// <summary>24 h with <c>WESMEMGUARD_LONG=1</c>, 2 h else; prints what it took.</summary>
    [Test]
    public async Task A_long_recording_replays_fast_to_the_live_verdict()
    {
        var isLong = Environment.GetEnvironmentVariable("WESMEMGUARD_LONG") == "1";
        using var folder = new TemporaryFolder();
        await using var test =
            await LiveTest.StartAsync(new TestNodeOptions { Behaviour = NodeBehaviour.LeakInGarbage, LeakPerHour = 2 * 1024 * 1024 });
        test.RecordTo = Path.Combine(folder.Path, "recording");
        const string OneMiB = """ { "of": "process", "metric": "liveHeap", "growthPerHour": "1 MiB" } """;
        var live = await test.RunAsync($$"""
             "phases": [ { "phase": "idle", "kind": "idle", "for": "{{(isLong ? 24 : 2)}} h" } ]
            """, OneMiB);
        live!.Verdicts[0].Outcome.ShouldBe(Outcome.Broken);
        var took = await ShouldReplayToAsync(test, live, OneMiB);
        TestContext.Out.WriteLine($"{test.Run.Memory.Count} memory answers replayed and judged in {took.TotalSeconds:0.00} s");
        if (isLong)
            took.ShouldBeLessThan(TimeSpan.FromSeconds(5));
    }

    private static async Task<TimeSpan> ShouldReplayToAsync(LiveTest test, RunVerdict live, string limits)
    {
        var clock = Stopwatch.StartNew();
        var recording = RecordingFolder.Open(test.RecordTo!);
        var recorder = new RunRecorder(recording.Header("test"));
        await Replay.RunAsync(recording, recorder, default);
        var run = recorder.Run;
        var context = new JudgeContext("test", "budget.json", "run.jsonl", new Node.Profiles.ProfileSuspects());
        var replayed = BudgetJudge.Judge(run, LiveTest.Budget(limits), context);
        clock.Stop();
        live = BudgetJudge.Judge(test.Run, LiveTest.Budget(limits),
            context with { Suspects = new Node.Profiles.ProfileSuspects() });
        recording.Notices.ShouldBeEmpty();
        replayed.Verdicts.Select(v => v.Message).ShouldBe(live.Verdicts.Select(v => v.Message));
        replayed.Verdicts.Select(v => (v.Outcome, v.Value, v.Low, v.High, v.Samples))
            .ShouldBe(live.Verdicts.Select(v => (v.Outcome, v.Value, v.Low, v.High, v.Samples)));
        replayed.ExitCode.ShouldBe(live.ExitCode);
        (run.Memory.Count, run.Metrics.Count, run.Process.Count, run.Blocks.Count, run.Chain.Count, run.LiveHeap.Count,
            run.Diagnostics.Count, run.Others.Count, run.Events.Count, run.Profiles.Count)
            .ShouldBe((test.Run.Memory.Count, test.Run.Metrics.Count, test.Run.Process.Count, test.Run.Blocks.Count,
                test.Run.Chain.Count, test.Run.LiveHeap.Count, test.Run.Diagnostics.Count, test.Run.Others.Count,
                test.Run.Events.Count, test.Run.Profiles.Count));
        run.Phases.ShouldBe(test.Run.Phases);
        return clock.Elapsed;
    }
}
