// Handlers and reader loops whose collections something empties or bounds, or that die with the call.
namespace BoundedEvidence;

public sealed class Latest
{
    private readonly Queue<Block> _last = new();
    private readonly INodeFeed _feed;

    public Latest(INodeFeed feed)
    {
        _feed = feed;
        _feed.BlockReceived += Take;
    }

    public void End() => _feed.BlockReceived -= Take;

    private void Take(object? sender, Block block)
    {
        _last.Enqueue(block);
        if (_last.Count > 100)
            _last.Dequeue();
    }
}

public sealed class Export(Stream stream)
{
    public async Task<List<string>> LinesAsync()
    {
        var lines = new List<string>();
        using var reader = new StreamReader(stream, leaveOpen: true);
        while (await reader.ReadLineAsync() is { } line)
            lines.Add(line);
        return lines;
    }
}

public sealed class Batch(ChannelReader<Block> blocks, Func<List<Block>, Task> store)
{
    private List<Block> _open = new();

    public async Task GoAsync(CancellationToken token)
    {
        await foreach (var block in blocks.ReadAllAsync(token))
        {
            _open.Add(block);
            if (_open.Count < 100)
                continue;
            await store(_open);
            _open = new();
        }
    }
}
