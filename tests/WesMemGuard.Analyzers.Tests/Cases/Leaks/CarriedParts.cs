// What must be released stands in an object that can't be disposed itself: a record, a tuple, an object with an initializer. Who gets
// the object owes the release of its parts.
namespace CarriedParts;

public sealed record Download(HttpResponseMessage Response, Stream Body);

public sealed class Feed
{
    public HttpResponseMessage Response { get; init; } = null!;

    public StreamReader Reader { get; init; } = null!;
}

public sealed class Source(HttpClient http)
{
    public async Task<Download> OpenAsync(string url)
    {
        var response = await http.GetAsync(url, HttpCompletionOption.ResponseHeadersRead);
        return new Download(response, await response.Content.ReadAsStreamAsync());
    }

    public async Task<Feed> FollowAsync(string url)
    {
        var response = await http.GetAsync(url, HttpCompletionOption.ResponseHeadersRead);
        return new Feed { Response = response, Reader = new StreamReader(await response.Content.ReadAsStreamAsync()) };
    }
}

public sealed class Pages(Source source)
{
    public async Task SaveAsync(string url, Stream to)
    {
        var page = await source.OpenAsync(url); // leak: WMG3001
        await page.Body.CopyToAsync(to);
    }

    public async Task PrintAsync(string url, CancellationToken token)
    {
        while (!token.IsCancellationRequested)
        {
            var feed = await source.FollowAsync(url); // leak: WMG3001
            while (await feed.Reader.ReadLineAsync(token) is { } line)
                Console.WriteLine(line);
        }
    }
}

public sealed class Link(TcpClient client)
{
    public Task<int> ReadAsync(byte[] into) => client.GetStream().ReadAsync(into).AsTask();

    public void Close() => client.Close();
}

public static class Dial
{
    public static async Task<Link> ToAsync(string host)
    {
        var client = new TcpClient();
        try
        {
            await client.ConnectAsync(host, 30303);
            return new Link(client);
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }
}

public sealed class Probe
{
    public async Task<int> RunAsync(string host)
    {
        var link = await Dial.ToAsync(host); // leak: WMG3006
        return await link.ReadAsync(new byte[8]);
    }
}

public sealed record State(Socket Socket, int Generation);

public sealed class Uplink
{
    private State? _state;

    public async Task RenewAsync(string host)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp); // leak: WMG3006
        await socket.ConnectAsync(host, 30303);
        _state = new State(socket, (_state?.Generation ?? 0) + 1);
    }

    public int Send(byte[] bytes) => _state!.Socket.Send(bytes);
}

public sealed class Retried : IDisposable
{
    private State? _state;

    public async Task RunAsync(string host, CancellationToken token)
    {
        while (!token.IsCancellationRequested)
        {
            try
            {
                await RenewAsync(host);
                await Task.Delay(1000, token);
            }
            catch (SocketException)
            {
                Console.WriteLine(_state?.Generation);
            }
        }
    }

    public void Dispose() => _state?.Socket.Dispose();

    private async Task RenewAsync(string host)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(host, 30303);
            _state = new State(socket, 1); // leak: WMG3006
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}

public sealed class Works(CancellationToken life)
{
    private readonly Dictionary<int, (Task Work, CancellationTokenSource Stop)> _running = new();

    public void Start(int id, Func<CancellationToken, Task> work)
    {
        var stop = CancellationTokenSource.CreateLinkedTokenSource(life);
        _running[id] = (work(stop.Token), stop);
    }

    public void Stop(int id)
    {
        if (_running.Remove(id, out var entry))
            entry.Stop.Cancel(); // leak: WMG4005
    }
}
