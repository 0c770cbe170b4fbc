using System.Diagnostics;
using System.Globalization;
using WesMemGuard.Node.Processes;
using WesMemGuard.Runs;
using WesMemGuard.Scenarios;

namespace WesMemGuard.Node.Tests.Processes;

/// <summary>
/// What a harness started ends with it, whatever it forks, holds or ignores. The rules of sessions and /proc are
/// Linux's.
/// </summary>
[Platform("Linux")]
internal sealed class NothingLeftBehindTests
{
    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "WesMemGuard.TestNode.dll");

    private readonly List<RunEvent> _events = [];

    [SetUp]
    public void Forget() => _events.Clear();

    [TestCase("exec {node}", TestName = "A_started_node_that_is_killed_is_told_at_once_with_its_code")]
    [TestCase("{node} & wait $!", TestName = "A_node_behind_a_wrapper_that_waits_is_told_with_its_code")]
    public async Task A_death_is_told_with_its_code(string wrapper)
    {
        await using var node = await StartAsync(wrapper);

        Kill(node.Pid!.Value);
        await Task.Delay(TimeSpan.FromSeconds(10), node.Died).ContinueWith(_ => { }, TaskScheduler.Default);

        node.Died.IsCancellationRequested.ShouldBeTrue();
        var died = _events[^1];
        (died.Name, died.Code).ShouldBe((RunEvent.Died, 137));
        died.Detail!.ShouldContain("killed");
    }

    [Test]
    public async Task A_wrapper_that_goes_before_its_node_is_no_death_and_its_node_is_stopped_with_it()
    {
        int pid;
        await using (var node = await StartAsync("{node} & exit 0"))
        {
            pid = node.Pid!.Value;
            await Task.Delay(500);
            node.Died.IsCancellationRequested.ShouldBeFalse();
        }

        IsThere(pid).ShouldBeFalse();
        _events.Select(e => e.Name).ShouldBe(["started", "ready", "term", "exited"]);
    }

    [Test]
    public async Task A_child_that_holds_the_output_is_not_waited_for_and_not_left_behind()
    {
        int session;
        var watch = new Stopwatch();
        await using (var node = await StartAsync("sleep 300 & exec {node}"))
        {
            session = node.Pid!.Value;
            watch.Start();
            await node.StopAsync(default);
        }

        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(10));
        _events.Select(e => e.Name).ShouldBe(["started", "ready", "term", "exited"],
            "it ended by itself: kill9 would be untrue");
        await ShouldBecomeAsync(() => ProcessSession.Others(session).Count == 0);
    }

    [Test]
    public async Task A_node_that_stands_still_ends_as_others_do()
    {
        await using (var node = await StartAsync("exec {node}"))
        {
            node.Pause();
            await ShouldBecomeAsync(() => LocalProcess.IsStopped(node.Pid!.Value));
        }

        _events.Select(e => e.Name).ShouldBe(["started", "ready", "sigstop", "term", "exited"]);
    }

    [Test]
    public async Task A_full_disk_costs_the_rest_of_the_output_and_nothing_else()
    {
        await using var node =
            await StartAsync("echo something; exec {node}", options => options with { OutputFile = "/dev/full" });

        using var client = new NodeClient(node.Address, TimeProvider.System);
        (await client.ChainIdAsync(default)).Miss.ShouldBeNull();
    }

    [Test]
    public async Task When_the_pipe_to_the_watcher_closes_the_group_ends_and_its_folder_goes()
    {
        var folder = Directory.CreateTempSubdirectory("wesmemguard-test-").FullName;
        using var sleeper =
            Process.Start(
            new ProcessStartInfo(ProcessSession.Command!) { ArgumentList = { "/bin/sh", "-c", "trap '' TERM; sleep 300 & wait" } })!;
        using var script = Watcher(folder);
        await script.StandardInput.WriteLineAsync(sleeper.Id.ToString(CultureInfo.InvariantCulture));
        await script.StandardInput.FlushAsync();
        IsThere(sleeper.Id).ShouldBeTrue();

        script.StandardInput.Close();

        await ShouldBecomeAsync(() => !IsThere(sleeper.Id) && ProcessSession.Others(sleeper.Id).Count == 0,
            seconds: 60);
        await ShouldBecomeAsync(() => !Directory.Exists(folder), seconds: 30);
    }

    /// <summary>The watcher as a harness that is killed leaves it: its pipe closes without a word.</summary>
    private static Process Watcher(string folder) => Process.Start(new ProcessStartInfo("/bin/sh")
    {
        ArgumentList = { "-c", ParentWatch.Script, "watch", folder },
        RedirectStandardInput = true,
    })!;

    private Task<NodeProcess> StartAsync(string wrapper, Func<NodeStartOptions, NodeStartOptions>? change = null)
    {
        var node = $"dotnet {Program} --chain private --config {{config}} --data-dir {{data}}";
        var started = new StartedNode("/bin/sh")
        {
            Arguments = ["-c", wrapper.Replace("{node}", node, StringComparison.Ordinal)],
            ConfigJson = """{"network":{"chain_id":10099,"chain_mode":"private"},"mining":{"min_network_quorum_total":1}}""",
            Environment = new Dictionary<string, string> { ["TESTNODE_SECONDS"] = "120" },
        };
        var options = new NodeStartOptions { ReadyWithin = TimeSpan.FromSeconds(60), Happened = _events.Add };
        return NodeProcess.StartAsync(started, change?.Invoke(options) ?? options, TimeProvider.System, default);
    }

    private static void Kill(int pid)
    {
        using var process = Process.GetProcessById(pid);
        process.Kill();
    }

    private static bool IsThere(int pid) => ProcFiles.StateOf(pid) is not (null or 'Z' or 'X');

    private static async Task ShouldBecomeAsync(Func<bool> condition, double seconds = 10)
    {
        for (var i = 0; i < seconds * 10 && !condition(); i++)
            await Task.Delay(100);
        condition().ShouldBeTrue();
    }
}
