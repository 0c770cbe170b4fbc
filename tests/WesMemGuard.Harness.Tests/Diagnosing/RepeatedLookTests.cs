using WesMemGuard.Harness.Diagnosing;
using WesMemGuard.Harness.Runs;
using WesMemGuard.Harness.Targets;
using WesMemGuard.Harness.Tests.Live;
using WesMemGuard.Node;
using WesMemGuard.Runs;
using WesMemGuard.TestNodes;

namespace WesMemGuard.Harness.Tests.Diagnosing;

/// <summary>A running node, looked at over real sockets in virtual time.</summary>
internal sealed class RepeatedLookTests
{
    [Test]
    public async Task A_node_is_looked_at_so_often_and_what_it_shows_is_diagnosed()
    {
        await using var test =
            await LiveTest.StartAsync(new TestNodeOptions
            {
                Behaviour = NodeBehaviour.ExpiredTransactions,
                Strikes = TimeSpan.FromMinutes(1)
            });

        var run = await Look(test, 60);

        (run.Memory.Count, run.Metrics.Count, run.Diagnostics.Count, run.LiveHeap.Count).ShouldBe((60, 60, 60, 0));
        (run.Memory[^1].At - run.Memory[0].At).ShouldBe(TimeSpan.FromSeconds(590));
        RepeatedLook.IsSilent(run).ShouldBeFalse();
        RunDiagnosis.Of(new RunSource(run, "node")).Found.Found[0].Problem.Id.ShouldBe("pool-expired");
        var analysis = RunAnalysis.Of(RunDiagnosis.Of(new RunSource(run, "node")), now: true);
        analysis.Pictures.ShouldHaveSingleItem().When.ShouldBe("now");
        analysis.Pictures[0].Heap.Parts.Sum(p => p.Bytes).ShouldBe(analysis.Pictures[0].Sample.HeapAlloc, 1);
    }

    [Test]
    public async Task Collections_are_asked_for_only_when_told()
    {
        await using var test = await LiveTest.StartAsync(NodeBehaviour.Flat);

        (await Look(test, 3, collects: true)).LiveHeap.Count(r => r.Sample is not null).ShouldBe(3);
    }

    [Test]
    public async Task A_port_where_nobody_listens_is_silent()
    {
        await using var test = await LiveTest.StartAsync(NodeBehaviour.Flat);
        var nobody = new Uri("http://127.0.0.1:1");

        RepeatedLook.IsSilent(
            await RepeatedLook.TakeAsync(new RepeatedLookOptions(new NodeAddress(nobody, nobody), 1,
                RepeatedLook.Interval),
            new VirtualLiveClock(test.Time), default)).ShouldBeTrue();
    }

    [Test]
    public async Task Nobody_waits_for_a_minute_at_a_port_where_nobody_listens()
    {
        var nobody = new Uri("http://127.0.0.1:1");
        var watch = System.Diagnostics.Stopwatch.StartNew();

        var run = await RepeatedLook.TakeAsync(
            new RepeatedLookOptions(new NodeAddress(nobody, nobody), 7, RepeatedLook.Interval),
            LiveClock.Of(TimeProvider.System), default);

        RepeatedLook.IsSilent(run).ShouldBeTrue();
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(20), "not the 60 s that it was asked to look");
    }

    [Test]
    public async Task A_node_that_goes_ends_the_look_soon_and_what_was_seen_of_it_stays()
    {
        await using var test = await LiveTest.StartAsync(NodeBehaviour.Flat);
        var (clock, began) = (new VirtualLiveClock(test.Time), test.Time.GetUtcNow());
        var options = new RepeatedLookOptions(new NodeAddress(test.Node.Http, test.Node.Diagnostics!), 60,
            RepeatedLook.Interval)
        {
            Process = new Goes(test),
        };
        var run = await RepeatedLook.TakeAsync(options, clock, default);

        run.Memory.Count(r => r.Sample is not null).ShouldBe(3);
        (test.Time.GetUtcNow() - began).ShouldBeLessThan(TimeSpan.FromSeconds(70), "of 590");
    }

    /// <summary>Looking at its process for the fourth time ends the node.</summary>
    private sealed class Goes(LiveTest test) : IProcessSource
    {
        private int _looks;

        public async ValueTask<Reading<ProcessSample>> ReadAsync(CancellationToken ct)
        {
            if (++_looks == 4)
                await test.Node.DisposeAsync();
            return new Reading<ProcessSample>(test.Time.GetUtcNow(), null, new Miss(MissKind.Refused, "not looked at"));
        }
    }

    private static async Task<MemoryRun> Look(LiveTest test, int times, bool collects = false)
    {
        var clock = new VirtualLiveClock(test.Time);
        var options =
            new RepeatedLookOptions(new NodeAddress(new Uri(test.Node.Http.ToString()),
                new Uri(test.Node.Diagnostics!.ToString())), times,
            RepeatedLook.Interval)
            { Collects = collects };
        return await RepeatedLook.TakeAsync(options, clock, default);
    }
}
