// Each one that takes the place of another ends it; the last one stays when the owner is disposed.
namespace LastOneForgotten;

public sealed class Subscription : IDisposable
{
    private readonly INodeFeed _feed;
    private int _seen;

    public Subscription(INodeFeed feed)
    {
        _feed = feed;
        _feed.BlockReceived += Take;
    }

    public void Dispose() => _feed.BlockReceived -= Take;

    private void Take(object? sender, Block block) => _seen++;
}

public sealed class Consumer(INodeFeed feed) : IDisposable
{
    private readonly Channel<Block> _blocks = Channel.CreateBounded<Block>(16);
    private Subscription? _current;

    public void Reset()
    {
        if (_current != null)
            _current.Dispose();
        _current = new Subscription(feed); // leak: WMG3006
    }

    public void Dispose() => _blocks.Writer.TryComplete();
}

public sealed class Journal(string folder) : IDisposable
{
    private readonly MemoryStream _open = new();
    private FileStream? _file;

    public void Roll(long height)
    {
        _file?.Dispose();
        _file = new FileStream(Path.Combine(folder, height.ToString()), FileMode.Append); // leak: WMG3006
    }

    public void Write(byte[] block) => _file?.Write(block);

    public void Dispose() => _open.Dispose();
}

public sealed class Pulse(Action beat) : IDisposable
{
    private readonly MemoryStream _open = new();
    private Timer? _timer;

    public void Restart(int period)
    {
        _timer?.Dispose();
        _timer = new Timer(_ => beat(), null, period, period); // leak: WMG3006
    }

    public void Dispose() => _open.Dispose();
}

public sealed class Folder(Action<string> changed) : IDisposable
{
    private readonly MemoryStream _open = new();
    private FileSystemWatcher? _watcher;

    public void Move(string path)
    {
        if (_watcher is { } before)
            before.Dispose();
        _watcher = new FileSystemWatcher(path); // leak: WMG3006
        _watcher.Changed += (_, change) => changed(change.FullPath);
    }

    public void Dispose() => _open.Dispose();
}

public sealed class Helper(string program) : IDisposable
{
    private readonly MemoryStream _open = new();
    private System.Diagnostics.Process? _process;

    public void Restart()
    {
        _process?.Dispose();
        _process = new System.Diagnostics.Process { StartInfo = new(program) }; // leak: WMG3006
        _process.Start();
    }

    public void Dispose() => _open.Dispose();
}
