// The like of EndedOnOneWay.
namespace EndedOnEveryWay;

public abstract class Channeled : IDisposable
{
    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp);

    public bool IsUp => _socket.Connected;

    public virtual void Dispose() => _socket.Dispose();
}

public sealed class Logged(Stream log) : Channeled
{
    public override void Dispose()
    {
        log.Dispose();
        base.Dispose();
    }
}

public sealed class Waits(CancellationToken life)
{
    private readonly CancellationToken _life = life;

    public async Task<int> ForAsync(Task<int> answer)
    {
        var given = new TaskCompletionSource<int>();
        var registration = _life.Register(() => given.TrySetCanceled());
        try
        {
            return await await Task.WhenAny(answer, given.Task);
        }
        finally
        {
            registration.Dispose();
        }
    }
}

public sealed class Texts(HttpClient http)
{
    public async Task<StreamReader> OpenAsync(string url) => new(await http.GetStreamAsync(url));
}

public sealed class Heads(Texts texts)
{
    public async Task<string?> OfAsync(string url)
    {
        using var text = await texts.OpenAsync(url);
        return await text.ReadLineAsync();
    }
}

public sealed class Follower(HttpClient http, Action<string> tell)
{
    private Stream? _stream;

    public async Task FollowAsync(HttpRequestMessage request)
    {
        _stream?.Dispose();
        var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        _stream = await response.Content.ReadAsStreamAsync();
        _ = ReadAsync(_stream);
    }

    private async Task ReadAsync(Stream stream)
    {
        using var reader = new StreamReader(stream);
        while (await reader.ReadLineAsync() is { } line)
            tell(line);
    }
}
