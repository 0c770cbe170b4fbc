// Work that a call leaves aside and that goes on, walks that are left before their end, parts that a factory or the runtime keeps.
using System.Collections.Immutable;
using System.Net;
using System.Threading.Tasks.Dataflow;

namespace LeftAside;

public sealed class Heads
{
    public event EventHandler<string>? Found;

    public void Tell(string hash) => Found?.Invoke(this, hash);
}

public static class Walks
{
    public static IEnumerable<string> All(this Heads heads, TimeSpan idle)
    {
        var queue = new BlockingCollection<string>(128);
        void Put(object? sender, string hash) => queue.TryAdd(hash);
        heads.Found += Put; // leak: WMG4001
        while (queue.TryTake(out var hash, idle))
            yield return hash;
        heads.Found -= Put;
    }

    public static async IAsyncEnumerable<string> Lines(HttpClient http, string url)
    {
        var response = await http.GetAsync(url, HttpCompletionOption.ResponseHeadersRead); // leak: WMG3001
        var reader = new StreamReader(await response.Content.ReadAsStreamAsync());
        while (await reader.ReadLineAsync() is { } line)
            yield return line;
        response.Dispose();
    }
}

public sealed class Topics
{
    private ImmutableHashSet<Subscription> _all = [];

    public IDisposable Listen<T>(Action<T> handler)
    {
        var made = new Subscription(this, told =>
        {
            if (told is T text)
                handler(text);
        });
        ImmutableInterlocked.Update(ref _all, all => all.Add(made));
        return made;
    }

    public void Tell(object text)
    {
        foreach (var each in _all)
            each.Handle(text);
    }

    private sealed class Subscription(Topics topics, Action<object> handle) : IDisposable
    {
        public Action<object> Handle => handle;

        public void Dispose() => ImmutableInterlocked.Update(ref topics._all, all => all.Remove(this));
    }
}

public sealed class Quotes(Topics topics)
{
    public async Task<string> OfAsync(Func<Task<string>> ask)
    {
        var stale = false;
        topics.Listen<string>(_ => stale = true); // leak: WMG4004
        var quote = await ask();
        return stale ? await ask() : quote;
    }
}

public sealed class Frames
{
    private readonly Channel<byte[]> _frames = Channel.CreateBounded<byte[]>(1024);
    private readonly ActionBlock<byte[]> _block;

    public Frames(Func<byte[], Task> store) => _block = new(store, new() { BoundedCapacity = 8 });

    public void Take(byte[] frame) => _ = _frames.Writer.WriteAsync(frame); // leak: WMG2005

    public void Post(byte[] frame) => _block.SendAsync(frame); // leak: WMG2005

    public void End() => _frames.Writer.TryComplete();

    public async Task RunAsync(CancellationToken token)
    {
        await foreach (var frame in _frames.Reader.ReadAllAsync(token))
            await _block.SendAsync(frame, token);
    }
}

public sealed class Connector(Uri uri)
{
    public async Task<WebSocket> ConnectAsync(CancellationToken token)
    {
        var socket = new ClientWebSocket();
        try
        {
            await socket.ConnectAsync(uri, token);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
        _ = Task.Run(async () => // leak: WMG3006
        {
            while (true)
            {
                await Task.Delay(TimeSpan.FromSeconds(20));
                try
                {
                    await socket.SendAsync(new byte[1], WebSocketMessageType.Text, true, CancellationToken.None);
                }
                catch (WebSocketException)
                {
                    Console.WriteLine(socket.State);
                }
            }
        });
        return socket;
    }
}

public sealed class Stoppable(IHostApplicationLifetime host)
{
    private readonly CancellationToken _stopping = host.ApplicationStopping;

    public async Task<bool> RunAsync(Func<Task> call)
    {
        var running = call();
        var stopped = Task.Delay(Timeout.InfiniteTimeSpan, _stopping); // leak: WMG4006
        return await Task.WhenAny(running, stopped) == running;
    }
}

public sealed class Signal
{
    private readonly TaskCompletionSource _source = new();

    public Task Over => _source.Task;

    public void Fire() => _source.TrySetResult();
}

public sealed class Requests(Signal signal)
{
    public int Take(Stream request)
    {
        _ = EndAsync(request); // leak: WMG4006
        return request.ReadByte();
    }

    private async Task EndAsync(Stream request)
    {
        await signal.Over;
        request.Dispose();
    }
}

public sealed class Answers(Func<string, Task<byte[]>> answer)
{
    public async Task ServeAsync(HttpListenerContext context)
    {
        if (context.Request.HttpMethod != "POST")
        {
            context.Response.StatusCode = 405;
            return; // leak: WMG3006
        }
        using var reader = new StreamReader(context.Request.InputStream);
        await context.Response.OutputStream.WriteAsync(await answer(await reader.ReadToEndAsync()));
        context.Response.Close();
    }
}

public sealed class Runs
{
    public async Task RunAsync(string folder, Func<Task> work)
    {
        System.Diagnostics.Trace.Listeners.Add(new System.Diagnostics.TextWriterTraceListener(folder)); // leak: WMG5001
        await work();
    }
}

public sealed class Outbox(Func<string, Task> send)
{
    private readonly ConcurrentQueue<string> _waiting = new();
    private volatile bool _isUp;

    public async Task PutAsync(string text)
    {
        if (_isUp)
            await send(text);
        else
            _waiting.Enqueue(text); // leak: WMG2005
    }

    public async Task UpAsync()
    {
        _isUp = true;
        if (_waiting.TryDequeue(out var oldest))
            await send(oldest);
    }

    public void Down() => _isUp = false;
}
