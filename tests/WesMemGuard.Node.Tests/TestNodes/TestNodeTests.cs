using System.Text;
using WesMemGuard.LiveHeap;
using WesMemGuard.Node.Answers;
using WesMemGuard.Node.Services;
using WesMemGuard.Runs;
using WesMemGuard.TestNodes;

namespace WesMemGuard.Node.Tests.TestNodes;

internal sealed class TestNodeTests
{
    [Test]
    public async Task Every_page_of_it_is_read_by_the_real_client()
    {
        await using var test = await NodeInTest.StartAsync(NodeBehaviour.Flat);
        test.Time.Move(TimeSpan.FromMinutes(3));
        var memory = (await test.Client.MemoryAsync(default)).Sample!;
        memory.Modules.Count.ShouldBe(12);
        memory.Goroutines.ShouldBe(116);
        (await test.Client.MetricsAsync(default)).Sample!.GoGcPercent.ShouldBe(100);
        (await test.Client.DiagnosticsAsync(default)).Sample!.NumGc.ShouldBe(memory.NumGc);
        (await test.Client.BlockNumberAsync(default)).Sample.ShouldBe(new BlockSample(0));
        (await test.Client.ChainIdAsync(default)).Sample.ShouldBe(new ChainSample("0x275d"));
        (await test.Client.HealthAsync(default)).Sample!.Status.ShouldBe("ok");
        (await test.Client.StatusAsync(default)).Sample!.MiningEnabled.ShouldBeFalse();
        (await test.Client.PoolAsync(default)).Sample.ShouldBe(new PoolSample(0, 0));
    }

    [Test]
    public async Task Its_own_sample_changes_every_10_s_and_its_page_at_once()
    {
        await using var test = await NodeInTest.StartAsync(NodeBehaviour.Garbage);
        var (memory, page) = (await test.Client.MemoryAsync(default), await test.Client.MetricsAsync(default));
        test.Time.Move(TimeSpan.FromSeconds(9));
        (await test.Client.MemoryAsync(default)).Sample.ShouldBe(memory.Sample);
        (await test.Client.MetricsAsync(default)).Sample.ShouldNotBe(page.Sample);
        test.Time.Move(TimeSpan.FromSeconds(1));
        (await test.Client.MemoryAsync(default)).Sample.ShouldNotBe(memory.Sample);
    }

    [TestCase(NodeBehaviour.Flat, 0)]
    [TestCase(NodeBehaviour.Garbage, 0)]
    [TestCase(NodeBehaviour.Leak, 12)]
    [TestCase(NodeBehaviour.LeakInGarbage, 12)]
    public async Task The_live_heap_read_from_its_goal_grows_as_planted(NodeBehaviour behaviour, double perHour)
    {
        await using var test = await NodeInTest.StartAsync(behaviour);
        var pages = await PagesAsync(test, minutes: 60);
        var run = new MemoryRun(new RunHeader("20261129-000000-pages", "pages", pages[0].At, RunOrigin.Live));
        run.Metrics.AddRange(pages);
        var points = LiveHeapDecision.Of(run).Points;
        points.Count.ShouldBeGreaterThan(20);
        var (first, last) = (points[0], points[^1]);
        ((last.Bytes - first.Bytes) / ByteSize.MiB / (last.At - first.At).TotalHours).ShouldBe(perHour, 0.3);
    }

    [Test]
    public async Task Garbage_swings_by_hundreds_of_mebibytes_over_a_flat_live_heap()
    {
        await using var test = await NodeInTest.StartAsync(NodeBehaviour.Garbage);
        var heap = (await PagesAsync(test, minutes: 20)).Select(p => p.Sample!.HeapAlloc!.Value).ToList();
        (heap.Max() - heap.Min()).ShouldBeGreaterThan(500 * ByteSize.MiB);
    }

    [Test]
    public async Task An_idle_node_collects_every_two_minutes_and_gives_memory_back_as_the_real_one_does()
    {
        await using var test = await NodeInTest.StartAsync(NodeBehaviour.Flat);
        var run = new MemoryRun(new RunHeader("x", "x", test.Time.GetUtcNow(), RunOrigin.Live));
        run.Metrics.AddRange(await PagesAsync(test, minutes: 48));
        run.Metrics.Select(p => p.Sample!.LastGcSeconds).Distinct().Count().ShouldBeInRange(22, 30);
        var treatments = Treatments.Of(run);
        treatments.Count(t => t.Kind == TreatmentKind.Release).ShouldBe(4);
        treatments.Count(t => t.Kind == TreatmentKind.Backup).ShouldBe(1);
    }

    [Test]
    public async Task A_collection_that_is_asked_for_leaves_the_live_bytes_and_counts()
    {
        await using var test = await NodeInTest.StartAsync(NodeBehaviour.Garbage);
        test.Time.Move(TimeSpan.FromMinutes(5));
        var before = (await test.Client.MetricsAsync(default)).Sample!;
        var collected = (await test.Client.CollectedHeapAsync(default)).Sample!;
        collected.NumGc.ShouldBe(before.GcCount!.Value + 1);
        collected.HeapAlloc.ShouldBe(971 * ByteSize.MiB, ByteSize.MiB);
        collected.CollectedAt.ShouldBe(test.Time.GetUtcNow(), TimeSpan.FromMilliseconds(1));
    }

    [Test]
    public async Task The_hundred_and_first_request_of_a_second_is_refused_and_another_address_is_not()
    {
        await using var test = await NodeInTest.StartAsync(NodeBehaviour.Flat);
        for (var i = 0; i < 100; i++)
            (await test.Client.HealthAsync(default)).Miss.ShouldBeNull();
        (await test.Client.MemoryAsync(default)).Miss!.Kind.ShouldBe(MissKind.RateLimited);
        test.Time.Move(TimeSpan.FromSeconds(1));
        (await test.Client.MemoryAsync(default)).Miss.ShouldBeNull();
    }

    [TestCase(NodeBehaviour.Huge, MissKind.TooLarge)]
    [TestCase(NodeBehaviour.SlowLoris, MissKind.TimedOut)]
    [TestCase(NodeBehaviour.Restart, MissKind.Closed)]
    public async Task A_fault_of_the_wire_is_a_miss_of_its_kind_once_it_strikes(NodeBehaviour behaviour, MissKind kind)
    {
        await using var test = await NodeInTest.StartAsync(behaviour, behaviour == NodeBehaviour.SlowLoris ? 0.3 : 10);
        (await test.Client.HealthAsync(default)).Miss.ShouldBeNull();
        test.Time.Move(TimeSpan.FromMinutes(10));
        for (var i = 0; i < 2; i++)
            (await test.Client.MemoryAsync(default)).Miss!.Kind.ShouldBe(kind);
    }

    // Whether the torn body or the closed connection is seen first is up to the network.
    [Test]
    public async Task A_torn_answer_is_a_miss()
    {
        await using var test = await NodeInTest.StartAsync(NodeBehaviour.TornJson, 10);
        test.Time.Move(TimeSpan.FromMinutes(10));
        (await test.Client.MemoryAsync(default)).Miss!.Kind.ShouldBeOneOf(MissKind.Unreadable, MissKind.Closed);
    }

    [Test]
    public async Task With_REST_off_only_the_page_and_JSON_RPC_answer()
    {
        await using var test = await NodeInTest.StartAsync(NodeBehaviour.RestDisabled);
        (await test.Client.MemoryAsync(default)).Miss!.Kind.ShouldBe(MissKind.NotFound);
        (await test.Client.MetricsAsync(default)).Miss.ShouldBeNull();
        (await test.Client.BlockNumberAsync(default)).Miss.ShouldBeNull();
    }

    [Test]
    public async Task Mining_confirms_a_transfer_and_a_sender_s_second_one_before_the_next_block_is_not_accepted()
    {
        await using var test = await NodeInTest.StartAsync(NodeBehaviour.Flat);
        const string transfer = """
            [{"fromAddress":"CT9A8CEgF7qJ3T6QuXSFQN31kEexxxa2oX","toAddress":"CH5FG4NCAWBFqa2zZKufrdnAa7rRE1gH5C","amount":"1",
            "privateKey":"0000000000000000000000000000000000000000000000000000000000000001"}]
            """;
        (await CallAsync(test, "wes_startMining", "[\"CT9A8CEgF7qJ3T6QuXSFQN31kEexxxa2oX\"]")).ShouldContain("success");
        (await CallAsync(test, "wes_sendTransaction", transfer)).ShouldContain("\"accepted\":true");
        (await CallAsync(test, "wes_sendTransaction", transfer)).ShouldContain("UTXO重复花费");
        (await test.Client.PoolAsync(default)).Sample!.Pending.ShouldBe(1);
        test.Time.Move(TimeSpan.FromSeconds(11));
        (await CallAsync(test, "wes_sendTransaction", transfer)).ShouldContain("\"accepted\":true");
        (await test.Client.BlockNumberAsync(default)).Sample!.Height.ShouldBe(1);
        (await CallAsync(test, "wes_nothing", "[]")).ShouldContain("-32601");
    }

    private static async Task<string> CallAsync(NodeInTest test, string method, string parameters)
    {
        var body = $$"""{"jsonrpc":"2.0","id":1,"method":"{{method}}","params":{{parameters}}}""";
        var reading = await test.Client.AskAsync(new NodeRequest("POST", NodePaths.JsonRpc, body), default);
        return Encoding.UTF8.GetString(reading.Sample!.Body.Span);
    }

    private static async Task<List<Reading<MetricsSample>>> PagesAsync(NodeInTest test, int minutes)
    {
        var pages = new List<Reading<MetricsSample>>();
        for (var i = 0; i < minutes * 2; i++)
        {
            test.Time.Move(TimeSpan.FromSeconds(30));
            pages.Add(await test.Client.MetricsAsync(default));
        }

        return pages;
    }
}
