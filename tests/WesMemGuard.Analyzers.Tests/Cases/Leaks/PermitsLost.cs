// A permit or a pooled connection is given back only when nothing fails.
namespace PermitsLost;

public sealed class Gate(HttpClient node)
{
    private readonly SemaphoreSlim _permits = new(16);

    public async Task<string> GetAsync(string path)
    {
        await _permits.WaitAsync(); // leak: WMG2006
        var answer = await node.GetStringAsync(path);
        _permits.Release();
        return answer;
    }
}

public sealed class Once
{
    private readonly SemaphoreSlim _one = new(1, 1);
    private int _done;

    public async Task<bool> RunAsync(Func<Task> work, CancellationToken token)
    {
        await _one.WaitAsync(token); // leak: WMG2006
        if (_done > 0)
            return false;
        try
        {
            await work();
            _done++;
            return true;
        }
        finally
        {
            _one.Release();
        }
    }
}

public sealed class Links(string host)
{
    private readonly ConcurrentBag<TcpClient> _free = new();

    public async Task<string?> AskAsync(string question)
    {
        var link = await RentAsync(); // leak: WMG2006
        var writer = new StreamWriter(link.GetStream()) { AutoFlush = true };
        await writer.WriteLineAsync(question);
        var answer = await new StreamReader(link.GetStream()).ReadLineAsync();
        _free.Add(link);
        return answer;
    }

    private async Task<TcpClient> RentAsync()
    {
        if (_free.TryTake(out var free))
            return free;
        var made = new TcpClient();
        try
        {
            await made.ConnectAsync(host, 30303);
            return made;
        }
        catch
        {
            made.Dispose();
            throw;
        }
    }
}

public sealed class Buffers
{
    private readonly Channel<byte[]> _free = Channel.CreateBounded<byte[]>(8);

    public async Task SendAsync(Socket to, int length, CancellationToken token)
    {
        var buffer = await _free.Reader.ReadAsync(token); // leak: WMG2006
        await to.SendAsync(buffer.AsMemory(0, length), token);
        await _free.Writer.WriteAsync(buffer, token);
    }
}
