using System.Net;
using System.Net.Sockets;

namespace WesMemGuard.Cli.Tests;

/// <summary>The verb from its command line to the commit: what a commit builds is the recording that is judged.</summary>
[Platform("Linux,MacOsX")]
internal sealed class BisectTests
{
    private Tool _tool = null!;
    private string[] _commits = null!;

    [SetUp]
    public async Task Begin()
    {
        _tool = new Tool();
        _commits = await GitRepository.MakeAsync(_tool.Folder.Path, [.. Enumerable.Range(0, 8).Select(i => new Dictionary<string, string>
        {
            ["recording"] = i >= 5 ? "live-heap-planted-ispc-12" : "live-heap-idle",
            ["exit"] = i == 3 ? "7" : "0",
            ["number"] = $"{i}",
        })]);
        _tool.Folder.Write("seen/scenario.json", """{ "recording": "../built" }""");
        _tool.Folder.Write("seen/budget.json", """
            { "warmUp": "5 min", "limits": [
                { "of": "process", "metric": "liveHeap", "growthPerHour": "4 MiB" },
                { "of": "process", "metric": "rss", "peak": "1 MiB" } ] }
            """);
    }

    [TearDown]
    public void End() => _tool.Dispose();

    private static string Recordings => Path.Combine(RepositoryFolder.Scenarios, "_recordings");

    private string Build => $"rm -rf '{_tool.Folder.Path}/built'; cp -r '{Recordings}'/\"$(cat recording)\" "
        + $"'{_tool.Folder.Path}/built' && exit $(cat exit)";

    [Test]
    public async Task The_commit_is_found_with_its_message_and_what_grew()
    {
        (await _tool.RunAsync("bisect", "--good", _commits[0], "--bad", "main", "--build", Build, "--limit", "1", "--agree", "1", "seen"))
            .ShouldBe(0, _tool.Error);

        _tool.Out.ShouldContain($"first bad commit: {_commits[5]}, Test, ");
        _tool.Out.ShouldContain("    change 5\n");
        _tool.Out.ShouldContain("context.recordExecutionTrace");
        _tool.Out.ShouldContain("\ncommits run: ");
    }

    /// <summary>Real nodes of each commit, one after the other on one port; one that may be asked for does not start.</summary>
    [Test]
    public async Task A_commit_is_started_by_a_command_judged_and_ended()
    {
        using var tool = new Tool();
        var port = FreePort();
        var commits = await GitRepository.MakeAsync(tool.Folder.Path, [.. Enumerable.Range(0, 4)
            .Select(i => new Dictionary<string, string>
            {
                ["behaviour"] = i == 0 ? "Flat" : i == 2 ? "NoSuchBehaviour" : "OpenConnections",
                ["node.json"] = $$"""{ "api": { "http_port": {{port}} } }""",
            })]);
        tool.Folder.Write("open/scenario.json", $$"""
            { "node": { "url": "http://127.0.0.1:{{port}}" }, "interval": "1 s", "metricsInterval": "1 s",
              "phases": [ { "phase": "idle", "kind": "idle", "for": "3 s" } ] }
            """);
        tool.Folder.Write("open/budget.json",
            """{ "limits": [ { "of": "process", "metric": "goroutines", "peak": 200 } ] }""");
        var node = Path.Combine(AppContext.BaseDirectory, "WesMemGuard.TestNode.dll");

        var code = await tool.RunAsync("bisect", "--good", commits[0], "--bad", "main", "--agree", "1", "--start",
            $"TESTNODE_STRIKES=0 TESTNODE_BEHAVIOUR=$(cat behaviour) exec dotnet '{node}' --chain private --config node.json", "open");

        code.ShouldBe(0, tool.Out + tool.Error);
        tool.Out.ShouldContain($"{commits[1][..10]} bad: broken");
        tool.Out.ShouldContain($"first bad commit: {commits[1]}, Test, ");
        using var listener = new TcpListener(IPAddress.Loopback, port);
        Should.NotThrow(listener.Start, "the last node was ended");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    [Test]
    public async Task Wrong_input_is_told_before_anything_is_built()
    {
        (await _tool.RunAsync("bisect", "--good", "nowhere", "--bad", "main", "seen")).ShouldBe(4);
        (await _tool.RunAsync("bisect", "--good", "main~1", "--bad", "main", "--limit", "3", "seen")).ShouldBe(4);
        (await _tool.RunAsync("bisect", "--good", "main~1", "--bad", "main", "--start", "true", "seen")).ShouldBe(4);
        (await _tool.RunAsync("bisect", "--good", "main~1", "--bad", "main", "gone")).ShouldBe(4);

        _tool.Error.ShouldContain("--good: nowhere names no commit of this repository");
        _tool.Error.ShouldContain("--limit: there is no limit 3: the budget has 2");
    }

    [TestCase("live-heap-idle", "8 MiB", 0)]
    [TestCase("live-heap-planted-ispc-12", "4 MiB", 1)]
    [TestCase("rest-disabled", "4 MiB", 125)]
    [TestCase("gone", "4 MiB", 128)]
    public async Task Run_with_bisect_exits_as_git_understands(string recording, string bound, int code)
    {
        _tool.Folder.Write("one/scenario.json", $$"""{ "recording": "{{Path.Combine(Recordings, recording)}}" }""");
        _tool.Folder.Write("one/budget.json",
            $$"""{ "limits": [ { "of": "process", "metric": "liveHeap", "growthPerHour": "{{bound}}" } ] }""");

        (await _tool.RunAsync("run", "one", "--bisect")).ShouldBe(code, _tool.Error);
    }

    [TestCase("--bisect")]
    [TestCase("--bisect=maybe", "seen")]
    [TestCase("seen", "--bisect", "--nonsense")]
    public async Task Wrong_usage_ends_a_bisection(params string[] args) => (await _tool.RunAsync(["run", .. args])).ShouldBe(128);

    /// <summary>The command line is understood, not searched: a folder may have any name.</summary>
    [TestCase(128, "--bisect=true")]
    [TestCase(128, "--bisect:true")]
    [TestCase(128, "--bisect", "true")]
    [TestCase(4, "--bisect=false")]
    [TestCase(4, "--out", "--bisect")]
    [TestCase(4)]
    public async Task Git_is_answered_when_it_asks(int code, params string[] args)
    {
        _tool.Folder.Write("one/scenario.json", """{ "recording": "gone" }""");
        _tool.Folder.Write("one/budget.json", """{ "limits": [ { "of": "process", "metric": "rss", "peak": "1 MiB" } ] }""");

        (await _tool.RunAsync(["run", "one", .. args])).ShouldBe(code, _tool.Error);
    }
}
