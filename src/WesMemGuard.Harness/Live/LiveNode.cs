using WesMemGuard.Harness.Suites;
using WesMemGuard.Input;
using WesMemGuard.Node;
using WesMemGuard.Node.Processes;
using WesMemGuard.Reasons;
using WesMemGuard.Runs;
using WesMemGuard.Scenarios;
using WesMemGuard.Texts;

namespace WesMemGuard.Harness.Live;

/// <summary>The node of a live run: found running, or started for it.</summary>
internal sealed class LiveNode : IAsyncDisposable
{
    private LiveNode(NodeAddress address, bool hasDiagnostics, IProcessSource? process, NodeProcess? started) =>
        (Address, HasDiagnostics, Process, Started) = (address, hasDiagnostics, process, started);

    public NodeAddress Address { get; }

    public bool HasDiagnostics { get; }

    /// <summary>Looks at its process; null when it is elsewhere, or another user's.</summary>
    public IProcessSource? Process { get; }

    /// <summary>Its process id; null when it is elsewhere, or can't be told.</summary>
    public int? Pid => Started is { } started ? started.Pid : LiveTarget.IsLoopback(Address.Http) ? Ports.OwnerOf(Address.Http.Port) : null;

    /// <summary>Its process, when the run started it.</summary>
    public NodeProcess? Started { get; }

    /// <summary>Cancelled when a started node ended by itself.</summary>
    public CancellationToken Died => Started?.Died ?? CancellationToken.None;

    /// <exception cref="NodeStartException">It can't be started.</exception>
    /// <exception cref="BadInputException">Its host was not allowed.</exception>
    public static async Task<LiveNode> OpenAsync(Scenario scenario, LiveOptions options, RunRecorder recorder, LiveClock clock, CancellationToken ct)
    {
        if (LiveTarget.Of(scenario, options) is { } address)
        {
            var other = LiveTarget.HasDiagnostics(scenario, options) ? await WhyOtherAsync(address, options, recorder, clock, ct) : null;
            return new LiveNode(address, other is null && LiveTarget.HasDiagnostics(scenario, options), options.Process ?? Local(address, clock), null);
        }

        var start = new NodeStartOptions { Folder = options.ScenarioFolder, OutputFile = options.NodeOutput, Happened = happened => recorder.Add(happened), Scrub = options.Scrubber.Text };
        var node = await NodeProcess.StartAsync((StartedNode)scenario.Node!, start, clock.Time, ct);
        return new LiveNode(node.Address, node.HasDiagnostics, options.Process ?? new LocalProcess(() => node.Pid, clock.Time), node);
    }

    public ValueTask DisposeAsync() => Started?.DisposeAsync() ?? ValueTask.CompletedTask;

    /// <summary>A diagnostics port that is another process's is said, and not used.</summary>
    private static async Task<Reason?> WhyOtherAsync(NodeAddress address, LiveOptions options, RunRecorder recorder, LiveClock clock, CancellationToken ct)
    {
        using var client = new NodeClient(address, clock.Time, options.Sampling with { Witness = null });
        if (await DiagnosticsOwner.WhyOtherAsync(client, address, ct) is not { } why)
            return null;
        options.Said?.Invoke(why);
        recorder.Add(new RunEvent(clock.Now, RunEvent.OtherDiagnostics, why.In(Language.English)));
        return why;
    }

    /// <summary>The owner of the port, looked up anew when it is gone: a node may be restarted by others.</summary>
    private static LocalProcess? Local(NodeAddress address, LiveClock clock)
    {
        if (!LiveTarget.IsLoopback(address.Http) || Ports.OwnerOf(address.Http.Port) is not { } found)
            return null;
        int? pid = found;
        return new LocalProcess(
            () =>
            {
                if (pid is { } known && Ports.Of(known).Contains(address.Http.Port))
                    return pid;
                return pid = Ports.OwnerOf(address.Http.Port);
            },
            clock.Time);
    }
}
