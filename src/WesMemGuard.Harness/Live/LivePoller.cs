using WesMemGuard.Harness.Targets;
using WesMemGuard.Node;
using WesMemGuard.Node.Processes;
using WesMemGuard.Node.Services;
using WesMemGuard.Runs;
using WesMemGuard.Scenarios;

namespace WesMemGuard.Harness.Live;

/// <summary>
/// Samples a live node into a run: its memory sample each interval, its page each 30 s, its height, its identity, the
/// process itself, and collected heaps where the scenario asks. About 0.4 requests a second at the usual intervals, of
/// the 100 that the node allows.
/// </summary>
internal sealed class LivePoller(Scenario scenario, LiveNode node, RunRecorder recorder, LiveClock clock,
    NodeClientSettings asking)
    : IDisposable
{
    private static readonly TimeSpan IdentityEvery = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan ProcessEvery = TimeSpan.FromSeconds(10);
    private const string LastLook = "end";

    /// <summary>So many looks in a row that find nobody settle it.</summary>
    private const int LooksAtNobody = 2;

    private static readonly NodeRequest CollectedHeap = new("GET", NodePaths.CollectedHeap, Mark: "live-heap");

    /// <summary>By less the system's clock is only held in step with others.</summary>
    private static readonly TimeSpan LeastStep = TimeSpan.FromSeconds(2);

    private readonly NodeClient _client = new(node.Address, clock.Time, asking);
    private readonly SemaphoreSlim _turn = new(1);
    private readonly SemaphoreSlim _identity = new(1);
    private NodeSampler _sampler = null!;
    private readonly NodeSilence _silence = new(clock);
    private TimeSpan _ahead = clock.SystemAhead;
    private bool _stopped;
    private volatile bool _lost;
    private CancellationTokenSource? _failed;

    /// <summary>Since when nothing is answered.</summary>
    public NodeSilence Silence => _silence;

    /// <summary>When anything was last answered, UTC.</summary>
    public DateTimeOffset AnsweredAt => _silence.AnsweredAt;

    /// <summary>The chain's height as last seen.</summary>
    public double LastHeight => recorder.Run.Blocks is [.., { Sample: { } last }] ? last.Height : 0;

    /// <summary>Polls until it is ended.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        _sampler = new NodeSampler(_client, recorder);
        using var all = CancellationTokenSource.CreateLinkedTokenSource(ct);
        ct = all.Token;
        _failed = all;
        List<Task> flows =
        [
            Every(scenario.MetricsInterval, () => PageAsync(ct), ct),
            .. node.Service.Polled.Select(polled => Every(polled.Every ?? scenario.Interval, () => TakeAsync(polled.Request, ct), ct)),
        ];
        if (node.Service.Identity is not null)
            flows.Add(Every(IdentityEvery, () => IdentifyAsync(ct), ct));
        if (node.HasDiagnostics && node.Service.Diagnostics is { } diagnostics)
            flows.Add(Every(scenario.MetricsInterval, () => InTurnAsync(diagnostics, ct), ct));
        if (node.Process is { } process)
            flows.Add(Every(ProcessEvery, () => LookAsync(process, ct), ct));
        if (node.HasDiagnostics && scenario.LiveHeapInterval is { } interval)
            flows.Add(Every(interval, () => CollectAsync(ct), ct));
        await Task.WhenAll(flows);
    }

    private async Task PageAsync(CancellationToken ct)
    {
        if (node.Service.BeforePage is { } before)
            await InTurnAsync(before, ct);
        await InTurnAsync(node.Service.Page, ct);
    }

    /// <summary>It was silent on purpose: it counts from now.</summary>
    public void Excuse() => _silence.Answered();

    /// <summary>
    /// After the last phase every source is asked once more: what was seen to its end is the same process, and is still
    /// there. Nothing else of the poll runs any more.
    /// </summary>
    public async Task EndAsync(CancellationToken ct)
    {
        if (node.Process is { } process)
            await LookAsync(process, ct, LastLook);
        var unanswered = 0;
        NodeRequest?[] requests =
        [
            .. node.Service.Polled.Select(polled => polled.Request), node.Service.BeforePage, node.Service.Page, node.Service.Identity,
            node.HasDiagnostics ? node.Service.Diagnostics : null,
        ];
        foreach (var request in requests.OfType<NodeRequest>())
        {
            // One after the other, so that their times are in order; of a node that hangs two are enough, of one that stands still one.
            await TakeAsync(request with { Mark = LastLook }, ct);
            if (_lost && (++unanswered == LooksAtNobody || _stopped))
                return;
        }

        // A service with nothing but a page is asked a second time: one late answer is no end.
        if (unanswered == 1 && _lost)
            await TakeAsync(node.Service.Page with { Mark = LastLook }, ct);
    }

    public void Dispose()
    {
        _client.Dispose();
        _turn.Dispose();
        _identity.Dispose();
    }

    /// <summary>
    /// At fixed times from the start; one that is still under way when its next is due lets that one pass, which then
    /// counts as missing.
    /// </summary>
    private Task Every(TimeSpan interval, Func<Task> take, CancellationToken ct) => clock.RunAsync(async () =>
    {
        var start = clock.Now;
        try
        {
            for (long number = 0; !ct.IsCancellationRequested; number = Math.Max(number
                + 1, (long)Math.Ceiling((clock.Now - start) / interval)))
            {
                await clock.UntilAsync(start + (number * interval), ct);
                FindStep();
                await take();
            }
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            return; // the run is over
        }
        catch
        {
            await _failed!.CancelAsync(); // what can't be kept by one can't be by the others
            throw;
        }
    });

    /// <summary>The system's clock was set: the run's goes on, and the node's own times move.</summary>
    private void FindStep()
    {
        var ahead = clock.SystemAhead;
        TimeSpan step;
        lock (_silence)
        {
            step = ahead - _ahead;
            if (step.Duration() < LeastStep)
                return;
            _ahead = ahead;
        }

        recorder.Add(new RunEvent(clock.Now, RunEvent.ClockStep) { Seconds = Math.Round(step.TotalSeconds, 1) });
    }

    private async Task LookAsync(IProcessSource process, CancellationToken ct, string? mark = null)
    {
        await _sampler.TakeAsync(process, ct, mark);
        var stopped = node.Pid is { } pid && LocalProcess.IsStopped(pid);
        if (stopped != _stopped)
            recorder.Add(new RunEvent(clock.Now, stopped ? RunEvent.Stopped : RunEvent.Continued));
        _stopped = stopped;
    }

    private async Task TakeAsync(NodeRequest request, CancellationToken ct)
    {
        using var asked = _silence.Asked();
        var miss = await _sampler.TakeAsync(request, ct);
        if (miss is { Kind: MissKind.Refused or MissKind.TimedOut or MissKind.Closed })
        {
            _lost = true;
            _silence.Missed(miss.Kind);
            return;
        }

        Excuse();
        if (!_lost)
            return;
        _lost = false;
        await IdentifyAsync(ct);
    }

    /// <summary>
    /// One at a time of those that count collections as they happen: a page that overtakes a forced collection would
    /// look like another process's.
    /// </summary>
    private async Task InTurnAsync(NodeRequest request, CancellationToken ct)
    {
        await _turn.WaitAsync(ct);
        try
        {
            await (request == node.Service.Page ? TakeAsync(request, ct) : _sampler.TakeAsync(request, ct));
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Which chain answers: at the start, now and then, and whenever the node was away.</summary>
    private async Task IdentifyAsync(CancellationToken ct)
    {
        if (node.Service.Identity is not { } identity)
            return;
        await _identity.WaitAsync(ct);
        try
        {
            await _sampler.TakeAsync(identity, ct);
        }
        finally
        {
            _identity.Release();
        }
    }

    private async Task CollectAsync(CancellationToken ct)
    {
        await InTurnAsync(CollectedHeap, ct);
        await InTurnAsync(node.Service.Page with { Mark = "after-gc" }, ct);
    }
}
