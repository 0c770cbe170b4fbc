using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Text.Json;
using System.Threading.Channels;
using System.Xml.Serialization;

namespace WesMemGuard.GroundTruth.Tests;

/// <summary>One pattern of code, the rule that speaks or is silent about it, and what it may retain.</summary>
internal sealed record Pattern(string Rule, string Name, bool Leaks, int Times, Action Run)
{
    public override string ToString() => $"{Rule} {Name}";
}

/// <summary>The patterns that the base library alone can show; roots live as long as the test process.</summary>
internal static class Patterns
{
    private static readonly CancellationTokenSource Life = new();
    private static readonly TaskCompletionSource Endless = new();
    private static readonly Dictionary<string, string> Cache = new();
    private static readonly Dictionary<int, TaskCompletionSource> Pending = new();
    private static readonly Channel<byte[]> Unread = Channel.CreateUnbounded<byte[]>();
    private static int _next;

    private static event EventHandler? Happened;

    /// <summary>Raised by nobody while it is measured; it is what roots the subscribers.</summary>
    internal static void Raise() => Happened?.Invoke(null, EventArgs.Empty);

    public static IReadOnlyList<Pattern> All { get; } =
    [
        new("WMG1001", "static dictionary by a fresh key", true, 2000, () => Cache[Guid.NewGuid().ToString()] = "value"),
        new("WMG1003", "pending entry after a cancelled wait", true, 2000, PendingEntry),
        new("WMG2001", "unbounded channel written and not read", true, 2000, () => Unread.Writer.TryWrite(new byte[100])),
        new("WMG2002", "ReadAllAsync(lifetime token) on an abandoned channel", true, 500, () => _ = ReadAsync(Life.Token)),
        new("WMG2002", "abandoned channel, reader without a token", false, 500, () => _ = ReadAsync(CancellationToken.None)),
        new("WMG2004", "parked WriteAsync(lifetime token)", true, 500, ParkedWrite),
        new("WMG4001", "static event += instance handler", true, 2000, () => Happened += new Subscriber().OnHappened),
        new("WMG4004", "token.Register dropped", true, 2000, () => Life.Token.Register(static () => { })),
        new("WMG4005", "linked source not disposed", true, 2000, () => CancellationTokenSource.CreateLinkedTokenSource(Life.Token)),
        new("WMG4005", "timed source not disposed", true, 2000, () => _ = new CancellationTokenSource(TimeSpan.FromHours(1))),
        new("WMG4005", "plain source not disposed", false, 2000, () => _ = new CancellationTokenSource()),
        new("WMG4006", "WhenAny(x, Delay(30 min))", true, 2000, () => Task.WhenAny(Task.CompletedTask, LongDelay())),
        new("WMG4006", "WhenAny(x, endless task)", false, 2000, () => Task.WhenAny(Task.CompletedTask, Endless.Task)),
        new("WMG4006", "ContinueWith on an endless task", true, 2000,
            () => Endless.Task.ContinueWith(static _ => { }, TaskScheduler.Default)),
        new("WMG4006", "System.Timers.Timer started and dropped", true, 500, StartedTimer),
        new("WMG3006", "System.Threading.Timer dropped", false, 500, () => _ = new Timer(static _ => { }, null, 3_600_000, 3_600_000)),
        new("WMG3006", "PeriodicTimer dropped", false, 500, () => _ = new PeriodicTimer(TimeSpan.FromHours(1))),
        new("WMG3006", "JsonDocument dropped", false, 500, () => JsonDocument.Parse("{\"a\":1}")),
        new("WMG5001", "Meter per instance", true, 500, () => _ = new Meter("wesmemguard.test")),
        new("WMG5001", "ActivitySource per instance", true, 500, () => _ = new ActivitySource("wesmemguard.test")),
        new("WMG5001", "MeterListener per instance", true, 500, StartedListener),
        new("WMG5002", "Intern of run-time strings", true, 2000, () => string.Intern(Guid.NewGuid().ToString())),
    ];

    /// <summary>What it leaves is code: 112 B of managed memory beside an assembly that is never unloaded.</summary>
    public static Pattern Serializer { get; } =
        new("WMG5002", "XmlSerializer(type, root) per call", true, 10,
            () => _ = new XmlSerializer(typeof(int[]), new XmlRootAttribute("r")));

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

    private static Task LongDelay() => Task.Delay(TimeSpan.FromMinutes(30), TimeProvider.System);

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

    /// <summary>What an event keeps alive.</summary>
    public sealed class Subscriber
    {
        /// <summary>State of some size.</summary>
        public string Name { get; set; } = "";

        internal void OnHappened(object? sender, EventArgs e) => Name = "happened";
    }
}
