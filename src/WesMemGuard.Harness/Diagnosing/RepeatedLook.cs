using WesMemGuard.Harness.Live;
using WesMemGuard.Node;
using WesMemGuard.Node.Profiles;
using WesMemGuard.Runs;

namespace WesMemGuard.Harness.Diagnosing;

/// <summary>How a running node is looked at.</summary>
/// <param name="Address">Where it answers.</param>
/// <param name="Times">How often its figures are read, from 1.</param>
/// <param name="Every">The time between two readings.</param>
public sealed record RepeatedLookOptions(NodeAddress Address, int Times, TimeSpan Every)
{
    /// <summary>Whether a collection is asked for (<c>gc=1</c>): exact, and it disturbs.</summary>
    public bool Collects { get; init; }

    /// <summary>How the client connects; null: plainly.</summary>
    public NodeClientSettings? Client { get; init; }
}

/// <summary>Looks at a running node a few times, with profiles at the first and the last look and some between: reads only, no load.</summary>
public static class RepeatedLook
{
    /// <summary>The node's own sample is renewed so often: looks closer together see it twice.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    private const int MostProfiles = 12;

    private static readonly TimeSpan BetweenProfiles = TimeSpan.FromMinutes(5);

    private static readonly NodeRequest Height = new("POST", NodePaths.JsonRpc, """{"jsonrpc":"2.0","id":1,"method":"wes_blockNumber","params":[]}""");
    private static readonly NodeRequest Chain = new("POST", NodePaths.JsonRpc, """{"jsonrpc":"2.0","id":1,"method":"wes_chainId","params":[]}""");

    /// <summary>Looks, and gives what was seen; a node that never answers gives misses, no error.</summary>
    /// <param name="options">Where, how often.</param>
    /// <param name="clock">Dates the readings, and waits between them.</param>
    /// <param name="ct">Ends it.</param>
    public static async Task<MemoryRun> TakeAsync(RepeatedLookOptions options, LiveClock clock, CancellationToken ct)
    {
        var started = clock.Now;
        var header = new RunHeader($"{started.UtcDateTime:yyyyMMdd-HHmmss}-look", "look", started, "live", MemoryInterval: options.Every.TotalSeconds, MetricsInterval: options.Every.TotalSeconds);
        var recorder = new RunRecorder(header);
        using var client = new NodeClient(options.Address, clock.Time, options.Client);
        var sampler = new NodeSampler(client, recorder);
        var between = LooksBetweenProfiles(options);
        for (var i = 0; i < options.Times; i++)
        {
            if (i > 0)
                await clock.UntilAsync(started + (i * options.Every), ct).ConfigureAwait(false);
            await LookAsync(sampler, options, ct).ConfigureAwait(false);
            if (i == 0 || i == options.Times - 1 || i % between == 0)
                await ProfilesAsync(sampler, i, ct).ConfigureAwait(false);
        }

        return recorder.Run;
    }

    /// <summary>Whether nobody ever answered.</summary>
    public static bool IsSilent(MemoryRun run) => run.Memory.TrueForAll(r => Nobody(r.Miss)) && run.Metrics.TrueForAll(r => Nobody(r.Miss));

    // Start-up is over after 5 min: what grows is told from what a node allocates then by a profile of that time. No more than 12 are needed to rank.
    private static int LooksBetweenProfiles(RepeatedLookOptions options) =>
        Math.Max((int)Math.Ceiling(BetweenProfiles / options.Every), options.Times / MostProfiles);

    private static async Task LookAsync(NodeSampler sampler, RepeatedLookOptions options, CancellationToken ct)
    {
        if (options.Collects)
            await sampler.TakeAsync(new NodeRequest("GET", NodePaths.CollectedHeap, Mark: "live-heap"), ct).ConfigureAwait(false);
        await sampler.TakeAsync(new NodeRequest("GET", NodePaths.Memory), ct).ConfigureAwait(false);
        await sampler.TakeAsync(new NodeRequest("GET", NodePaths.Metrics), ct).ConfigureAwait(false);
        await sampler.TakeAsync(new NodeRequest("GET", NodePaths.Diagnostics), ct).ConfigureAwait(false);
        await sampler.TakeAsync(Height, ct).ConfigureAwait(false);
        await sampler.TakeAsync(Chain, ct).ConfigureAwait(false);
    }

    private static async Task ProfilesAsync(NodeSampler sampler, int number, CancellationToken ct)
    {
        await sampler.TakeProfileAsync(RunProfiles.Heap, $"profiles/{number:00000}-heap.pb.gz", ct).ConfigureAwait(false);
        await sampler.TakeProfileAsync(RunProfiles.Goroutine, $"profiles/{number:00000}-goroutine.pb.gz", ct).ConfigureAwait(false);
    }

    private static bool Nobody(Miss? miss) => miss?.Kind is MissKind.Refused or MissKind.TimedOut;
}
