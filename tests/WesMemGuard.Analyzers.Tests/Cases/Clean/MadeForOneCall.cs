// Objects that the program makes for one call, or together with what they listen to: nothing outlives anything.
namespace MadeForOneCall;

public interface IFolders
{
    string[] Of(string path);
}

public sealed class Folders(Func<string, string[]> read) : IFolders
{
    private readonly ConcurrentDictionary<string, string[]> _known = new();

    public string[] Of(string path) => _known.GetOrAdd(path, read);
}

public sealed class Options(IFolders folders)
{
    public IFolders Folders { get; } = folders;
}

public static class Refresh
{
    public static int Run(string path)
    {
        var folders = new Folders(Directory.GetFiles);
        return folders.Of(path).Length;
    }

    public static int RunWith(string path, Func<Options, int> refresh) => refresh(new Options(new Folders(Directory.GetFiles)));
}

public sealed class Wire
{
    private readonly Progress _progress;

    public Wire() => _progress = new Progress(this);

    public event EventHandler<Block>? Answered;

    public void Answer(Block block) => Answered?.Invoke(_progress, block);
}

public sealed class Progress
{
    private int _seen;

    public Progress(Wire wire) => wire.Answered += OnAnswered;

    private void OnAnswered(object? sender, Block block) => _seen++;
}

public sealed class Life
{
    public event Action? Stopped;

    public void Stop() => Stopped?.Invoke();
}

public sealed class Workers
{
    private bool _stopped;

    public Workers(Life life) => life.Stopped += OnStopped;

    private void OnStopped() => _stopped = true;
}

public interface IParts
{
    T Get<T>();
}

public sealed class Configuration
{
    private readonly Dictionary<Type, Func<IParts, object>> _makers = new();

    public void Default() => _makers[typeof(Workers)] = parts =>
    {
        var life = parts.Get<Life>();
        return new Workers(life);
    };
}

public sealed class Formatter
{
    private Marshal? _marshal;

    public Wire Rpc
    {
        set => _marshal = new Marshal(value, this);
    }
}

public sealed class Marshal
{
    private readonly Formatter _formatter;

    public Marshal(Wire wire, Formatter formatter)
    {
        _formatter = formatter;
        wire.Answered += (_, _) => Console.WriteLine(_formatter);
    }
}

public sealed class Sink
{
    private readonly HttpClient _client = new();

    public Task<string> ReadAsync(string url) => _client.GetStringAsync(url);
}

public sealed class Machine
{
    private readonly Sink _sink;

    public Machine() => _sink = new Sink();

    public Task<string> StatusAsync() => _sink.ReadAsync("http://node/status");
}

public sealed class Dispatcher
{
    private readonly Dictionary<string, HttpClient> _clients = new();

    public HttpClient Of(string proxyName)
    {
        if (!_clients.TryGetValue(proxyName, out var client))
            _clients[proxyName] = client = Make();
        return client;
    }

    private static HttpClient Make()
    {
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false };
        var client = new HttpClient(handler) { Timeout = TimeSpan.FromSeconds(100) };
        return client;
    }
}
