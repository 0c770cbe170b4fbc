using System.Text;
using WesMemGuard.Node;
using WesMemGuard.Runs;

namespace WesMemGuard.Recording.Tests;

/// <summary>A recording served as if it were the node, to clients that know nothing of it.</summary>
internal sealed class RealTimeReplayTests
{
    [TestCase("minimal-mode", 1)]
    [TestCase("cycles-pool-flood", 60)]
    public async Task Sampled_live_it_gives_the_samples_of_the_recording(string name, double speed)
    {
        var recording = RecordingFolder.Open(Recordings.Of(name));
        recording.Exchanges.Count.ShouldBeGreaterThan(100);
        var replayed = new RunRecorder(recording.Header(name));
        await Replay.RunAsync(recording, replayed, default);

        var wall = new ReplayClock(DateTimeOffset.UnixEpoch);
        using var server = ReplayServer.Start(recording, new ReplayPorts { Time = wall, Speed = speed });
        using var client = new NodeClient(server.Address, wall);
        var live = new RunRecorder(recording.Header(name));
        var sampler = new NodeSampler(client, live);
        foreach (var exchange in recording.Exchanges)
        {
            wall.MoveTo(DateTimeOffset.UnixEpoch + ((exchange.At - recording.StartedAt) / speed) + TimeSpan.FromMilliseconds(1));
            await sampler.TakeAsync(exchange.Request, default);
        }

        server.ThrowIfUnknown();
        Figures(live.Run).ShouldBe(Figures(replayed.Run));
        live.Run.Memory.Count(r => r.Sample is not null).ShouldBe(replayed.Run.Memory.Count(r => r.Sample is not null));
    }

    [Test]
    public async Task Where_the_node_was_away_nobody_answers()
    {
        var recording = RecordingFolder.Open(Recordings.Of("restarts"));
        var away = recording.Exchanges.First(e => e is { Error: not null, Request.Path: NodePaths.Metrics });
        var wall = new ReplayClock(recording.StartedAt);
        using var server = ReplayServer.Start(recording, new ReplayPorts { Time = wall });
        using var client = new NodeClient(server.Address, wall);

        (await client.MetricsAsync(default)).Miss.ShouldBeNull();
        wall.MoveTo(away.At + TimeSpan.FromMilliseconds(1));
        (await client.MetricsAsync(default)).Miss!.Kind.ShouldBe(MissKind.Closed);
        wall.MoveTo(away.At + TimeSpan.FromMinutes(2));
        (await client.MetricsAsync(default)).Miss.ShouldBeNull();
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task When_it_is_over_nobody_answers_unless_it_stays(bool stays)
    {
        var recording = RecordingFolder.Open(Recordings.Of("minimal-mode"));
        var wall = new ReplayClock(recording.StartedAt);
        using var server = ReplayServer.Start(recording, new ReplayPorts { Time = wall, Stays = stays });
        using var client = new NodeClient(server.Address, wall);
        wall.MoveTo(recording.EndedAt + TimeSpan.FromMinutes(1));
        ((await client.MemoryAsync(default)).Miss is null).ShouldBe(stays);
    }

    [Test]
    public async Task Each_port_has_its_own_paths_and_an_answer_carries_the_caller_s_id()
    {
        var recording = RecordingFolder.Open(Recordings.Of("minimal-mode"));
        using var server =
            ReplayServer.Start(recording, new ReplayPorts { Time = new ReplayClock(recording.StartedAt) });
        using var http = new HttpClient();

        server.Address.Http.Port.ShouldNotBe(server.Address.Diagnostics.Port);
        (await StatusAsync(http, server.Address.Http, NodePaths.Diagnostics)).ShouldBe(404);
        (await StatusAsync(http, server.Address.Diagnostics, NodePaths.Diagnostics)).ShouldBe(200);
        (await StatusAsync(http, server.Address.Diagnostics, NodePaths.Metrics)).ShouldBe(404);
        (await StatusAsync(http, server.Address.Diagnostics, NodePaths.HeapProfile)).ShouldBe(200);
        using var call = new StringContent("""
            {"jsonrpc":"2.0","id":"mine-7","method":"wes_blockNumber","params":[]}
            """, Encoding.UTF8, "application/json");
        using var answer = await http.PostAsync(new Uri(server.Address.Http, NodePaths.JsonRpc), call);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("\"id\":\"mine-7\"");
        answer.Headers.ShouldContain(h => h.Key == "Access-Control-Allow-Origin");
    }

    private static async Task<int> StatusAsync(HttpClient http, Uri port, string path)
    {
        using var answer = await http.GetAsync(new Uri(port, path));
        return (int)answer.StatusCode;
    }

    private static List<string> Figures(MemoryRun run) =>
    [
        .. run.Memory.Select(r => $"memory {r.Sample?.HeapAlloc} {r.Sample?.RssBytes} {r.Sample?.NumGc} {r.Sample?.Goroutines} {r.Mark}"),
        .. run.Metrics.Select(r => $"metrics {r.Sample} {r.Mark}"),
        .. run.LiveHeap.Select(r => $"heap {r.Sample?.HeapAlloc} {r.Mark}"),
        .. run.Blocks.Select(r => $"block {r.Sample?.Height}"),
        .. run.Diagnostics.Select(r => $"diagnostics {r.Sample}"),
        .. run.Others.Select(o => $"{o.Path} {o.Miss}"),
    ];
}
