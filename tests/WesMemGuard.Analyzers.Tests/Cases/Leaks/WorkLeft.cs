// Threads, loops, registrations and native blocks that a call starts or takes and nothing ends.
using System.Diagnostics.Tracing;
using System.Runtime.InteropServices;

namespace WorkLeft;

public static class Pings
{
    public static void Start(this ClientWebSocket socket, TimeSpan every)
    {
        _ = Task.Run(async () => // leak: WMG3006
        {
            while (true)
            {
                await Task.Delay(every);
                try
                {
                    await socket.SendAsync(new byte[] { 1 }, WebSocketMessageType.Text, true, CancellationToken.None);
                }
                catch (Exception failure)
                {
                    Console.WriteLine(failure.Message);
                }
            }
        });
    }
}

public sealed class PeerWorker
{
    private readonly BlockingCollection<byte[]> _inbox = new(128);

    public PeerWorker(Action<byte[]> handle)
    {
        var thread = new Thread(() => // leak: WMG2002
        {
            foreach (var message in _inbox.GetConsumingEnumerable())
                handle(message);
        });
        thread.Start();
    }

    public void Post(byte[] message) => _inbox.Add(message);
}

public sealed class Acceptor(TcpListener listener, Action<byte[]> handle)
{
    public async Task RunAsync(CancellationToken token)
    {
        while (true)
        {
            using var client = await listener.AcceptTcpClientAsync(token);
            new PeerWorker(handle).Post(new byte[1]);
        }
    }
}

public sealed class Ready(ManualResetEvent stop)
{
    public Task<bool> UntilAsync(Task<bool> work, TimeSpan limit)
    {
        var result = new TaskCompletionSource<bool>();
        ThreadPool.RegisterWaitForSingleObject(stop, (_, _) => result.TrySetResult(false), null, Timeout.Infinite, true); // leak: WMG4004
        return result.Task.WaitAsync(limit);
    }
}

public sealed class Trace : EventListener
{
    protected override void OnEventSourceCreated(EventSource eventSource) => EnableEvents(eventSource, EventLevel.Informational);
}

public sealed class Traced(HttpClient http)
{
    public async Task<string> GetAsync(string path)
    {
        var trace = new Trace(); // leak: WMG3006
        var answer = await http.GetStringAsync(path);
        return answer + trace.GetType();
    }
}

public static class Native
{
    public static int Hash(string text, Func<nint, int> hash)
    {
        var block = Marshal.StringToHGlobalUni(text); // leak: WMG3006
        return hash(block);
    }
}

public sealed class Fetches(HttpClient http)
{
    private readonly ConcurrentDictionary<string, Task<string>> _open = new();

    public Task<string> GetAsync(string hash) => _open.GetOrAdd(hash, key => // leak: WMG1002
    {
        var fetch = http.GetStringAsync(key);
        fetch.ContinueWith((_, state) => _open.TryRemove((string)state!, out var _), key, CancellationToken.None,
            TaskContinuationOptions.OnlyOnRanToCompletion, TaskScheduler.Default);
        return fetch;
    });
}

public sealed class Tail
{
    private readonly ConcurrentDictionary<Guid, ChannelWriter<string>> _writers = new();

    public void Append(string line)
    {
        foreach (var writer in _writers.Values)
            writer.TryWrite(line);
    }

    public async IAsyncEnumerable<string> ReadAsync(int most)
    {
        var id = Guid.NewGuid();
        var channel = Channel.CreateBounded<string>(500);
        _writers.TryAdd(id, channel.Writer); // leak: WMG1003
        var sent = 0;
        await foreach (var line in channel.Reader.ReadAllAsync())
        {
            yield return line;
            if (++sent == most)
                break;
        }
        _writers.TryRemove(id, out _);
    }
}

public sealed class Shares(TextWriter output)
{
    private readonly ConcurrentDictionary<long, string> _open = new();
    private long _id;

    public int Accepted { get; private set; }

    public async Task SubmitAsync(string job)
    {
        var id = Interlocked.Increment(ref _id);
        _open[id] = job; // leak: WMG1002
        await output.WriteLineAsync(job + id);
    }

    public void OnAnswer(string text)
    {
        var id = text.Length * 10L;
        if (text.Contains("error"))
        {
            Console.WriteLine($"{id} rejected");
            return;
        }
        if (_open.TryRemove(id, out _))
            Accepted++;
    }
}

public class Accounts
{
    private readonly Dictionary<string, byte[]> _states = new();
    private readonly Queue<string> _order = new();

    public byte[] Load(string address, Func<string, byte[]> read)
    {
        if (_states.TryGetValue(address, out var state))
            return state;
        state = read(address);
        _states[address] = state; // leak: WMG1002
        _order.Enqueue(address);
        if (_order.Count > 10_000)
            _order.Dequeue();
        return state;
    }
}

public sealed class Headers(HttpClient http)
{
    private long _sequence;

    public Task<string> GetAsync(string path)
    {
        http.DefaultRequestHeaders.Add("x-sequence", Interlocked.Increment(ref _sequence).ToString()); // leak: WMG1002
        return http.GetStringAsync(path);
    }
}

public sealed class Reconnecting(Uri uri) : IDisposable
{
    private readonly Timer _watch = new(static state => ((Reconnecting)state!).Check());
    private ClientWebSocket? _socket;

    public async Task ConnectAsync()
    {
        _socket = new ClientWebSocket(); // leak: WMG3004
        await _socket.ConnectAsync(uri, CancellationToken.None);
    }

    public void Watch() => _ = new Timer(_ => Check(), null, 1000, 1000);

    public void Dispose()
    {
        _watch.Dispose();
        _socket?.Dispose();
    }

    private void Check() => _ = ConnectAsync();
}
