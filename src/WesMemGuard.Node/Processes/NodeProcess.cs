using System.Globalization;
using WesMemGuard.Node.Access;
using WesMemGuard.Node.Services;
using WesMemGuard.Node.Services.Wes;
using WesMemGuard.Runs;
using WesMemGuard.Scenarios;

namespace WesMemGuard.Node.Processes;

/// <summary>
/// A node that is run as a process of its own: own folder, free ports, answering itself, stopped at the end, and never left behind.
/// </summary>
internal sealed class NodeProcess : IAsyncDisposable
{
    /// <summary>So long the rest of what an ended process printed is read: a child of it may hold the pipe for ever.</summary>
    private static readonly TimeSpan RestOfOutput = TimeSpan.FromSeconds(1);

    private readonly NodeStartOptions _options;
    private readonly NodeFolder _folder;
    private readonly ProcessOutput _output;
    private readonly ParentWatch _watch;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _died = new();
    private ProcessLife? _life;
    private bool _ending;

    private NodeProcess(NodeFolder folder, NodeStartOptions options, TimeProvider time)
    {
        (_folder, _options, _time) = (folder, options, time);
        _output = new ProcessOutput(options.OutputFile, options.Scrub);
        _watch = ParentWatch.Start(folder.OwnPath);
    }

    /// <summary>Where it answers.</summary>
    public NodeAddress Address => _folder.Address;

    /// <summary>What kind of service it is; of a Go service where its figures stand is known once it has answered.</summary>
    public ServiceProfile Service { get; private set; } = WesProfile.Profile;

    /// <summary>Whether its configuration opens the diagnostics port, or it serves pprof where it answers.</summary>
    public bool HasDiagnostics => Service.HasPprofBeside || _folder.Configuration.HasDiagnostics;

    /// <summary>The port that other nodes connect to.</summary>
    public int PeerPort => _folder.Configuration.Peer;

    /// <summary>A node's declaration that joins others.</summary>
    /// <param name="node">How it is started.</param>
    /// <param name="peers">Multiaddresses of the nodes that it joins; empty: it waits for others.</param>
    public static StartedNode Joining(StartedNode node, IReadOnlyList<string> peers) =>
        node with { ConfigJson = NodeConfiguration.Joining(node.ConfigJson, peers) };

    /// <summary>Its process; null while there is none.</summary>
    public int? Pid { get; private set; }

    /// <summary>Cancelled when it ended without being asked.</summary>
    public CancellationToken Died => _died.Token;

    /// <summary>Starts a node and waits until it answers.</summary>
    /// <exception cref="NodeStartException">It can't be started, ended, answers too late, or another process answers on its
    /// port.</exception>
    public static async Task<NodeProcess> StartAsync(StartedNode node, NodeStartOptions options, TimeProvider time,
        CancellationToken cancellation)
    {
        var started = new NodeProcess(NodeFolder.Create(node, options.Folder, options.ProfileName, time), options, time);
        try
        {
            await started.StartAsync(cancellation);
            return started;
        }
        catch
        {
            await started.DisposeAsync();
            throw;
        }
    }

    /// <summary>Stops it as it wants to be stopped, and starts it again on the same folder and ports.</summary>
    public async Task RestartAsync(CancellationToken cancellation)
    {
        await StopAsync(cancellation);
        await StartAsync(cancellation);
    }

    /// <summary>Kills it without a word (kill -9) and starts it again.</summary>
    public async Task KillAsync(CancellationToken cancellation)
    {
        _ending = true;
        Tell("kill9", null);
        _life!.Kill();
        await EndedAsync(cancellation);
        await StartAsync(cancellation);
    }

    /// <summary>Makes it stand still (SIGSTOP).</summary>
    /// <exception cref="PlatformNotSupportedException">This system has no such signal.</exception>
    public void Pause()
    {
        if (!CanPause)
            throw new PlatformNotSupportedException("a process can be made to stand still (SIGSTOP) on Linux and macOS only");
        Tell("sigstop", null);
        Signals.StandStill(Pid!.Value);
    }

    /// <summary>Lets it go on (SIGCONT).</summary>
    public void Resume()
    {
        if (Pid is not { } pid)
            return;
        Signals.GoOn(pid);
        Tell("sigcont", null);
    }

    /// <summary>Whether this system can make a process stand still.</summary>
    public static bool CanPause => Signals.Exist;

    /// <summary>Asks it to end and waits; kills it when it doesn't.</summary>
    public async Task StopAsync(CancellationToken cancellation)
    {
        if (_life is not { HasEnded: false } life)
            return;
        _ending = true;
        if (Signals.Term(Pid ?? life.Id))
        {
            Signals.GoOn(Pid ?? life.Id); // one that stands still could not end
            Tell("term", null);
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            patience.CancelAfter(_options.StopWithin);
            try
            {
                await EndedAsync(patience.Token);
                return;
            }
            catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
            {
                Tell("kill9",
                    string.Create(CultureInfo.InvariantCulture, $"it didn't end within {_options.StopWithin.TotalSeconds:0.#} s"));
            }
        }

        life.Kill();
        await EndedAsync(cancellation);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await StopAsync(CancellationToken.None);
        _life?.Dispose();
        _watch.Dispose();
        _output.Dispose();
        _folder.Dispose();
        _died.Dispose();
    }

    private async Task StartAsync(CancellationToken cancellation)
    {
        _life?.Dispose();
        var process = _folder.Start();
        var life = _life = new ProcessLife(process, _time, _options.StopWithin);
        _watch.Watch(life.Id);
        (_ending, Pid) = (false, life.Id);
        _output.Follow(process);
        Tell("started", string.Create(CultureInfo.InvariantCulture, $"pid {life.Id}"));
        var began = _time.GetTimestamp();
        (Pid, Service) = await new NodeReadiness(_folder, _options, _time)
            .WaitAsync(life, () => _output.Last, RestOfOutputAsync, cancellation);
        life.Answers(Pid.Value);
        Tell("ready", string.Create(CultureInfo.InvariantCulture, $"after {_time.GetElapsedTime(began).TotalSeconds:0.00} s"));
        _ = WatchAsync(life);
    }

    /// <summary>Reads what an ended process still left, and says when the file holds less than was printed.</summary>
    private async Task RestOfOutputAsync()
    {
        await _output.RestAsync(RestOfOutput, _time);
        if (_output.Lost is { } why)
            Tell("output-lost", why);
    }

    /// <summary>An end that nobody asked for is told with what the node said last.</summary>
    private async Task WatchAsync(ProcessLife life)
    {
        await life.Ended;
        if (_ending || life != _life)
            return;
        await RestOfOutputAsync();
        Pid = null;
        _options.Happened(new RunEvent(_time.GetUtcNow(), RunEvent.Died,
            StartFailures.Explain(_output.Last, life.ExitCode))
        { Code = life.ExitCode });
        life.Kill(); // what it started and left behind
        await _died.CancelAsync();
    }

    private async Task EndedAsync(CancellationToken cancellation)
    {
        await _life!.Ended.WaitAsync(cancellation);
        await RestOfOutputAsync();
        _life.Kill();
        Pid = null;
        _options.Happened(new RunEvent(_time.GetUtcNow(), "exited", _life.ExitCode is { } code
            ? string.Create(CultureInfo.InvariantCulture, $"rc {code}") : null)
        { Code = _life.ExitCode });
        _watch.Watch(null);
    }

    private void Tell(string name, string? detail) => _options.Happened(new RunEvent(_time.GetUtcNow(), name, detail));
}
