using System.Globalization;
using WesMemGuard.Client.Processes;
using WesMemGuard.Harness.Targets;
using WesMemGuard.Node;
using WesMemGuard.Node.Processes;
using WesMemGuard.Runs;

namespace WesMemGuard.Harness.ClientRuns;

/// <summary>Samples a .NET process into a run: from outside, and as its runtime tells.</summary>
internal sealed class ClientSampler : IDisposable
{
    private const string LastLook = "end";

    private readonly DotnetProcess _runtime;
    private readonly LocalProcess _outside;
    private readonly RunRecorder _recorder;
    private readonly LiveClock _clock;
    private int _dumps;

    private ClientSampler(DotnetProcess runtime, RunRecorder recorder, LiveClock clock)
    {
        (_runtime, _recorder, _clock, AnsweredAt) = (runtime, recorder, clock, clock.Now);
        _outside = new LocalProcess(() => runtime.Pid, clock.Time);
    }

    /// <summary>When it was last seen, UTC.</summary>
    public DateTimeOffset AnsweredAt { get; private set; }

    /// <summary>Whether its runtime tells nothing any more.</summary>
    public bool HasEnded => _runtime.HasEnded;

    /// <summary>Begins to listen to a process.</summary>
    /// <exception cref="NoRuntimeException">No .NET runtime answers for it.</exception>
    public static ClientSampler Attach(int pid, TimeSpan interval, RunRecorder recorder, LiveClock clock) =>
        new(DotnetProcess.Attach(pid, interval, clock.Time), recorder, clock);

    /// <summary>Looks at it until it is ended, or the process has.</summary>
    /// <param name="interval">Time between two looks.</param>
    /// <param name="gc">Time between two full collections that it is made to do; null: none.</param>
    /// <param name="ct">Ends it.</param>
    public Task RunAsync(TimeSpan interval, TimeSpan? gc, CancellationToken ct) => Task.WhenAll(
        Every(interval, () => TakeAsync(ct), ct),
        gc is { } time ? Every(time, () => CollectAsync(ct), ct) : Task.CompletedTask);

    /// <summary>One more look after all others.</summary>
    public async Task EndAsync(CancellationToken ct)
    {
        if (!HasEnded)
            await TakeAsync(ct, LastLook);
    }

    /// <summary>Keeps a dump of its heap beside the run; a process that ends meanwhile leaves none.</summary>
    public async Task DumpAsync()
    {
        var at = _clock.Now;
        var (dump, why) = await TryDumpAsync();
        if (dump is null)
        {
            _recorder.Add(new RunEvent(_clock.Now, "client-dump-failed", why));
            return;
        }

        var seconds = (long)(at - _recorder.Run.Header.StartedAt).TotalSeconds;
        _recorder.Add(new ProfileCapture(at, ProfileKind.HeapDump,
            string.Create(CultureInfo.InvariantCulture, $"profiles/{seconds}-client-{++_dumps}.gcdump"), dump));
    }

    private async Task<(byte[]? Dump, string? Why)> TryDumpAsync()
    {
        try
        {
            var dump = await DotnetProcess.DumpAsync(_runtime.Pid, _clock.Time);
            return dump.Length <= NodeClient.LargestBody
                ? (dump, null)
                : (null, $"the dump has {dump.Length} bytes; at most {NodeClient.LargestBody} are kept beside a run");
        }
        catch (Exception e) when (e is NoRuntimeException or TimeoutException or IOException)
        {
            return (null, e.Message);
        }
    }

    public void Dispose() => _runtime.Dispose();

    private async Task TakeAsync(CancellationToken ct, string? mark = null)
    {
        var look = await _outside.ReadAsync(ct);
        if (look.Sample is null || _runtime.HasEnded)
        {
            var why = look.Miss ?? new Miss(MissKind.Closed, "its runtime tells nothing any more");
            _recorder.Add(new Reading<ClientSample>(look.At, null, why, mark));
            return;
        }

        AnsweredAt = look.At;
        var sample = new ClientSample { Process = look.Sample, Runtime = _runtime.Figures, Calls = _runtime.Calls };
        _recorder.Add(new Reading<ClientSample>(look.At, sample, null, mark));
    }

    private async Task CollectAsync(CancellationToken ct)
    {
        try
        {
            await _runtime.CollectAsync(ct);
        }
        catch (NoRuntimeException)
        {
            return; // it has ended, which the next look tells
        }
    }

    private Task Every(TimeSpan interval, Func<Task> take, CancellationToken ct) => _clock.RunAsync(async () =>
    {
        var start = _clock.Now;
        try
        {
            for (long number = 0; !HasEnded; number = Math.Max(number + 1, (long)Math.Ceiling((_clock.Now - start) / interval)))
            {
                await _clock.UntilAsync(start + (number * interval), ct);
                await take();
            }
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            return; // the run is over
        }
    });
}
