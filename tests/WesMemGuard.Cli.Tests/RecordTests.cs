using WesMemGuard.Recording;

namespace WesMemGuard.Cli.Tests;

/// <summary>record and replay, with a replayed recording in the node's place.</summary>
internal sealed class RecordTests
{
    private Tool _tool = null!;

    [SetUp]
    public void Begin() => _tool = new Tool();

    [TearDown]
    public void End() => _tool.Dispose();

    [Test]
    public async Task A_node_is_recorded_and_the_recording_can_be_judged()
    {
        using var node =
            ReplayServer.Start(RecordingFolder.Open(RepositoryFolder.Recording("minimal-mode")), new ReplayPorts());
        (await _tool.RunAsync("record", "--url", node.Address.Http.ToString(), "--diagnostics-url",
            node.Address.Diagnostics.ToString(), "--out", "rec", "--for", "1 s")).ShouldBe(0, _tool.Error);
        _tool.Out.ShouldContain("2 memory answers, 2 pages");

        var recording = RecordingFolder.Open(Path.Combine(_tool.Folder.Path, "rec"));
        recording.Notices.ShouldBeEmpty();
        recording.Phases.Single().Name.ShouldBe("recorded");
        _tool.Folder.Write("budget.json", """{ "limits": [ { "of": "block", "metric": "objects", "peak": 1000 } ] }""");
        (await _tool.RunAsync("judge", "rec", "--budget", "budget.json")).ShouldBeOneOf(0, 3);

        (await _tool.RunAsync("record", "--url", node.Address.Http.ToString(), "--out", "rec", "--for", "1 s")).ShouldBe(4);
        _tool.Error.ShouldContain("already exists and is not empty");
    }

    [Test]
    public async Task A_node_that_never_answers_is_exit_code_5()
    {
        (await _tool.RunAsync("record", "--url", "http://127.0.0.1:1", "--out", "rec", "--for", "1 s")).ShouldBe(5);
        _tool.Error.ShouldContain("never answered: connection refused");
    }

    [TestCase(4, "names the node to record", "--out", "rec")]
    [TestCase(4, "the node is on 192.0.2.7", "--out", "rec", "--url", "http://192.0.2.7:28680")]
    [TestCase(4, "above 0 s", "--out", "rec", "--url", "http://127.0.0.1:1", "--for", "0 s")]
    [TestCase(64, "without --scenario", "--out", "rec", "--scenario", "x", "--for", "1 s")]
    [TestCase(64, "--out", "--url", "http://127.0.0.1:1")]
    public async Task What_can_not_be_recorded_is_refused(int code, string message, params string[] args)
    {
        (await _tool.RunAsync(["record", .. args])).ShouldBe(code);
        _tool.Error.ShouldContain(message);
        Directory.Exists(Path.Combine(_tool.Folder.Path, "rec")).ShouldBeFalse();
    }

    [Test]
    public async Task A_recording_is_served_until_it_is_over()
    {
        (await _tool.RunAsync("replay", RepositoryFolder.Recording("rest-disabled"), "--speed", "10000", "--port", "0"))
            .ShouldBe(0, _tool.Error);
        _tool.Lines[0].ShouldStartWith("http://127.0.0.1:");
        _tool.Lines[0].ShouldContain("at 10000x");
        _tool.Lines[^1].ShouldBe("the recording is over");
    }

    [TestCase(64, "--speed must be above 0", "--speed", "0")]
    [TestCase(64, "--port is \"70000\"; it must be between 0 and 65529", "--port", "70000")]
    public async Task A_replay_that_can_not_be_is_refused(int code, string message, params string[] args)
    {
        (await _tool.RunAsync(["replay", RepositoryFolder.Recording("rest-disabled"), .. args])).ShouldBe(code);
        _tool.Error.ShouldContain(message);
    }
}
