// Counters, listeners, activities and handles that each object or turn makes, and that the process keeps.
using System.Diagnostics;
using System.Diagnostics.Tracing;
using System.Runtime.InteropServices;

namespace KeptByTheProcess;

[EventSource(Name = "Node")]
public sealed class NodeSource : EventSource
{
    public static readonly NodeSource Log = new();
}

public sealed class Counted : IDisposable
{
    private readonly Stream _inner;
    private readonly PollingCounter _read;
    private long _bytes;

    public Counted(Stream inner, string peer)
    {
        _inner = inner;
        _read = new PollingCounter("read-" + peer, NodeSource.Log, () => Interlocked.Read(ref _bytes)); // leak: WMG5001
    }

    public string Name => _read.Name;

    public void Dispose() => _inner.Dispose();
}

public sealed class Traced
{
    private readonly string _session;
    private int _ended;

    public Traced(string session)
    {
        _session = session;
        ActivitySource.AddActivityListener(new ActivityListener // leak: WMG5001
        {
            ShouldListenTo = static source => source.Name == "Node",
            ActivityStopped = OnStopped,
        });
    }

    public int Ended => _ended;

    private void OnStopped(Activity activity)
    {
        if (activity.GetTagItem("session") as string == _session)
            _ended++;
    }
}

public sealed class Importer(Func<CancellationToken, Task<ulong>> import) : BackgroundService
{
    private static readonly ActivitySource Source = new("Importer");

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var activity = Source.StartActivity("import"); // leak: WMG3006
            activity?.SetTag("block", await import(stoppingToken));
        }
    }
}

public sealed class Rows(Action<IntPtr, IntPtr> read)
{
    public object? Read(byte[] key)
    {
        var box = new object[1];
        var pin = GCHandle.Alloc(key, GCHandleType.Pinned);
        var context = GCHandle.Alloc(box); // leak: WMG3006
        try
        {
            read(pin.AddrOfPinnedObject(), GCHandle.ToIntPtr(context));
            return box[0];
        }
        finally
        {
            pin.Free();
        }
    }
}
