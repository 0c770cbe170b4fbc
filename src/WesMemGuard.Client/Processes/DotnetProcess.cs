using System.Diagnostics.Tracing;
using System.Globalization;
using Microsoft.Diagnostics.NETCore.Client;
using WesMemGuard.Client.Events;
using WesMemGuard.Client.Heaps;
using WesMemGuard.Runs;

namespace WesMemGuard.Client.Processes;

/// <summary>
/// A running .NET process of this user's, seen by the events of its own runtime (EventPipe): no debugger, no ptrace, no change to the
/// program. What it costs the process is its counters once in an interval.
/// </summary>
internal sealed class DotnetProcess : IDisposable
{
    private const int BufferMegabytes = 16;
    private static readonly TimeSpan CollectsWithin = TimeSpan.FromSeconds(20);

    private readonly EventPipeSession _session;
    private readonly RuntimeFigures _figures;
    private readonly TimeProvider _time;
    private readonly Task _reading;

    private DotnetProcess(int pid, EventPipeSession session, TimeProvider time)
    {
        (Pid, _session, _time, _figures) = (pid, session, time, new RuntimeFigures(time));
        _reading = Task.Factory.StartNew(
            () => Read(session, _figures.Take), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    /// <summary>The process.</summary>
    public int Pid { get; }

    /// <summary>Whether it tells nothing any more: it has ended.</summary>
    public bool HasEnded => _reading.IsCompleted;

    /// <summary>What its runtime told last; null until its counters came first, one interval after the beginning.</summary>
    public MetricsSample? Figures => _figures.Now.Figures;

    /// <summary>Requests that it has begun by <c>HttpClient</c>; null: none was told.</summary>
    public double? Calls => _figures.Now.Calls;

    /// <summary>Begins to listen.</summary>
    /// <param name="pid">The process.</param>
    /// <param name="interval">Time between two counters; whole seconds, at least one.</param>
    /// <param name="time">Dates collections.</param>
    /// <exception cref="NoRuntimeException">There is none, it is no .NET process, another user's, or its diagnostics are off.</exception>
    public static DotnetProcess Attach(int pid, TimeSpan interval, TimeProvider time)
    {
        var seconds = Math.Max(1, Math.Ceiling(interval.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        var every = new Dictionary<string, string> { ["EventCounterIntervalSec"] = seconds };
        EventPipeProvider[] providers =
        [
            new("System.Runtime", EventLevel.Informational, 0, every),
            new("System.Net.Http", EventLevel.LogAlways, 0, every),
            new(EventName.Runtime, EventLevel.Informational, RuntimeEvents.Collections),
        ];
        return new DotnetProcess(pid, Begin(pid, providers), time);
    }

    /// <summary>Has it make a full collection, and waits until it has told what is live.</summary>
    /// <returns>Whether it did.</returns>
    /// <param name="ct">Ends the wait.</param>
    /// <exception cref="NoRuntimeException">It has ended.</exception>
    public async Task<bool> CollectAsync(CancellationToken ct)
    {
        var collected = _figures.Collected.Task;
        var session = await Task.Run(() => Begin(Pid, [new(EventName.Runtime, EventLevel.Informational, RuntimeEvents.Collect)]), ct)
            .ConfigureAwait(false);
        var read = Task.Run(() => Read(session, (_, _) => { }), CancellationToken.None);
        try
        {
            await collected.WaitAsync(CollectsWithin, _time, ct).ConfigureAwait(false);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
        finally
        {
            End(session);
            await read.ConfigureAwait(false);
            session.Dispose();
        }
    }

    /// <summary>
    /// Walks the heap of a process and writes it as dotnet-gcdump does (<c>.gcdump</c>); the process makes a full collection and stands
    /// still meanwhile.
    /// </summary>
    /// <param name="pid">The process.</param>
    /// <param name="time">Dates the dump.</param>
    /// <exception cref="NoRuntimeException">It has ended.</exception>
    /// <exception cref="IOException">Events were lost.</exception>
    /// <exception cref="TimeoutException">It took longer than a minute.</exception>
    public static async Task<byte[]> DumpAsync(int pid, TimeProvider time)
    {
        try
        {
            var walk = await HeapWalk.TakeAsync(pid, new HeapTally(), edges: true, time).ConfigureAwait(false);
            return GraphDump.Write(walk, pid, time.GetUtcNow());
        }
        catch (Exception e) when (e is DiagnosticsClientException or EndOfStreamException or FormatException)
        {
            throw new NoRuntimeException(pid, e);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        End(_session);
        _session.Dispose();
    }

    private static EventPipeSession Begin(int pid, IReadOnlyList<EventPipeProvider> providers)
    {
        try
        {
            return new DiagnosticsClient(pid).StartEventPipeSession(providers, requestRundown: false, BufferMegabytes);
        }
        catch (Exception e) when (e is DiagnosticsClientException or IOException or TimeoutException or UnauthorizedAccessException
            or ArgumentException or System.Net.Sockets.SocketException)
        {
            throw new NoRuntimeException(pid, e);
        }
    }

    private static void Read(EventPipeSession session, EventTaken taken)
    {
        try
        {
            new EventStream(session.EventStream, taken).Read();
        }
        catch (Exception e) when (e is IOException or FormatException or ObjectDisposedException)
        {
            return; // it has ended, or is not listened to any more
        }
    }

    private static void End(EventPipeSession session)
    {
        try
        {
            session.Stop();
        }
        catch (Exception e) when (e is DiagnosticsClientException or IOException or TimeoutException
            or System.Net.Sockets.SocketException)
        {
            return; // it has ended before
        }
    }
}
