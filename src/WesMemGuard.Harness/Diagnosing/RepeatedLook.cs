using WesMemGuard.Harness.Live;
using WesMemGuard.Harness.Targets;
using WesMemGuard.Node;
using WesMemGuard.Node.Services;
using WesMemGuard.Reasons;
using WesMemGuard.Runs;
using WesMemGuard.Texts;

namespace WesMemGuard.Harness.Diagnosing;

/// <summary>How a running node is looked at.</summary>
/// <param name="Address">Where it answers.</param>
/// <param name="Times">How often its figures are read, from 1.</param>
/// <param name="Every">The time between two readings.</param>
internal sealed record RepeatedLookOptions(NodeAddress Address, int Times, TimeSpan Every)
{
    /// <summary>Whether a collection is asked for (<c>gc=1</c>): exact, and it disturbs.</summary>
    public bool Collects { get; init; }

    /// <summary>
    /// Whether the diagnostics port was named; else it is looked for among those that the node's process listens on, and a service that
    /// is no WES node serves pprof where it answers.
    /// </summary>
    public bool NamesDiagnostics { get; init; }

    /// <summary>The kind of service that was named; null: it is found out.</summary>
    public string? ProfileName { get; init; }

    /// <summary>Looks at the process itself; null where it can't be seen.</summary>
    public IProcessSource? Process { get; init; }

    /// <summary>How the client connects: to the node that was named alone, and it waits 5 s for an answer.</summary>
    public NodeClientSettings Client { get; init; } = new()
    {
        Timeout = TimeSpan.FromSeconds(5),
        Connections = new Connections([Address.Http.Host, Address.Diagnostics.Host]),
    };

    /// <summary>Told what who waits should know at once: that the node doesn't answer, that a port is another's; null: nobody is.</summary>
    public Action<Reason>? Said { get; init; }
}

/// <summary>
/// Looks at a running node a few times, with profiles at the first and the last look and some between: reads only, no load.
/// </summary>
internal static class RepeatedLook
{
    /// <summary>The node's own sample is renewed so often: looks closer together see it twice.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    private const int MostProfiles = 12;

    /// <summary>So much longer than asked for a look may take, however the node hangs.</summary>
    private static readonly TimeSpan Late = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan BetweenProfiles = TimeSpan.FromMinutes(5);

    /// <summary>Looks, and gives what was seen; a node that never answers gives misses, no error.</summary>
    /// <param name="options">Where, how often.</param>
    /// <param name="clock">Dates the readings, and waits between them.</param>
    /// <param name="ct">Ends it.</param>
    public static async Task<MemoryRun> TakeAsync(RepeatedLookOptions options, LiveClock clock, CancellationToken ct)
    {
        MemoryRun? run = null;
        await clock.RunAsync(async () => run = await LookAsync(options, clock, ct).ConfigureAwait(false)).ConfigureAwait(false);
        return run!;
    }

    private static async Task<MemoryRun> LookAsync(RepeatedLookOptions options, LiveClock clock, CancellationToken ct)
    {
        var started = clock.Now;
        var header = new RunHeader($"{started.UtcDateTime:yyyyMMdd-HHmmss}-look", "look", started, RunOrigin.Live,
            MemoryInterval: options.Every.TotalSeconds, MetricsInterval: options.Every.TotalSeconds);
        var recorder = new RunRecorder(header);
        var silence = new NodeSilence(clock);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(ct);
        using var late = new CancellationTokenSource((options.Times * options.Every) + Late, clock.Time);
        using var look = CancellationTokenSource.CreateLinkedTokenSource(over.Token, late.Token);
        int? Pid() => DiagnosticsIdentity.OwnerOf(options.Address.Http);
        var notice = new SilenceNotice(options.Said, Pid, silence, clock).RunAsync(over.Token);
        try
        {
            var found = await FindAsync(options, silence, clock, look.Token).ConfigureAwait(false);
            options = options with { Address = await WithDiagnosticsAsync(options, found, clock, look.Token).ConfigureAwait(false) };
            using var client = new NodeClient(options.Address, clock.Time, options.Client);
            var looker = new Looker(new NodeSampler(client, recorder), silence, found.Profile) { HasDiagnostics = false };
            if (!found.IsSilent
                && await ServiceOwner.WhyOtherAsync(client, found.Profile, options.Process, look.Token).ConfigureAwait(false) is { } other)
            {
                options.Said?.Invoke(other);
                options = options with { Process = null };
            }

            await LooksAsync(looker, found, options, client, recorder, silence, clock, look.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested && !ct.IsCancellationRequested)
        {
            recorder.Add(new OtherAnswer(clock.Now, NodePaths.Memory,
                new Miss(MissKind.TimedOut, "no answer before the time of the look was over")));
        }
        finally
        {
            await over.CancelAsync().ConfigureAwait(false);
            await notice.ConfigureAwait(false);
        }

        return recorder.Run;
    }

    private static async Task LooksAsync(
        Looker looker, FoundService found, RepeatedLookOptions options, NodeClient client, RunRecorder recorder, NodeSilence silence,
            LiveClock clock, CancellationToken ct)
    {
        var started = clock.Now;
        var between = LooksBetweenProfiles(options);
        var (isSilent, answered) = (found.IsSilent, false);
        // A port of pprof that stands beside the page, or that nothing tells whose it is, is taken as it is named.
        var asksOwner = found.Profile.Diagnostics is not null;
        looker.HasDiagnostics = !asksOwner;
        for (var i = 0; i < options.Times; i++)
        {
            if (i > 0)
                await clock.UntilAsync(started + (i * options.Every), ct).ConfigureAwait(false);
            // Of a node that is silent nobody asks whose port that is: it would be waited for three times more.
            var other = asksOwner
                && !isSilent ? await DiagnosticsOwner.WhyOtherAsync(client, options.Address, ct).ConfigureAwait(false) : null;
            if (asksOwner && !isSilent)
                (asksOwner, looker.HasDiagnostics) = (false, other is null);
            if (other is not null)
            {
                options.Said?.Invoke(other);
                recorder.Add(new RunEvent(clock.Now, RunEvent.OtherDiagnostics, other.In(Language.English)));
            }

            var answers = await looker.LookAsync(options.Collects, options.Process, ct).ConfigureAwait(false);
            answered |= answers;
            if (isSilent && !answered)
                return; // nobody ever answered, and was asked twice: a minute more of that tells nothing
            if (silence.IsGone(LiveTarget.IsLoopback(options.Address.Http)))
                return; // what was seen is all that there is
            isSilent = !answers;
            if (answers && looker.HasDiagnostics && (i == 0 || i == options.Times - 1 || i % between == 0))
                await looker.ProfilesAsync(i, i == options.Times - 1, ct).ConfigureAwait(false);
        }
    }

    /// <summary>Whether nobody ever answered.</summary>
    public static bool IsSilent(MemoryRun run) => run.Memory.TrueForAll(r => Nobody(r.Miss)) && run.Metrics.TrueForAll(r => Nobody(r.Miss));

    // Start-up is over after 5 min: what grows is told from what a node allocates then by a profile of that time. No
    // more than 12 are needed to rank.
    private static int LooksBetweenProfiles(RepeatedLookOptions options) =>
        Math.Max((int)Math.Ceiling(BetweenProfiles / options.Every), options.Times / MostProfiles);

    /// <summary>Of a node that was named by its HTTP port alone the diagnostics port is looked for, as a run does.</summary>
    private static async Task<NodeAddress> WithDiagnosticsAsync(RepeatedLookOptions options, FoundService found, LiveClock clock,
        CancellationToken ct)
    {
        if (found.Profile.HasPprofBeside)
            return Beside(options);
        if (options.NamesDiagnostics || found.IsSilent)
            return options.Address;
        var port = await DiagnosticsPort.FindAsync(options.Address.Http, options.Address.Diagnostics, clock.Time, options.Client, ct)
            .ConfigureAwait(false);
        return port is null ? options.Address : options.Address with { Diagnostics = port };
    }

    private static NodeAddress Beside(RepeatedLookOptions options) =>
        options.NamesDiagnostics ? options.Address : options.Address with { Diagnostics = options.Address.Http };

    private static async Task<FoundService> FindAsync(RepeatedLookOptions options, NodeSilence silence, LiveClock clock,
        CancellationToken ct)
    {
        using var client =
            new NodeClient(Beside(options), clock.Time, options.Client with { Witness = null });
        using var asked = silence.Asked();
        return await ServiceProbe.FindAsync(client, options.ProfileName, ct).ConfigureAwait(false);
    }

    private static bool Nobody(Miss? miss) => miss?.Kind is MissKind.Refused or MissKind.TimedOut;
}
