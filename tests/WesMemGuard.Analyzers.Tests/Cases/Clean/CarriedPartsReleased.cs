// The like of CarriedParts: whoever gets the object releases its parts, or work that was started for them does.
namespace CarriedPartsReleased;

public sealed record Download(HttpResponseMessage Response, Stream Body);

public sealed class Source(HttpClient http)
{
    public async Task<Download> OpenAsync(string url)
    {
        var response = await http.GetAsync(url, HttpCompletionOption.ResponseHeadersRead);
        return new Download(response, await response.Content.ReadAsStreamAsync());
    }
}

public sealed class Pages(Source source)
{
    public async Task SaveAsync(string url, Stream to)
    {
        var page = await source.OpenAsync(url);
        using (page.Response)
            await page.Body.CopyToAsync(to);
    }

    public async Task<int> StatusAsync(string url)
    {
        var (response, _) = await source.OpenAsync(url);
        using (response)
            return (int)response.StatusCode;
    }

    public async Task<string> TextAsync(string url)
    {
        var page = await source.OpenAsync(url);
        using var reader = new StreamReader(page.Body);
        return await reader.ReadToEndAsync();
    }
}

public sealed class Entry
{
    public required CancellationTokenSource Stop { get; init; }

    public required Task Work { get; init; }

    public async Task EndAsync()
    {
        Stop.Cancel();
        await Work;
        Stop.Dispose();
    }
}

public sealed class Works(CancellationToken life)
{
    private readonly ConcurrentDictionary<int, Entry> _running = new();
    private readonly Dictionary<int, (Task Work, CancellationTokenSource Stop)> _others = new();

    public void Start(int id, Func<CancellationToken, Task> work)
    {
        var stop = CancellationTokenSource.CreateLinkedTokenSource(life);
        if (!_running.TryAdd(id, new Entry { Stop = stop, Work = work(stop.Token) }))
            stop.Dispose();
    }

    public async Task StopAsync(int id)
    {
        if (_running.TryRemove(id, out var entry))
            await entry.EndAsync();
    }

    public void StartOther(int id, Func<CancellationToken, Task> work)
    {
        var stop = CancellationTokenSource.CreateLinkedTokenSource(life);
        _others[id] = (RunAsync(work, stop), stop);
    }

    public void StopOther(int id)
    {
        if (_others.Remove(id, out var entry))
            entry.Stop.Cancel();
    }

    private static async Task RunAsync(Func<CancellationToken, Task> work, CancellationTokenSource stop)
    {
        using (stop)
            await work(stop.Token);
    }
}

public sealed class Peer
{
    private readonly TcpClient _client;

    public Peer(TcpClient client)
    {
        _client = client;
        _ = RunAsync();
    }

    private async Task RunAsync()
    {
        using (_client)
        {
            var bytes = new byte[64];
            while (await _client.GetStream().ReadAsync(bytes) > 0)
                Console.WriteLine(bytes[0]);
        }
    }
}

public sealed class Peers
{
    private readonly ConcurrentDictionary<string, Peer> _all = new();

    public void Add(string host)
    {
        var client = new TcpClient(host, 30303);
        _all.TryAdd(host, new Peer(client));
    }

    public void Drop(string host) => _all.TryRemove(host, out _);
}
