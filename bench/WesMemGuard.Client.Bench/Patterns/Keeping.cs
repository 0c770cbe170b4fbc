using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Runtime.InteropServices;
using System.Text;
using System.Threading.Channels;
using System.Xml.Serialization;

namespace WesMemGuard.Client.Bench.Patterns;

/// <summary>Clients that keep something of each call, most of them as the ground-truth tests of the analyzers have them.</summary>
internal static class Keeping
{
    private static readonly CancellationTokenSource Life = new();
    private static readonly TaskCompletionSource Endless = new();
    private static readonly Dictionary<string, string> Cache = [];
    private static readonly Dictionary<int, TaskCompletionSource> Pending = [];
    private static readonly Channel<byte[]> Unread = Channel.CreateUnbounded<byte[]>();
    private static readonly ConcurrentDictionary<string, SemaphoreSlim> Locks = new();
    private static readonly ConcurrentQueue<Quote> Queue = new();
    private static readonly LinkedList<Quote> Chain = new();
    private static readonly HashSet<Guid> Seen = [];
    private static readonly ConcurrentBag<Quote> Bag = [];
    private static readonly StringBuilder Log = new();
    private static readonly MemoryStream Stream = new();
    private static readonly SortedDictionary<int, Quote> Sorted = [];
    private static readonly Stack<Quote> Undo = new();
    private static readonly ConcurrentDictionary<string, Quote> Quotes = new();
    private static ImmutableList<Quote> _history = [];

    /// <summary>
    /// Twice what an array takes of a reference, and of an entry of a dictionary or of a set of references with its bucket.
    /// </summary>
    internal const double Reference = 2 * 8, Entry = 2.2 * 28, Slot = 2.2 * 20;

    /// <summary>The objects of five emitted types, on the runtime's own heap of objects that are never collected.</summary>
    private const double Types = 5 * 40;

    private static int _next;

    private static event EventHandler? Happened;

    internal static void Raise() => Happened?.Invoke(null, EventArgs.Empty);

    public static IReadOnlyList<ClientPattern> All { get; } =
    [
        ClientPattern.Of("static dictionary by a fresh key", true, "string", "Keeping.Cache",
            () => Cache[Key()] = "value") with { InSteps = Entry },
        ClientPattern.Of("static concurrent dictionary", true, "Quote", "Keeping.Quotes",
            () => Quotes[Key()] = new Quote()) with { InSteps = Reference },
        ClientPattern.Of("lock of each key", true, "SemaphoreSlim", "Keeping.Locks",
            () => Locks[Key()] = new SemaphoreSlim(1)) with { InSteps = Reference },
        ClientPattern.Of("pending entry after a cancelled wait", true, "TaskCompletionSource", "Keeping.Pending",
            PendingEntry) with { InSteps = Entry },
        ClientPattern.Of("unbounded channel written and not read", true, "byte[]", "Keeping.Unread",
            () => Unread.Writer.TryWrite(new byte[100])) with { InSteps = Reference },
        ClientPattern.Of("queue without a reader", true, "Quote", "Keeping.Queue",
            () => Queue.Enqueue(new Quote())) with { InSteps = Reference },
        ClientPattern.Of("linked list", true, "Quote", "Keeping.Chain", () => Chain.AddLast(new Quote())),
        ClientPattern.Of("seen-set", true, null, "Keeping.Seen", () => Seen.Add(Guid.NewGuid())) with { Doubles = true },
        ClientPattern.Of("bag", true, "Quote", null, () => Bag.Add(new Quote())) with { InSteps = Reference },
        ClientPattern.Of("log in a string builder", true, "char[]", "Keeping.Log", () => Log.Append("a line of a log\n")),
        ClientPattern.Of("stream that is written on", true, "byte[]", "Keeping.Stream",
            () => Stream.Write(new byte[40])) with { Doubles = true },
        ClientPattern.Of("sorted dictionary", true, "Quote", "Keeping.Sorted", () => Sorted[_next++] = new Quote()),
        ClientPattern.Of("stack", true, "Quote", "Keeping.Undo", () => Undo.Push(new Quote())) with { InSteps = Reference },
        ClientPattern.Of("immutable list", true, "Quote", "Keeping._history", () => _history = _history.Add(new Quote())),
        ClientPattern.Of("ReadAllAsync(lifetime token) on an abandoned channel", true, null, "Keeping.Life",
            () => _ = ReadAsync(Life.Token)),
        ClientPattern.Of("parked WriteAsync(lifetime token)", true, null, "Keeping.Life", ParkedWrite),
        ClientPattern.Of("static event += instance handler", true, "Keeping.Subscriber", "Keeping.Happened",
            () => Happened += new Subscriber().OnHappened) with { InSteps = Reference },
        ClientPattern.Of("token.Register dropped", true, null, "Keeping.Life", () => Life.Token.Register(static () => { })),
        ClientPattern.Of("linked source not disposed", true, null, "Keeping.Life",
            () => CancellationTokenSource.CreateLinkedTokenSource(Life.Token)),
        ClientPattern.Of("timed source not disposed", true, "CancellationTokenSource", null,
            () => _ = new CancellationTokenSource(TimeSpan.FromHours(1))),
        ClientPattern.Of("WhenAny(x, Delay(30 min))", true, null, null,
            () => Task.WhenAny(Task.CompletedTask, Task.Delay(TimeSpan.FromMinutes(30)))),
        ClientPattern.Of("Delay(infinite, lifetime token)", true, null, "Keeping.Life",
            () => _ = Task.Delay(Timeout.Infinite, Life.Token)),
        ClientPattern.Of("ContinueWith on an endless task", true, null, "Keeping.Endless",
            () => Endless.Task.ContinueWith(static _ => { }, TaskScheduler.Default)) with { InSteps = Reference },
        ClientPattern.Of("System.Timers.Timer started and dropped", true, "Timer", null, StartedTimer),
        ClientPattern.Of("Meter per instance", true, "Meter", null, () => _ = new Meter("wesmemguard.bench")) with { InSteps = Reference },
        ClientPattern.Of("ActivitySource per instance", true, "ActivitySource", null,
            () => _ = new ActivitySource("wesmemguard.bench")) with { InSteps = Reference },
        ClientPattern.Of("MeterListener per instance", true, "MeterListener", null, StartedListener) with { InSteps = Reference },
        ClientPattern.Of("handle never freed", true, "Quote", null, () => GCHandle.Alloc(new Quote())),
        ClientPattern.Of("XmlSerializer(type, root)", true, null, null,
            () => _ = new XmlSerializer(typeof(int[]), new XmlRootAttribute("r"))) with { InSteps = Types },
        new("list of a client", true, "byte[]", "Wallet._answers", () => new Wallet().AnswerAsync),
        new("list of numbers, doubling", true, "long[]", "Wallet._times", () => new Wallet().TimeAsync) { Doubles = true },
        new("one in 10 calls", true, "byte[]", "Wallet._answers", () => new Wallet().TenthAsync),
        new("one in 100 calls", true, "byte[]", "Wallet._answers", () => new Wallet().HundredthAsync),
        new("a task that waits for ever", true, null, "Wallet._ready", () => new Wallet().WaitAsync) { InSteps = Reference },
        .. KeepingCollections.All,
        .. KeepingHandlers.All,
    ];

    private static string Key() => Guid.NewGuid().ToString();

    private static void PendingEntry()
    {
        var waiter = new TaskCompletionSource();
        Pending[_next++] = waiter;
        waiter.TrySetCanceled();
    }

    private static async Task ReadAsync(CancellationToken token)
    {
        var channel = Channel.CreateBounded<string>(1);
        await foreach (var line in channel.Reader.ReadAllAsync(token))
            GC.KeepAlive(line);
    }

    private static void ParkedWrite()
    {
        var channel = Channel.CreateBounded<int>(1);
        channel.Writer.TryWrite(1);
        _ = channel.Writer.WriteAsync(2, Life.Token).AsTask();
    }

    private static void StartedTimer()
    {
        var timer = new System.Timers.Timer(3_600_000);
        timer.Elapsed += static (_, _) => { };
        timer.Start();
    }

    private static void StartedListener()
    {
        var listener = new MeterListener();
        listener.Start();
    }

    private sealed class Subscriber
    {
        public string Name { get; set; } = "";

        public void OnHappened(object? sender, EventArgs e) => Name = "happened";
    }
}
