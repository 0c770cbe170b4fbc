using WesMemGuard.Client.Events;
using WesMemGuard.Runs;

namespace WesMemGuard.Client.Processes;

/// <summary>What a runtime has told so far: its counters, and each full collection.</summary>
internal sealed class RuntimeFigures(TimeProvider time)
{
    /// <summary>The oldest generation that a collection is of; with it all others, large and pinned objects.</summary>
    private const int Oldest = 2;

    /// <summary>Runs beside the program, and leaves what was let go of meanwhile: no figure of what is live.</summary>
    private const int Background = 1;

    /// <summary>The counters count in these.</summary>
    private const double Megabyte = 1_000_000;

    private const string Counters = "EventCounters";
    private readonly Lock _lock = new();
    private readonly Dictionary<int, int> _types = [];
    private MetricsSample? _figures;
    private double? _calls;
    private double _collections;
    private double? _live;
    private double? _collectedAt;
    private bool _isFull;

    /// <summary>Completes at each full collection.</summary>
    public TaskCompletionSource Collected { get; private set; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>What was told last; null until the counters came first.</summary>
    public (MetricsSample? Figures, double? Calls) Now
    {
        get
        {
            lock (_lock)
            {
                return (_figures is null ? null : _figures with
                {
                    GcCount = _collections,
                    HeapLive = _live,
                    LastGcSeconds = _collectedAt,
                }, _calls);
            }
        }
    }

    /// <summary>Takes an event.</summary>
    /// <exception cref="FormatException">It carries less than it says.</exception>
    public void Take(EventName name, ReadOnlySpan<byte> payload)
    {
        var reader = new PayloadReader(payload);
        lock (_lock)
        {
            if (name.IsOfRuntime)
                TakeCollection(name.Number, reader);
            else if (name.Name == Counters)
                TakeCounter(reader);
        }
    }

    private void TakeCollection(int number, PayloadReader reader)
    {
        switch (number)
        {
            case RuntimeEvents.GCStart:
                var (count, depth, _, type) = (reader.Int(), reader.Int(), reader.Int(), reader.Int());
                if (depth >= Oldest)
                    _types[count] = type;
                break;
            case RuntimeEvents.GCEnd:
                _isFull = _types.Remove(reader.Int(), out var ended) && ended != Background;
                break;
            case RuntimeEvents.GCHeapStats when _isFull:
                _isFull = false;
                _live = Survived(reader);
                _collections++;
                _collectedAt = (time.GetUtcNow() - DateTimeOffset.UnixEpoch).TotalSeconds;
                var collected = Collected;
                Collected = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                collected.TrySetResult();
                break;
            default:
                break;
        }
    }

    /// <summary>Bytes that survived in each generation, among large objects and among pinned ones.</summary>
    private static double Survived(PayloadReader reader)
    {
        const int generations = 4, bytesBetween = (2 * sizeof(ulong)) + (3 * sizeof(int)) + sizeof(ushort);
        ulong survived = 0;
        for (var i = 0; i < generations; i++)
        {
            _ = reader.Long(); // its size, gaps among it
            survived += reader.Long();
        }

        if (reader.Left <= bytesBetween)
            return survived; // before .NET 5 no objects were pinned apart
        _ = reader.Take(bytesBetween);
        _ = reader.Long();
        return survived + reader.Long();
    }

    private void TakeCounter(PayloadReader reader)
    {
        var name = reader.Text();
        _ = reader.Text(); // as it is shown
        switch (name)
        {
            case "gc-heap-size":
                _figures = (_figures ?? new MetricsSample()) with { HeapAlloc = reader.Double() * Megabyte };
                break;
            case "gc-committed":
                _figures = (_figures ?? new MetricsSample()) with { Sys = reader.Double() * Megabyte, HeapReleased = 0 };
                break;
            case "alloc-rate":
                _ = reader.Text(); // the time that it is shown by
                _figures = (_figures ?? new MetricsSample()) with { AllocTotal = (_figures?.AllocTotal ?? 0) + reader.Double() };
                break;
            case "requests-started":
                _calls = reader.Double();
                break;
            default:
                break;
        }
    }
}
