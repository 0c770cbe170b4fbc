using System.Text;

namespace WesMemGuard.Client.Bench.Patterns;

/// <summary>A client with a field of each kind that grows.</summary>
internal sealed class WalletFields
{
    private readonly Dictionary<string, Quote> _names = [];
    private readonly HashSet<string> _seen = [];
    private readonly Queue<Quote> _queue = new();
    private readonly StringBuilder _log = new();
    private readonly List<Task> _tasks = [];
    private readonly LinkedList<TaskCompletionSource<Quote>> _answers = new();
    private int _calls;

    public event EventHandler? Changed;

    public Task NameAsync() => Did(() => _names[Guid.NewGuid().ToString()] = new Quote());

    public Task SeeAsync() => Did(() => _seen.Add(Guid.NewGuid().ToString()));

    public Task EnqueueAsync() => Did(() => _queue.Enqueue(new Quote()));

    public Task LogAsync() => Did(() => _log.Append("polled the node once more\n"));

    public Task StartAsync() => Did(() => _tasks.Add(Task.Run(static () => new byte[64])));

    public Task SubscribeAsync() => Did(() => Changed += new Handler().OnChanged);

    public Task AskAsync() => Did(() => _answers.AddLast(new TaskCompletionSource<Quote>()));

    internal void Raise() => Changed?.Invoke(this, EventArgs.Empty);

    private Task Did(Action what)
    {
        what();
        _calls++;
        return Task.CompletedTask;
    }

    private sealed class Handler
    {
        public string Last { get; private set; } = "";

        public void OnChanged(object? sender, EventArgs e) => Last = "changed";
    }
}
