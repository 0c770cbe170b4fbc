// What is ended is not all there is, or not whatever happens: an override that leaves out its base, a registration that a failure keeps,
// a response of which the disposal forgets, a reader over a stream of another type, a stream that a reader goes on with.
namespace EndedOnOneWay;

public abstract class Channeled : IDisposable
{
    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp);

    public bool IsUp => _socket.Connected;

    public virtual void Dispose() => _socket.Dispose();
}

public sealed class Logged(Stream log) : Channeled
{
    public override void Dispose() => log.Dispose(); // leak: WMG3006
}

public sealed class Waits(CancellationToken life)
{
    private readonly CancellationToken _life = life;

    public async Task<int> ForAsync(Task<int> answer)
    {
        var given = new TaskCompletionSource<int>();
        var registration = _life.Register(() => given.TrySetCanceled()); // leak: WMG4004
        var code = await await Task.WhenAny(answer, given.Task);
        registration.Dispose();
        return code;
    }
}

public sealed class Opened(HttpClient http) : IDisposable
{
    private HttpResponseMessage? _response;
    private Stream? _stream;

    public async Task OpenAsync(string url)
    {
        _response = await http.GetAsync(url, HttpCompletionOption.ResponseHeadersRead); // leak: WMG3001
        _stream = await _response.Content.ReadAsStreamAsync();
    }

    public int Next() => _stream!.ReadByte();

    public void Dispose() => http.CancelPendingRequests();
}

public sealed class Texts(HttpClient http)
{
    public async Task<StreamReader> OpenAsync(string url) => new(await http.GetStreamAsync(url));
}

public sealed class Heads(Texts texts)
{
    public async Task<string?> OfAsync(string url)
    {
        var text = await texts.OpenAsync(url); // leak: WMG3001
        return await text.ReadLineAsync();
    }
}

public sealed class Follower(HttpClient http, Action<string> tell)
{
    private Stream? _stream;

    public bool IsOpen => _stream is not null;

    public async Task FollowAsync(HttpRequestMessage request)
    {
        var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead); // leak: WMG3001
        _stream = await response.Content.ReadAsStreamAsync();
        _ = ReadAsync(new StreamReader(_stream));
    }

    private async Task ReadAsync(StreamReader reader)
    {
        while (await reader.ReadLineAsync() is { } line)
            tell(line);
    }
}

public sealed class Chosen(HttpClient http)
{
    public async Task<string> GetAsync(string url, bool isStream)
    {
        while (true)
        {
            var answer = await AskAsync(url, isStream); // leak: WMG3001
            if ((int)answer.StatusCode >= 500)
                await Task.Delay(1000);
            else
                using (answer)
                    return await answer.Content.ReadAsStringAsync();
        }
    }

    private async Task<HttpResponseMessage> AskAsync(string url, bool isStream)
    {
        var option = isStream ? HttpCompletionOption.ResponseHeadersRead : HttpCompletionOption.ResponseContentRead;
        return await http.GetAsync(url, option);
    }
}
