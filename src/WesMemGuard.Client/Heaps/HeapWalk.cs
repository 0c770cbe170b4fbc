using System.Diagnostics.Tracing;
using System.Runtime.InteropServices;
using Microsoft.Diagnostics.NETCore.Client;
using WesMemGuard.Client.Events;

namespace WesMemGuard.Client.Heaps;

/// <summary>
/// Walks the heap of this process by the runtime's own heap events, as dotnet-gcdump does: no dump, no ptrace, no file, the same on
/// Linux, Windows and macOS; 0.1 s for 20 MB here, where a snapshot by createdump took 1.1 s.
/// </summary>
internal sealed class HeapWalk
{
    private const ulong Alignment = 8;
    private const int MostBufferedMegabytes = 1024, MostTypes = 200_000, MostWalks = 3;

    /// <summary>Module, the name's own number, flags and the kind of element.</summary>
    private const int BytesBeforeName = sizeof(ulong) + sizeof(int) + sizeof(int) + 1;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    private readonly Dictionary<ulong, TypeTally> _tally;
    private readonly Dictionary<ulong, string>? _names;
    private readonly HeapGraph? _graph;
    private readonly int _process;
    private EventPipeSession? _session;
    private EventStream? _events;
    private long _lost;
    private bool _stopped;

    private HeapWalk(int process, HeapTally tally, HeapGraph? graph)
    {
        (_process, _tally, _graph) = (process, tally.Types, graph);
        _names = graph is null ? null : [];
    }

    /// <summary>What the objects refer to; null where it was not asked for.</summary>
    public HeapGraph? Graph => _graph;

    /// <summary>The runtime's own name of a type; null when it told none, or was not asked.</summary>
    public string? NameOf(ulong type) => _names?.GetValueOrDefault(type);

    /// <summary>Walks the heap of this process; it makes a full collection.</summary>
    /// <param name="tally">Where the objects are counted.</param>
    /// <param name="edges">Whether to keep what objects refer to and the names of types, for paths.</param>
    /// <param name="time">Bounds the wait.</param>
    /// <exception cref="DiagnosticsClientException">
    /// The runtime's diagnostics are switched off (<c>DOTNET_EnableDiagnostics=0</c>).
    /// </exception>
    /// <exception cref="IOException">Events were lost, so that not all objects are there.</exception>
    /// <exception cref="TimeoutException">It took longer than a minute.</exception>
    public static Task<HeapWalk> TakeAsync(HeapTally tally, bool edges, TimeProvider time) =>
        TakeAsync(Environment.ProcessId, tally, edges, time);

    /// <summary>Walks the heap of a process of this user's.</summary>
    /// <inheritdoc cref="TakeAsync(HeapTally, bool, TimeProvider)"/>
    public static async Task<HeapWalk> TakeAsync(int process, HeapTally tally, bool edges, TimeProvider time)
    {
        for (var walked = 1; ; walked++)
        {
            tally.Types.Clear();
            var walk = new HeapWalk(process, tally, edges ? new HeapGraph() : null);
            await Task.Factory.StartNew(walk.Read, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)
                .WaitAsync(Longest, time).ConfigureAwait(false);
            walk._graph?.Close();
            if (walk._lost == 0)
                return walk;
            // Where many threads allocate meanwhile, the runtime drops an event now and then.
            if (walked == MostWalks)
                throw new IOException($"{walk._lost} events of the walk were lost.");
        }
    }

    private void Read()
    {
        var provider = new EventPipeProvider(EventName.Runtime, EventLevel.Verbose, RuntimeEvents.HeapSnapshot);
        using var session = new DiagnosticsClient(_process)
            .StartEventPipeSession([provider], requestRundown: false, MostBufferedMegabytes);
        _session = session;
        _events = new EventStream(session.EventStream, Take);
        _events.Read();
    }

    private void Take(EventName name, ReadOnlySpan<byte> payload)
    {
        if (!name.IsOfRuntime)
            return;
        // One thread walks and then ends the collection; others, whose allocations are told as well, may lose what they like, and so may
        // all after it: the runtime drops some of what is told while the session ends.
        if (!_stopped && (name.Number is RuntimeEvents.GCEnd or RuntimeEvents.BulkRootStaticVar
            or (>= RuntimeEvents.BulkType and <= RuntimeEvents.BulkEdge)))
            _lost += _events!.LostBefore;
        switch (name.Number)
        {
            case RuntimeEvents.BulkNode:
                Nodes(payload);
                break;
            // The session can't be stopped from within its own events: who stops it waits until they are read.
            case RuntimeEvents.GCEnd:
                StopAfterNodes();
                break;
            case RuntimeEvents.BulkType when _names is not null:
                Types(payload);
                break;
            default:
                if (_graph is not null)
                    GraphEvents.Take(name.Number, payload, _graph);
                break;
        }
    }

    private void StopAfterNodes()
    {
        if (_tally.Count == 0 || _stopped)
            return;
        _stopped = true;
        _ = Task.Run(_session!.Stop);
    }

    private void Nodes(ReadOnlySpan<byte> payload)
    {
        const int bytes = 4 * sizeof(ulong);
        var reader = new PayloadReader(payload);
        var values = MemoryMarshal.Cast<byte, ulong>(Bulk.Values(ref reader, bytes));
        for (var i = 0; i < values.Length; i += bytes / sizeof(ulong))
        {
            var (size, handle) = (Aligned(values[i + 1]), values[i + 2]);
            if (size != TraceBytes.SizeOfRoom) // this walk reads into one, and the one before may not have been collected yet
            {
                ref var type = ref CollectionsMarshal.GetValueRefOrAddDefault(_tally, handle, out _);
                type = new TypeTally(type.Count + 1, type.Bytes + size);
            }

            _graph?.Add(values[i], handle, size, (int)values[i + 3]);
        }
    }

    /// <summary>Objects begin at multiples of 8: what one takes of the heap, not what its fields do.</summary>
    private static long Aligned(ulong size) => (long)((size + Alignment - 1) / Alignment * Alignment);

    private void Types(ReadOnlySpan<byte> payload)
    {
        var reader = new PayloadReader(payload);
        var count = reader.Int();
        _ = reader.Short(); // the runtime's number
        for (; count > 0 && _names!.Count < MostTypes; count--)
        {
            var type = reader.Long();
            _ = reader.Take(BytesBeforeName);
            _names[type] = reader.Text();
            var arguments = reader.Int();
            _ = reader.Take(arguments >= 0 && arguments < MostTypes ? arguments * sizeof(ulong) : -1);
        }
    }
}
