using System.Runtime.InteropServices;
using WesMemGuard.Cli.Options;
using WesMemGuard.Node.Processes;
using WesMemGuard.Reasons;

namespace WesMemGuard.Cli;

/// <summary>
/// SIGINT, SIGTERM, SIGHUP and SIGQUIT as a wish to end: what runs ends well, whole and marked, and a node that was
/// started is given its time; what is waited
/// for is said. A second one kills what was started, and what is left all the same is named; so does one that isn't
/// followed in time.
/// </summary>
internal sealed class EndingSignals : IDisposable
{
    private static readonly PosixSignal[] All = [PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP, PosixSignal.SIGQUIT];

    /// <summary>How much longer than a node's own patience its end may take, with what follows it.</summary>
    private static readonly TimeSpan After = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource _ended;
    private readonly CancellationTokenSource _patience = new();
    private readonly TimeSpan _within;
    private readonly Action<Reason> _say;
    private readonly Action<int> _exit;
    private readonly List<PosixSignalRegistration> _listening = [];
    private CancellationTokenRegistration _late;
    private int _seen;

    private EndingSignals(TimeSpan within, Action<Reason> say, Action<int> exit, CancellationToken ct)
    {
        (_within, _say, _exit, _ended) = (within, say, exit, CancellationTokenSource.CreateLinkedTokenSource(ct));
        foreach (var signal in All)
            _listening.Add(PosixSignalRegistration.Create(signal, Seen));
    }

    /// <summary>Cancelled by the first of them.</summary>
    public CancellationToken Token => _ended.Token;

    /// <summary>Listens until it is disposed of.</summary>
    /// <param name="within">How long what runs may take to end, where no node was started.</param>
    /// <param name="say">Told what is waited for, and what is left.</param>
    /// <param name="ct">Ends it too.</param>
    /// <param name="exit">Ends the process with a code; null: as processes end.</param>
    public static EndingSignals Listen(TimeSpan within, Action<Reason> say, CancellationToken ct, Action<int>? exit = null) =>
        new(within, say, exit ?? Environment.Exit, ct);

    public void Dispose()
    {
        _listening.ForEach(l => l.Dispose());
        _late.Dispose();
        _patience.Dispose();
        _ended.Dispose();
    }

    internal void Seen(PosixSignalContext context)
    {
        context.Cancel = true;
        var code = Code(context.Signal);
        if (Interlocked.Increment(ref _seen) > 1)
        {
            Exit(code);
            return;
        }

        var nodes = StartedNodes.All;
        var patience = nodes.Count == 0 ? _within : nodes.Values.Max() + After;
        if (nodes.Count > 0)
            _say(EndingReasons.Waits([.. nodes.Keys.Select(Name)], patience));
        _late = _patience.Token.Register(() => Exit(code));
        _patience.CancelAfter(patience);
        _ended.Cancel();
    }

    private void Exit(int code)
    {
        var killed = StartedNodes.All.Keys.Select(Name).ToList();
        var left = StartedNodes.KillAll();
        if (killed.Count > 0)
            _say(EndingReasons.Killed(killed));
        if (left.Count > 0)
            _say(EndingReasons.Left([.. left.Select(Name)]));
        // Nobody else will: what is ended so never comes to say that it was.
        _say(CommandReasons.Interrupted());
        _exit(code);
    }

    private static string Name(int pid) => pid.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static int Code(PosixSignal signal) => 128 + signal switch
    {
        PosixSignal.SIGHUP => 1,
        PosixSignal.SIGQUIT => 3,
        PosixSignal.SIGTERM => 15,
        _ => 2,
    };
}
