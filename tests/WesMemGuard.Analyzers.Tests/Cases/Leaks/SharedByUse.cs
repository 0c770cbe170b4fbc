// Owners that only their use tells of: asked for by others, kept from other threads, fed by an endless loop.
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace SharedByUse;

public sealed class Patterns
{
    private readonly Dictionary<string, Regex> _compiled = new();

    public bool Matches(string pattern, string text)
    {
        if (!_compiled.TryGetValue(pattern, out var regex))
            _compiled[pattern] = regex = new Regex(pattern); // leak: WMG1002
        return regex.IsMatch(text);
    }
}

public sealed class AlertRules(Patterns patterns)
{
    public bool Fires(string pattern, string line) => patterns.Matches(pattern, line);
}

internal sealed class SeenSet
{
    private readonly HashSet<string> _seen = new();

    public bool IsNew(string hash) => _seen.Add(hash); // leak: WMG1002
}

public sealed class Program2
{
    public static async Task RunAsync(string url, CancellationToken stop)
    {
        var seen = new SeenSet();
        while (!stop.IsCancellationRequested)
        {
            foreach (var hash in await PollAsync(url))
                if (seen.IsNew(hash))
                    Console.WriteLine(hash);
        }
    }

    private static Task<string[]> PollAsync(string url) => Task.FromResult(new[] { url });
}

public sealed class Work
{
    private readonly List<Task> _tasks = new();

    public void Start(Func<Task> job)
    {
        lock (_tasks)
            _tasks.Add(Task.Run(job)); // leak: WMG1002
    }

    public Task StopAsync() => Task.WhenAll(_tasks);
}

public sealed class WorkController(Work work)
{
    public void Post(string body) => work.Start(() => File.WriteAllTextAsync("x", body));
}

public sealed class Fanout
{
    private readonly ConcurrentDictionary<EndPoint, Channel<byte[]>> _queues = new();

    public bool Offer(EndPoint peer, byte[] frame)
    {
        var queue = _queues.GetOrAdd(peer, static _ => Channel.CreateBounded<byte[]>(128)); // leak: WMG1002
        return queue.Writer.TryWrite(frame);
    }
}

public sealed class Bus
{
    private readonly ConcurrentDictionary<string, Action<JsonElement>> _replies = new();
    private readonly Func<string, string, Task> _publish;

    public Bus(Func<string, string, Task> publish) => _publish = publish;

    public async Task RequestAsync(string topic, string body, Action<JsonElement> onReply)
    {
        var correlation = Guid.NewGuid().ToString("N");
        _replies[correlation] = onReply; // leak: WMG1002
        try
        {
            await _publish(topic, body);
        }
        catch (IOException)
        {
            _replies.TryRemove(correlation, out _);
            throw;
        }
    }

    public void OnReply(string correlation, JsonElement body)
    {
        if (_replies.TryGetValue(correlation, out var reply))
            reply(body);
    }
}
