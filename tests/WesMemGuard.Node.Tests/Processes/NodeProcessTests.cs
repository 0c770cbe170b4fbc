using WesMemGuard.Node.Processes;
using WesMemGuard.Runs;
using WesMemGuard.Scenarios;
using WesMemGuard.TestNodes;

namespace WesMemGuard.Node.Tests.Processes;

/// <summary>The test node as a program in the real one's place.</summary>
internal sealed class NodeProcessTests
{
    private const string Config = """
        {"environment":"dev","network":{"chain_id":10099,"chain_mode":"private"},"api":{"http_port":28680,"grpc_port":28682},
         "mining":{"min_network_quorum_total":1},
         "node":{"listen_addresses":["/ip4/127.0.0.1/tcp/28683"],"host":{"diagnostics_enabled":true,"diagnostics_port":28686}}}
        """;

    private readonly List<RunEvent> _events = [];

    [SetUp]
    public void Forget() => _events.Clear();

    [Test]
    public async Task A_node_is_started_answers_itself_is_halted_killed_restarted_and_stopped()
    {
        await using (var node = await StartAsync(Stub()))
        {
            var first = node.Pid!.Value;
            using var client = new NodeClient(node.Address, TimeProvider.System);
            (await client.ChainIdAsync(default)).Sample!.ChainId.ShouldBe("0x2773");
            (await client.CollectedHeapAsync(default)).Miss.ShouldBeNull();
            var looked = await new LocalProcess(() => node.Pid, TimeProvider.System).ReadAsync(default);
            looked.Sample!.Pid.ShouldBe(first);
            if (OperatingSystem.IsLinux())
            {
                Ports.OwnerOf(node.Address.Http.Port).ShouldBe(first);
                looked.Sample.RssAnon!.Value.ShouldBeGreaterThan(1e6);
                looked.Sample.PeakRssBytes!.Value.ShouldBeGreaterThanOrEqualTo(looked.Sample.RssBytes);
                looked.Sample.OpenFiles!.Value.ShouldBeGreaterThan(3);
                node.Pause();
                await ShouldBecomeAsync(() => StateOf(first) == 'T');
                node.Resume();
                await ShouldBecomeAsync(() => StateOf(first) != 'T');
            }

            await node.KillAsync(default);
            node.Pid.ShouldNotBe(first);
            (await client.ChainIdAsync(default)).Miss.ShouldBeNull();
        }

        _events.Where(e => !e.Name.StartsWith("sig", StringComparison.Ordinal)).Select(e => e.Name)
            .ShouldBe(["started", "ready", "kill9", "exited", "started", "ready", "term", "exited"]);
        _events[^1].Detail.ShouldBe("rc 0");
    }

    [Test]
    public async Task A_node_that_will_not_end_is_killed()
    {
        var stub = Stub()
            with
        { Environment = new Dictionary<string, string> { ["TESTNODE_STUBBORN"] = "1", ["TESTNODE_SECONDS"] = "60" } };
        var node = await StartAsync(stub, options => options with { StopWithin = TimeSpan.FromMilliseconds(300) });
        await node.DisposeAsync();
        _events.Select(e => e.Name).ShouldBe(["started", "ready", "term", "kill9", "exited"]);
    }

    [TestCase("""{"mining":{"min_network_quorum_total":0}}""", "the configuration is refused at mining.min_network_quorum_total")]
    public async Task A_node_that_can_not_start_is_explained_with_its_last_words(string config, string expected)
    {
        var error = await Should.ThrowAsync<NodeStartException>(() => StartAsync(Stub() with { ConfigJson = config }));
        error.Message.ShouldContain(expected);
        error.Message.ShouldContain("its last output");
    }

    [Test]
    public async Task A_program_that_is_not_there_is_said_to_be_so()
    {
        var error = await Should.ThrowAsync<NodeStartException>(() => StartAsync(new StartedNode("./no-such-node")));
        error.Message.ShouldContain("\"./no-such-node\" can't be run");
    }

    [Test]
    public async Task A_program_that_never_answers_is_given_up_and_ended()
    {
        if (OperatingSystem.IsWindows())
            return;
        var error = await Should.ThrowAsync<NodeStartException>(() => StartAsync(
            new StartedNode("/bin/sleep") { Arguments = ["30"] }, options =>
                options with { ReadyWithin = TimeSpan.FromMilliseconds(400) }));
        error.Message.ShouldContain("did not answer on port");
        _events.Select(e => e.Name).ShouldBe(["started", "term", "exited"]);
    }

    [Test]
    public async Task Another_process_on_the_port_is_not_taken_for_the_node()
    {
        if (!OperatingSystem.IsLinux())
            return;
        // A program that answers nothing itself while a server of this test process takes the port it was given.
        TestNode? other = null;
        try
        {
            var stub = new StartedNode("/bin/sleep") { Arguments = ["{http}"], ConfigJson = Config };
            var error = await Should.ThrowAsync<NodeStartException>(() => StartAsync(stub, options => options with
            {
                ReadyWithin = TimeSpan.FromSeconds(20),
                Happened = happened => other ??= TakePort(happened),
            }));
            error.Message.ShouldContain("is not the node that was started");
        }
        finally
        {
            if (other is not null)
                await other.DisposeAsync();
        }
    }

    [Test]
    public async Task Two_runs_never_share_one_folder()
    {
        var work = Directory.CreateTempSubdirectory("wesmemguard-test-").FullName;
        try
        {
            using var held = new FileStream(Path.Combine(work, "wesmemguard.lock"), FileMode.Create,
                FileAccess.ReadWrite, FileShare.None);
            var error =
                await Should.ThrowAsync<NodeStartException>(() => StartAsync(Stub() with { WorkDirectory = work }));
            error.Message.ShouldContain("in use by another run");
        }
        finally
        {
            Directory.Delete(work, recursive: true);
        }
    }

    [Test]
    public void Free_ports_differ_and_are_free()
    {
        var ports = Ports.Free(4);
        ports.Distinct().Count().ShouldBe(4);
        ports.ShouldAllBe(p => Ports.OwnerOf(p) == null);
    }

    [Test]
    public async Task A_process_that_is_gone_is_a_miss()
    {
        var reading = await new LocalProcess(() => 4194303, TimeProvider.System).ReadAsync(default);
        reading.Miss!.Kind.ShouldBe(MissKind.Refused);
        (await new LocalProcess(() => null, TimeProvider.System).ReadAsync(default)).Miss!.Detail.ShouldBe("there is no process");
    }

    private static StartedNode Stub() => new("dotnet")
    {
        Arguments = [Path.Combine(AppContext.BaseDirectory, "WesMemGuard.TestNode.dll"), "--chain", "private", "--config",
            "{config}", "--data-dir", "{data}"],
        ConfigJson = Config,
        Environment = new Dictionary<string, string> { ["TESTNODE_SECONDS"] = "60" },
    };

    /// <summary>The port stands in the command line of the process that was just started.</summary>
    private static TestNode? TakePort(RunEvent happened)
    {
        if (happened.Name != "started")
            return null;
        var pid = happened.Detail!.Split(' ')[1];
        var words = File.ReadAllText($"/proc/{pid}/cmdline").Split('\0', StringSplitOptions.RemoveEmptyEntries);
        return TestNode.StartAsync(
            new TestNodeOptions { HttpPort = int.Parse(words[^1], System.Globalization.CultureInfo.InvariantCulture) })
            .GetAwaiter().GetResult();
    }

    private static char StateOf(int pid)
    {
        var stat = File.ReadAllText($"/proc/{pid}/stat");
        return stat[stat.LastIndexOf(')') + 2];
    }

    private static async Task ShouldBecomeAsync(Func<bool> condition)
    {
        for (var i = 0; i < 100 && !condition(); i++)
            await Task.Delay(20);
        condition().ShouldBeTrue();
    }

    private Task<NodeProcess> StartAsync(StartedNode node, Func<NodeStartOptions, NodeStartOptions>? change = null)
    {
        var options = new NodeStartOptions { ReadyWithin = TimeSpan.FromSeconds(60), Happened = _events.Add };
        return NodeProcess.StartAsync(node, change?.Invoke(options) ?? options, TimeProvider.System, default);
    }
}
