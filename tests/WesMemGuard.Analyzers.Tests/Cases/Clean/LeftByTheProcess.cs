// Made once, ended with its object, or stopped in its turn.
using System.Diagnostics;
using System.Diagnostics.Tracing;
using System.Runtime.InteropServices;

namespace LeftByTheProcess;

[EventSource(Name = "Node")]
public sealed class NodeSource : EventSource
{
    public static readonly NodeSource Log = new();
    private PollingCounter? _open;
    private long _count;

    protected override void OnEventCommand(EventCommandEventArgs command) =>
        _open ??= new PollingCounter("open", this, () => Interlocked.Read(ref _count));
}

public sealed class Counted : IDisposable
{
    private readonly PollingCounter _read;
    private long _bytes;

    public Counted(string peer) =>
        _read = new PollingCounter("read-" + peer, NodeSource.Log, () => Interlocked.Read(ref _bytes));

    public void Dispose() => _read.Dispose();
}

public sealed class Importer(Func<CancellationToken, Task<ulong>> import) : BackgroundService
{
    private static readonly ActivitySource Source = new("Importer");

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            using var activity = Source.StartActivity("import");
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
        var context = GCHandle.Alloc(box);
        try
        {
            read(pin.AddrOfPinnedObject(), GCHandle.ToIntPtr(context));
            return box[0];
        }
        finally
        {
            context.Free();
            pin.Free();
        }
    }
}
