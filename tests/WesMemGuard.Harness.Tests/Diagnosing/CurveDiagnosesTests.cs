using WesMemGuard.Diagnosis;
using WesMemGuard.Diagnosis.Recognisers;
using WesMemGuard.Harness.Tests.Live;
using WesMemGuard.Input;
using WesMemGuard.Runs;
using WesMemGuard.TestNodes;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Harness.Tests.Diagnosing;

/// <summary>
/// Problems that no recording shows, on a test node's curves; and that a node without them isn't accused.
/// </summary>
internal sealed class CurveDiagnosesTests
{
    [TestCase(NodeBehaviour.ExpiredTransactions, 10, 25, "pool-expired")]
    [TestCase(NodeBehaviour.Frozen, 10, 15, "sampler-frozen")]
    [TestCase(NodeBehaviour.OpenConnections, 15, 25, "subscriptions-open")]
    [TestCase(NodeBehaviour.ManyPeers, 10, 15, "connections")]
    [TestCase(NodeBehaviour.Burst, 60.3, 65, "backup-spikes")]
    [TestCase(NodeBehaviour.Garbage, 10, 40, "garbage-not-leak")]
    [TestCase(NodeBehaviour.Leak, 10, 30, "unexplained-growth")]
    [TestCase(NodeBehaviour.MinimalMode, 10, 10, "mode-minimal")]
    [TestCase(NodeBehaviour.RestDisabled, 0, 5, "rest-off")]
    [TestCase(NodeBehaviour.Restart, 10, 15, "process-replaced")]
    public async Task Each_curve_yields_its_problem_first(NodeBehaviour behaviour, double strikes, int minutes,
        string problem)
    {
        var diagnosis = Recogniser.Diagnose(new DiagnosisCase(await Run(behaviour, strikes, minutes)));

        diagnosis.Found.ShouldNotBeEmpty();
        diagnosis.Found[0].Problem.Id.ShouldBe(problem, string.Join(", ", diagnosis.Found.Select(f => f.Problem.Id)));
    }

    [TestCase(NodeBehaviour.Flat, 30)]
    [TestCase(NodeBehaviour.Flat, 2)]
    [TestCase(NodeBehaviour.Step, 8)]
    public async Task A_healthy_node_is_not_accused(NodeBehaviour behaviour, int minutes) =>
        Recogniser.Diagnose(new DiagnosisCase(await Run(behaviour, 10, minutes))).Found.ShouldBeEmpty();

    [Test]
    public async Task The_isolation_map_is_told_by_its_function_and_any_other_function_by_name()
    {
        var run = await Run(NodeBehaviour.Leak, 10, 30);

        Named(run, "github.com/weisyn/v1/internal/core/ispc/context.(*IsolationTracker).Track").Problem.ShouldBe(Problems.IsolationMap);
        Named(run, "github.com/weisyn/v1/internal/api/http/middleware.(*RateLimit).allowRequest").Problem.ShouldBe(Problems.RateLimiterMap);
        var other = Named(run, "github.com/weisyn/v1/internal/core/event.keep");
        other.Problem.ShouldBe(Problems.FunctionGrowth);
        other.Function.ShouldNotBeNull().ShouldEndWith("event.keep");
    }

    private static DiagnosedProblem Named(MemoryRun run, string function) =>
        Recogniser.Diagnose(
            new DiagnosisCase(
            run)
            {
                Suspects =
            new OneSuspect(new Suspect(function, "x.go:1", "m", 6 * ByteSize.MiB, 5 * ByteSize.MiB, 7 * ByteSize.MiB, 1))
            }).Found[0];

    private static async Task<MemoryRun> Run(NodeBehaviour behaviour, double strikes, int minutes)
    {
        await using var test =
            await LiveTest.StartAsync(new TestNodeOptions { Behaviour = behaviour, Strikes = TimeSpan.FromMinutes(strikes) });
        await test.RunAsync($$""" "phases": [ { "phase": "idle", "kind": "idle", "for": "{{minutes}} min" } ] """);
        return test.Run;
    }

    private sealed class OneSuspect(Suspect suspect) : ISuspectFinder
    {
        public Suspects OfHeap(MemoryRun run, DateTimeOffset from, DateTimeOffset to, bool stoppedToo) =>
            new([suspect], null);

        public Suspects OfGoroutines(MemoryRun run, DateTimeOffset from, DateTimeOffset to, bool stoppedToo) =>
            new([], InputReasons.Verbatim("none"));

        public IReadOnlyList<MeasuredBytes> MeasuredBytes(MemoryRun run, string module) => [];

        public MeasuredBytes? MeasuredGrowth(MemoryRun run, string module, DateTimeOffset from, DateTimeOffset to) =>
            null;

        public ProfiledGrowth? HeapGrowth(MemoryRun run, DateTimeOffset from, DateTimeOffset to) => null;
    }
}
