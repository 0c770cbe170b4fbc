using System.Diagnostics;
using System.Globalization;
using WesMemGuard.Runs;
using WesMemGuard.Scenarios;

namespace WesMemGuard.Node.Processes;

/// <summary>How a node is started and stopped.</summary>
public sealed record NodeStartOptions
{
    /// <summary>The folder that a relative program or working folder starts from: the scenario's.</summary>
    public string Folder { get; init; } = ".";

    /// <summary>The file that takes the node's output; null: only its last lines are kept.</summary>
    public string? OutputFile { get; init; }

    /// <summary>Takes secrets out of what the node prints; null: kept as it is.</summary>
    public Func<string, string>? Scrub { get; init; }

    /// <summary>How long it may take to answer; 120 s, as the node itself gives its start (bootstrap.go:422).</summary>
    public TimeSpan ReadyWithin { get; init; } = TimeSpan.FromSeconds(120);

    /// <summary>How long it may take to end when asked; then it is killed. 70 s: the node gives itself 60 (app.go:166).</summary>
    public TimeSpan StopWithin { get; init; } = TimeSpan.FromSeconds(70);

    /// <summary>Told of every event: started, ready, term, kill9, sigstop, sigcont, exited.</summary>
    public Action<RunEvent> Happened { get; init; } = _ => { };
}

/// <summary>A node that is run as a process of its own: own folder, free ports, answering itself, stopped at the end.</summary>
public sealed class NodeProcess : IAsyncDisposable
{
    private readonly NodeStartOptions _options;
    private readonly NodeFolder _folder;
    private readonly ProcessOutput _output;
    private readonly TimeProvider _time;
    private Process? _process;
    private bool _ending;

    private NodeProcess(NodeFolder folder, NodeStartOptions options, TimeProvider time)
    {
        (_folder, _options, _time) = (folder, options, time);
        _output = new ProcessOutput(options.OutputFile, options.Scrub);
    }

    /// <summary>Where it answers.</summary>
    public NodeAddress Address => _folder.Address;

    /// <summary>Whether its configuration opens the diagnostics port.</summary>
    public bool HasDiagnostics => _folder.Configuration.HasDiagnostics;

    /// <summary>Its process; null while there is none.</summary>
    public int? Pid { get; private set; }

    /// <summary>Why it ended without being asked; null while it runs.</summary>
    public string? Died { get; private set; }

    /// <summary>Starts a node and waits until it answers.</summary>
    /// <exception cref="NodeStartException">It can't be started, ended, answers too late, or another process answers on its port.</exception>
    public static async Task<NodeProcess> StartAsync(StartedNode node, NodeStartOptions options, TimeProvider time, CancellationToken cancellation)
    {
        var started = new NodeProcess(NodeFolder.Create(node, options.Folder), options, time);
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
        _process!.Kill(entireProcessTree: true);
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
        if (_process is null || Pid is null)
            return;
        _ending = true;
        if (Signals.Term(Pid.Value))
        {
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
                Tell("kill9", string.Create(CultureInfo.InvariantCulture, $"it didn't end within {_options.StopWithin.TotalSeconds:0.#} s"));
            }
        }

        _process.Kill(entireProcessTree: true);
        await EndedAsync(cancellation);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_process is { } process)
        {
            await StopAsync(CancellationToken.None);
            process.Dispose();
        }

        _output.Dispose();
        _folder.Dispose();
    }

    private async Task StartAsync(CancellationToken cancellation)
    {
        _process?.Dispose();
        _process = _folder.Start();
        (_ending, Died, Pid) = (false, null, _process.Id);
        _output.Follow(_process);
        Tell("started", string.Create(CultureInfo.InvariantCulture, $"pid {_process.Id}"));
        var began = _time.GetTimestamp();
        Pid = await new NodeReadiness(_folder, _options.ReadyWithin, _time).WaitAsync(_process, () => _output.Last, cancellation);
        Tell("ready", string.Create(CultureInfo.InvariantCulture, $"after {_time.GetElapsedTime(began).TotalSeconds:0.00} s"));
        _ = WatchAsync(_process);
    }

    /// <summary>An end that nobody asked for is told with what the node said last.</summary>
    private async Task WatchAsync(Process process)
    {
        await process.WaitForExitAsync(CancellationToken.None);
        if (_ending || process != _process)
            return;
        Pid = null;
        Died = StartFailures.Explain(_output.Last, process.ExitCode);
        Tell("exited", string.Create(CultureInfo.InvariantCulture, $"rc {process.ExitCode}: {Died}"));
    }

    private async Task EndedAsync(CancellationToken cancellation)
    {
        await _process!.WaitForExitAsync(cancellation);
        Pid = null;
        Tell("exited", string.Create(CultureInfo.InvariantCulture, $"rc {_process.ExitCode}"));
    }

    private void Tell(string name, string? detail) => _options.Happened(new RunEvent(_time.GetUtcNow(), name, detail));
}
