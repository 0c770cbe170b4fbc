using System.Diagnostics;
using System.Threading.Tasks.Dataflow;

namespace WesMemGuard.Client.Bench.Patterns;

/// <summary>Clients that keep something of each call by what they register, start or wait for.</summary>
internal static class KeepingHandlers
{
    private static readonly CancellationTokenSource Life = new();
    private static readonly List<Action> Undo = [];
    private static readonly LinkedList<Timer> Timers = new();
    private static readonly LinkedList<CancellationTokenRegistration> Registered = new();
    private static readonly SemaphoreSlim Gate = new(0);
    private static readonly BufferBlock<byte[]> Block = new();
    private static int _next;

    public static IReadOnlyList<ClientPattern> All { get; } =
    [
        ClientPattern.Of("closures in a list", true, null, "KeepingHandlers.Undo", Remember) with { InSteps = Keeping.Reference },
        ClientPattern.Of("timers in a list", true, "Timer", null,
            () => Timers.AddLast(new Timer(static _ => { }, null, 3_600_000, 3_600_000))),
        ClientPattern.Of("registrations that nobody disposes", true, null, "KeepingHandlers.Registered",
            () => Registered.AddLast(Life.Token.UnsafeRegister(static _ => { }, new Quote()))),
        ClientPattern.Of("waiters of a closed gate", true, "SemaphoreSlim.TaskNode", "KeepingHandlers.Gate", () => _ = Gate.WaitAsync()),
        ClientPattern.Of("buffer block without a receiver", true, "byte[]", "KeepingHandlers.Block",
            () => Block.Post(new byte[64])) with { InSteps = Keeping.Reference },
        ClientPattern.Of("diagnostic listener of each call", true, "DiagnosticListener", null,
            () => _ = new DiagnosticListener("wesmemguard.bench")),
        ClientPattern.Of("handler of unhandled exceptions", true, null, null,
            () => AppDomain.CurrentDomain.UnhandledException += new Listener().OnEvent) with { InSteps = Keeping.Reference },
        new("event of a client", true, "WalletFields.Handler", "WalletFields.Changed",
            () => new WalletFields().SubscribeAsync) { InSteps = Keeping.Reference },
        new("unfinished answers of a client", true, "TaskCompletionSource<Quote>", "WalletFields._answers",
            () => new WalletFields().AskAsync),
    ];

    private static void Remember()
    {
        var height = _next++;
        Undo.Add(() => _next -= height);
    }

    private sealed class Listener
    {
        public string Last { get; private set; } = "";

        public void OnEvent(object? sender, UnhandledExceptionEventArgs e) => Last = "unhandled";
    }
}
