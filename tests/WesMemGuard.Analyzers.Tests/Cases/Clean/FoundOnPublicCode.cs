// Classes of false warnings that a reading of ten public code bases found.
namespace FoundOnPublicCode;

public interface ILink
{
    event EventHandler<Block> Got;

    void Open();
}

public sealed class Encrypted : ILink
{
    private readonly ILink _inner;

    public Encrypted(ILink inner)
    {
        _inner = inner;
        inner.Got += OnGot;
    }

    public event EventHandler<Block>? Got;

    public void Open() => _inner.Open();

    private void OnGot(object? sender, Block block) => Got?.Invoke(this, block);
}

public sealed class Ticker
{
    private readonly Timer _timer;

    public Ticker(Action tick) => _timer = new Timer(_ => tick(), null, TimeSpan.FromMilliseconds(-1), TimeSpan.FromSeconds(1));

    public void Stop() => _timer.Change(TimeSpan.FromMilliseconds(-1), TimeSpan.FromSeconds(1));
}

public static class Texts
{
    public static byte[] Pack(string text)
    {
        var all = new MemoryStream();
        using (var packed = new System.IO.Compression.GZipStream(all, System.IO.Compression.CompressionMode.Compress))
        {
            var writer = new StreamWriter(packed, Encoding.UTF8);
            writer.Write(text);
            writer.Flush();
        }
        return all.ToArray();
    }
}

public sealed class Recent(int most)
{
    private readonly Queue<string> _order = new();
    private readonly HashSet<string> _seen = new();

    public async Task PumpAsync(ChannelReader<Block> blocks, Func<Block, Task> handle)
    {
        await foreach (var block in blocks.ReadAllAsync())
        {
            if (!_seen.Add(block.Hash))
                continue;
            _order.Enqueue(block.Hash);
            if (_order.Count > most)
                _seen.Remove(_order.Dequeue());
            await handle(block);
        }
    }
}

public abstract class Invoker(object handler)
{
    private static readonly ConcurrentDictionary<string, bool> Initiates = new();
    private readonly ConcurrentDictionary<string, string[]> _correlations = new();

    public bool CanInitiate(Type message) =>
        Initiates.GetOrAdd($"{handler.GetType().FullName}::{message.FullName}", _ => message.IsInstanceOfType(handler));

    public string[] Correlations(Type message)
    {
        var handlerType = handler.GetType();
        var key = handlerType.FullName + "/" + message.FullName;
        return _correlations.GetOrAdd(key, _ => [.. handlerType.GetProperties().Select(property => property.Name)]);
    }
}

public sealed class StepState
{
    private readonly ConcurrentDictionary<string, object> _items = new();

    public void Save(string key, object item) => _items[key] = item;

    public object? Load(string key) => _items.TryGetValue(key, out var item) ? item : null;
}

public abstract class Packet
{
    private byte[] _data = [];
    private int _at;

    public byte[] Keys { get; private set; } = [];

    protected bool IsAtEnd => _at == _data.Length;

    public void Load(byte[] data)
    {
        _data = data;
        var keys = new List<byte>();
        while (!IsAtEnd)
            keys.Add(_data[_at++]);
        Keys = keys.ToArray();
    }
}
