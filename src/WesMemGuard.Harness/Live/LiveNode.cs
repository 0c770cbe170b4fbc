using WesMemGuard.Harness.Targets;
using WesMemGuard.Input;
using WesMemGuard.Node;
using WesMemGuard.Node.Processes;
using WesMemGuard.Node.Services;
using WesMemGuard.Node.Services.Wes;
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

    private PeerNodes? _peers;

    /// <summary>What kind of service it is.</summary>
    public ServiceProfile Service { get; private init; } = WesProfile.Profile;

    public NodeAddress Address { get; }

    public bool HasDiagnostics { get; }

    /// <summary>Looks at its process; null when it is elsewhere, or another user's.</summary>
    public IProcessSource? Process { get; }

    /// <summary>Its process id; null when it is elsewhere, or can't be told.</summary>
    public int? Pid => Started is { } started ? started.Pid : DiagnosticsIdentity.OwnerOf(Address.Http);

    /// <summary>Its process, when the run started it.</summary>
    public NodeProcess? Started { get; }

    /// <summary>Cancelled when a started node ended by itself.</summary>
    public CancellationToken Died => Started?.Died ?? CancellationToken.None;

    /// <exception cref="NodeStartException">It can't be started.</exception>
    /// <exception cref="BadInputException">Its host was not allowed.</exception>
    public static async Task<LiveNode> OpenAsync(Scenario scenario, LiveOptions options, RunRecorder recorder, LiveClock clock,
        CancellationToken ct)
    {
        if (LiveTarget.Of(scenario, options) is { } running)
            return await FoundAsync(running, scenario, options, recorder, clock, ct);
        var start = new NodeStartOptions
        {
            Folder = options.ScenarioFolder,
            OutputFile = options.NodeOutput,
            Happened = happened => recorder.Add(happened),
            ProfileName = scenario.Profile ?? WesProfile.Name,
            Access = options.Access,
            Scrub = options.Scrubber.Text
        };
        var peers = await PeerNodes.StartAsync(scenario, options, clock.Time, ct);
        try
        {
            var declared = (StartedNode)scenario.Node!;
            declared = peers.Addresses.Count == 0 ? declared : NodeProcess.Joining(declared, peers.Addresses);
            var node = await NodeProcess.StartAsync(declared, start, clock.Time, ct);
            return new LiveNode(node.Address, node.HasDiagnostics, options.Process
                ?? new LocalProcess(() => node.Pid, clock.Time), node)
            { Service = node.Service, _peers = peers };
        }
        catch
        {
            await peers.DisposeAsync();
            throw;
        }
    }

    private static async Task<LiveNode> FoundAsync(
        NodeAddress address, Scenario scenario, LiveOptions options, RunRecorder recorder, LiveClock clock, CancellationToken ct)
    {
        var service = options.Service ?? await LiveService.OfAsync(address, options, scenario.Profile, clock, ct);
        options = options with { Service = service };
        var named = LiveTarget.HasDiagnostics(scenario, options) && await WhyOtherAsync(address, options, recorder, clock, ct) is null;
        var declared = scenario.Node is RunningNode { DiagnosticsUrl: { } url } ? new Uri(url) : null;
        var found = named || !options.FindsDiagnostics
            ? null
            : await DiagnosticsPort.FindAsync(address.Http, declared, clock.Time, options.Sampling with { Witness = null }, ct);
        if (found is not null)
            recorder.Add(new RunEvent(clock.Now, "diagnostics-found", found.GetLeftPart(UriPartial.Authority)));
        else if (!LiveTarget.HasDiagnostics(scenario, options) && scenario.LiveHeapInterval is not null)
            throw new BadInputException(scenario.File, PlanReasons.NoDiagnosticsFound());
        var process = options.Process ?? await OwnProcessAsync(address, options, service, recorder, clock, ct);
        return new LiveNode(found is null ? address : address with { Diagnostics = found }, named || found is not null, process, null)
        { Service = service };
    }

    /// <summary>The process behind the port; null when it is another one than the service's.</summary>
    private static async Task<IProcessSource?> OwnProcessAsync(NodeAddress address, LiveOptions options, ServiceProfile service,
        RunRecorder recorder, LiveClock clock, CancellationToken ct)
    {
        if (LocalProcess.Behind(address.Http, clock.Time) is not { } process)
            return null;
        return !process.IsThere ? new ArrivingProcess(process, IsOtherAsync) : await IsOtherAsync() ? null : process;

        async Task<bool> IsOtherAsync()
        {
            using var client = new NodeClient(address, clock.Time, options.Sampling with { Witness = null });
            if (await ServiceOwner.WhyOtherAsync(client, service, process, ct) is not { } why)
                return false;
            options.Said?.Invoke(why);
            recorder.Add(new RunEvent(clock.Now, RunEvent.OtherProcess, why.In(Language.English)));
            return true;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (Started is { } started)
            await started.DisposeAsync();
        if (_peers is { } peers)
            await peers.DisposeAsync();
    }

    /// <summary>A diagnostics port that is another process's is said, and not used.</summary>
    private static async Task<Reason?> WhyOtherAsync(NodeAddress address, LiveOptions options, RunRecorder recorder,
        LiveClock clock, CancellationToken ct)
    {
        using var client = new NodeClient(address, clock.Time, options.Sampling with { Witness = null });
        if (await DiagnosticsOwner.WhyOtherAsync(client, address, ct) is not { } why)
            return null;
        options.Said?.Invoke(why);
        recorder.Add(new RunEvent(clock.Now, RunEvent.OtherDiagnostics, why.In(Language.English)));
        return why;
    }
}
