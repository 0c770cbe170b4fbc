using WesMemGuard.Node;
using WesMemGuard.Runs;

namespace WesMemGuard.Recording.Tests;

internal sealed class ReplayTests
{
    private Spoiled _spoiled = null!;

    [SetUp]
    public void Begin() => _spoiled = new Spoiled();

    [TearDown]
    public void End() => _spoiled.Dispose();

    [Test]
    public async Task Each_exchange_is_one_reading_at_its_instant()
    {
        var recording = RecordingFolder.Open(Recordings.Of("restarts"));
        var run = await RunAsync(recording);
        run.Memory.Select(r => r.At).ShouldBe(recording.Exchanges.Where(e => e.Request.Path == NodePaths.Memory).Select(e => e.At));
        run.Metrics.Select(r => r.At).ShouldBe(recording.Exchanges.Where(e => e.Request.Path == NodePaths.Metrics).Select(e => e.At));
        run.Diagnostics.Count.ShouldBe(255);
        run.Blocks.Count.ShouldBe(85);
        run.Others.Count.ShouldBe(171);
        run.Memory.Count(r => r.Miss is null).ShouldBe(499);
        run.Memory.Count(r => r.Miss?.Kind == MissKind.Refused).ShouldBe(8);
        run.Memory.Count(r => r.Miss?.Kind == MissKind.TimedOut).ShouldBe(3);
        run.Process.ShouldBe(recording.Process);
        run.Phases.ShouldBe(recording.Phases);
        run.Events.ShouldBe(recording.Events);
        run.Profiles.Select(p => p.File).ShouldBe(recording.Profiles.Select(p => p.Name));
        run.Memory.Select(r => r.Sample?.NumGc).OfType<double>()
            .Zip(run.Memory.Select(r => r.Sample?.NumGc).OfType<double>().Skip(1)).Count(p => p.Second < p.First)
            .ShouldBe(3);
    }

    [Test]
    public async Task Marked_collections_and_the_pages_after_them_keep_their_mark()
    {
        var run = await RunAsync(RecordingFolder.Open(Recordings.Of("cycles-pool-flood")));
        run.LiveHeap.Count.ShouldBe(87);
        run.LiveHeap.ShouldAllBe(r => r.Mark == "live-heap" && r.Sample != null && r.Sample.CollectedAt > r.At
            && r.Sample.CollectedAt < r.At.AddSeconds(1));
        run.Metrics.Count(r => r.Mark == "after-gc").ShouldBe(87);
        run.Metrics.Count(r => r.Mark is null).ShouldBe(29);
    }

    [Test]
    public async Task Misses_say_why()
    {
        var limited = await RunAsync(RecordingFolder.Open(Recordings.Of("rate-limited")));
        limited.Memory.Count(r => r.Miss?.Kind == MissKind.RateLimited).ShouldBe(44);
        var off = await RunAsync(RecordingFolder.Open(Recordings.Of("rest-disabled")));
        off.Memory.ShouldAllBe(r => r.Miss == new Miss(MissKind.NotFound, "status 404: 404 page not found") { Status = 404 });
        off.Metrics.ShouldAllBe(r => r.Miss == null);
        var closed = await RunAsync(RecordingFolder.Open(Recordings.Of("no-diagnostics")));
        closed.Diagnostics.Count.ShouldBe(24);
        closed.Diagnostics.ShouldAllBe(r => r.Miss == new Miss(MissKind.Refused, "connection refused"));
    }

    [TestCase("restarts")]
    [TestCase("cycles-pool-flood")]
    [TestCase("rate-limited")]
    [TestCase("no-diagnostics")]
    public async Task The_run_file_gives_the_same_run_back(string name)
    {
        var recording = RecordingFolder.Open(Recordings.Of(name));
        MemoryRun run;
        using (var folder = RunFolder.Create(_spoiled.Folder, recording.Header(name)))
        {
            await Replay.RunAsync(recording, folder.Recorder, default);
            run = folder.Recorder.Run;
        }

        var back = RunFolder.Read(Path.Combine(_spoiled.Folder, run.Header.Id));
        back.Header.ShouldBe(run.Header);
        back.Memory.SequenceEqual(run.Memory).ShouldBeTrue();
        back.Metrics.SequenceEqual(run.Metrics).ShouldBeTrue();
        back.Process.SequenceEqual(run.Process).ShouldBeTrue();
        back.LiveHeap.SequenceEqual(run.LiveHeap).ShouldBeTrue();
        back.Blocks.SequenceEqual(run.Blocks).ShouldBeTrue();
        back.Chain.SequenceEqual(run.Chain).ShouldBeTrue();
        back.Diagnostics.SequenceEqual(run.Diagnostics).ShouldBeTrue();
        back.Others.SequenceEqual(run.Others).ShouldBeTrue();
        back.Phases.ShouldBe(run.Phases);
        back.Events.ShouldBe(run.Events);
        back.Profiles.Select(p => (p.At, p.Kind, p.File, Convert.ToHexString(p.Content.Span)))
            .ShouldBe(run.Profiles.Select(p => (p.At, p.Kind, p.File, Convert.ToHexString(p.Content.Span))));
        (back.Memory.Count + back.Profiles.Count).ShouldBeGreaterThan(40);
    }

    [Test]
    public async Task Two_replays_write_the_same_bytes()
    {
        var files = new List<byte[]>();
        foreach (var runs in new[] { "one", "two" })
        {
            var recording = RecordingFolder.Open(Recordings.Of("no-diagnostics"));
            using (var folder = RunFolder.Create(Path.Combine(_spoiled.Folder, runs), recording.Header("x")))
                await Replay.RunAsync(recording, folder.Recorder, default);
            files.Add(await File.ReadAllBytesAsync(Path.Combine(_spoiled.Folder, runs, recording.Header("x").Id,
                "run.jsonl")));
        }

        files[0].ShouldBe(files[1]);
    }

    [Test]
    public async Task Notices_of_a_spoiled_recording_are_events_of_the_run()
    {
        var folder = _spoiled.Copy("rest-disabled");
        var lines = Spoiled.Lines(folder);
        Spoiled.Write(folder, [.. lines[60..], .. lines[..50]]);
        var run = await RunAsync(RecordingFolder.Open(folder));
        run.Events.Select(e => e.Name).Distinct()
            .ShouldBe(["started", "ready", "disorder", "incomplete", "end", "exited"], ignoreOrder: true);
        run.Memory.Select(r => r.At).ShouldBeInOrder();
    }

    [Test]
    public async Task Requests_that_no_list_is_for_are_others()
    {
        var run = await RunAsync(RecordingFolder.Open(_spoiled.Plain(
                """{"at":"2026-11-22T15:00:01Z","method":"POST","path":"/jsonrpc","requestBody":{"method":"wes_getNetworkStats"}"""
                + ""","status":200,"body":"{}"}""",
                """{"at":"2026-11-22T15:00:02Z","method":"POST","path":"/jsonrpc","requestBody":{"method":"wes_chainId"},"status":200"""
                + ""","body":"{\"jsonrpc\":\"2.0\",\"result\":\"0x275d\"}"}""",
            """{"at":"2026-11-22T15:00:03Z","method":"GET","path":"/debug/p2p/peers","status":200,"body":"{}"}""",
            """{"at":"2026-11-22T15:00:03Z","method":"DELETE","path":"/x","status":405,"body":"no"}""")));
        run.Chain.ShouldHaveSingleItem().Sample.ShouldBe(new ChainSample("0x275d"));
        run.Others.Select(o => (o.Path, o.Miss?.Detail))
            .ShouldBe([("/jsonrpc", null), ("/debug/p2p/peers", null), ("/x", "status 405: no")]);
    }

    [Test]
    public async Task A_replay_can_be_cancelled()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        var recording = RecordingFolder.Open(Recordings.Of("no-diagnostics"));
        await Should.ThrowAsync<OperationCanceledException>(() =>
            Replay.RunAsync(recording, new RunRecorder(recording.Header("x")), cancelled.Token));
    }

    [Test]
    public void An_answer_that_gets_lost_on_the_way_is_an_error_of_our_own()
    {
        var recording = RecordingFolder.Open(Recordings.Of("no-diagnostics"));
        var answered = recording.Exchanges.First(e => e.Error is null);
        var failed = recording.Exchanges.First(e => e.Error is not null);
        var refused = new Miss(MissKind.Refused, "connection refused");
        Replay.Check(answered, 1, null);
        Replay.Check(failed, 0, refused);
        Should.Throw<InvalidOperationException>(() =>
            Replay.Check(answered, 0, refused)).Message.ShouldBe("the replay of line 1 gave 0 answers: connection refused");
        Should.Throw<InvalidOperationException>(() =>
            Replay.Check(answered, 2, null)).Message.ShouldBe("the replay of line 1 gave 2 answers: a sample");
        Should.Throw<InvalidOperationException>(() => Replay.Check(failed, 1, refused));
        Should.Throw<InvalidOperationException>(() => Replay.Check(failed, 0, null));
    }

    private static async Task<MemoryRun> RunAsync(RecordingFolder recording)
    {
        var recorder = new RunRecorder(recording.Header("test"));
        await Replay.RunAsync(recording, recorder, default);
        return recorder.Run;
    }
}
