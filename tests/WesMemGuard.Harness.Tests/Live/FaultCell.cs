using System.Net;
using System.Net.Sockets;
using System.Text;
using WesMemGuard.Harness.Live;
using WesMemGuard.Harness.Targets;
using WesMemGuard.Node;
using WesMemGuard.Runs;
using WesMemGuard.TestNodes;
using WesMemGuard.Verdicts;
using WesMemGuard.Verdicts.Judging;

namespace WesMemGuard.Harness.Tests.Live;

/// <summary>A run of 12 minutes in virtual time of a node that the harness found running, with a fault in it.</summary>
internal sealed class FaultCell(Fault fault, TimeSpan after) : IAsyncDisposable
{
    private const string Phases = """
        "phases": [ { "phase": "first", "kind": "idle", "for": "3 min" },
          { "phase": "load", "kind": "reads", "rate": 0.2, "for": "3 min" },
          { "phase": "last", "kind": "idle", "for": "6 min" } ]
        """;

    private const string Limits = """
        { "of": "process", "metric": "goroutines", "peak": 100000 }, { "of": "process", "metric": "rss", "peak": "8 GiB" },
        { "of": "process", "metric": "liveHeap", "peak": "8 GiB" }
        """;

    public static readonly TimeSpan Whole = TimeSpan.FromMinutes(12);

    private readonly VirtualTime _time = new();
    private VirtualLiveClock _clock = null!;
    private TestNode? _node;
    private TcpListener? _stranger;
    private int _pid = 4711;

    public DateTimeOffset StartedAt { get; private set; }

    public DateTimeOffset FaultAt => StartedAt + after;

    public DateTimeOffset Ended { get; private set; }

    public MemoryRun Run { get; private set; } = null!;

    public async Task<RunVerdict> RunAsync()
    {
        _node = await TestNode.StartAsync(new TestNodeOptions { Time = _time });
        var scenario = LiveTest.Scenario($$"""{ "node": { "url": "{{_node.Http}}" }, {{Phases}} }""");
        _clock = new VirtualLiveClock(_time);
        StartedAt = _time.GetUtcNow();
        var recorder = new RunRecorder(LiveRun.Header(scenario, "run", "fault", StartedAt));
        var both = new TaskCompletionSource(); // time stands still until both wait
        _ = _clock.RunAsync(() => both.Task);
        // An answer that never comes costs this much real time, however much of the run's.
        var options =
            new LiveOptions { Process = new Looked(this), Patience = TimeSpan.FromSeconds(fault.Hangs ? 0.4 : 10) };
        var running = LiveRun.RunAsync(scenario, options, recorder, _clock, default);
        var doing = _clock.RunAsync(DoAsync);
        both.SetResult();
        await running;
        await doing;
        Ended = _time.GetUtcNow();
        Run = recorder.Run;
        return BudgetJudge.Judge(Run, LiveTest.Budget(Limits), new JudgeContext("fault", "budget.json", "run.jsonl"));
    }

    public async ValueTask DisposeAsync()
    {
        _stranger?.Dispose();
        if (_node is not null)
            await _node.DisposeAsync();
    }

    private async Task DoAsync()
    {
        await _clock.UntilAsync(FaultAt, default);
        switch (fault.Kind)
        {
            case FaultKind.Stop:
                _node!.StandsStill = true;
                if (fault.Lasts is not { } lasts)
                    return;
                await _clock.UntilAsync(FaultAt + lasts, default);
                _node.StandsStill = false;
                return;
            case FaultKind.Clock:
                (_node!.ClockAhead, _clock.Ahead) = (fault.Ahead, fault.Ahead);
                return;
            case FaultKind.None:
                return;
        }

        var port = _node!.Http.Port;
        await _node.DisposeAsync();
        (_node, _pid) = (null, 0);
        if (fault.Kind is FaultKind.PortTaken)
            TakePort(port);
        if (fault.Kind is not (FaultKind.Restart or FaultKind.OtherChain))
            return;
        _pid = 4712;
        _node = await TestNode.StartAsync(new TestNodeOptions
        {
            Time = _time,
            HttpPort = port,
            StartedAt = _time.GetUtcNow(),
            ChainId = fault.Kind == FaultKind.OtherChain ? 20099 : 10077,
        });
    }

    /// <summary>Some server that is no node.</summary>
    private void TakePort(int port)
    {
        _pid = 4713;
        _stranger = new TcpListener(IPAddress.Loopback, port);
        _stranger.Start();
        _ = AnswerAsync(_stranger);
    }

    private static async Task AnswerAsync(TcpListener listener)
    {
        var answer = Encoding.ASCII.GetBytes("HTTP/1.1 404 Not Found\r\nContent-Length: 9\r\nConnection: close\r\n\r\nnot found");
        try
        {
            while (true)
            {
                using var client = await listener.AcceptTcpClientAsync();
                var stream = client.GetStream();
                await stream.ReadExactlyAsync(new byte[16]);
                await stream.WriteAsync(answer);
                client.Client.Shutdown(SocketShutdown.Send);
                await stream.CopyToAsync(Stream.Null);
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or IOException)
        {
            return; // the test is over
        }
    }

    private sealed class Looked(FaultCell cell) : IProcessSource
    {
        private int _looks;

        public ValueTask<Reading<ProcessSample>> ReadAsync(CancellationToken ct) => ValueTask.FromResult(cell._pid == 0
            ? new Reading<ProcessSample>(cell._time.GetUtcNow(), null,
                new Miss(MissKind.Refused, "there is no process"))
            : new Reading<ProcessSample>(cell._time.GetUtcNow(),
                new ProcessSample(cell._pid, 90e6 + (4096 * (_looks++ % 7)), 40e6, 50e6, 8, 24), null));
    }
}
