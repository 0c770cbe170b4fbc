using WesMemGuard.Harness.Live.Keys;
using WesMemGuard.Harness.Live.Load;
using WesMemGuard.Harness.Targets;
using WesMemGuard.Node;
using WesMemGuard.Node.Answers;
using WesMemGuard.Node.Services;
using WesMemGuard.Node.Services.Go;
using WesMemGuard.Runs;
using WesMemGuard.Scenarios;

namespace WesMemGuard.Harness.Preflight;

/// <summary>
/// Looks at a running node for about 11 s (31 s when its sampler stands still): some 70 requests, of the 100 a second
/// that it allows, and nothing that changes it.
/// </summary>
internal static class NodePreflight
{
    /// <summary>The usual address of a node's HTTP port.</summary>
    public static readonly Uri DefaultUrl = new("http://localhost:28680");

    /// <summary>The usual address of its diagnostics port, which is on its own machine only.</summary>
    public static readonly Uri DefaultDiagnosticsUrl = new UriBuilder("http", "127.0.0.1", DiagnosticsPort.Usual).Uri;

    private const int BurstSize = 20;

    /// <summary>
    /// When the memory endpoint is asked again: the node's own sample is up to 10 s old, and frozen is one that stays
    /// for over 30 s.
    /// </summary>
    private static readonly TimeSpan[] Again = [TimeSpan.FromSeconds(11), TimeSpan.FromSeconds(22), TimeSpan.FromSeconds(31.5)];

    /// <summary>
    /// The diagnostics port to ask beside a node when none is named: the usual one, for a node on this machine; else
    /// none.
    /// </summary>
    public static Uri? DiagnosticsBeside(Uri url) => LiveTarget.IsLoopback(url) ? DefaultDiagnosticsUrl : null;

    /// <summary>Looks at a node.</summary>
    /// <param name="url">Its HTTP port.</param>
    /// <param name="diagnostics">Its diagnostics port; null: it isn't asked.</param>
    /// <param name="clock">The time to wait in.</param>
    /// <param name="asking">How it asks: how long one answer may take.</param>
    /// <param name="ct">Ends the look.</param>
    /// <param name="profile">What kind of service it is; null: it is found out.</param>
    /// <param name="pprof">Where a service that is no WES node serves pprof; null: where it answers.</param>
    public static async Task<PreflightLook> LookAsync(Uri url, Uri? diagnostics, LiveClock clock,
        NodeClientSettings asking,
        CancellationToken ct, string? profile = null, Uri? pprof = null)
    {
        PreflightLook? look = null;
        await clock.RunAsync(async () => look = await TakeAsync(new NodeAddress(url, pprof
            ?? url), diagnostics, clock, asking, profile, ct)
            .ConfigureAwait(false)).ConfigureAwait(false);
        return look!;
    }

    private static async Task<PreflightLook> TakeAsync(NodeAddress service, Uri? diagnostics, LiveClock clock,
        NodeClientSettings asking, string? profile, CancellationToken ct)
    {
        var url = service.Http;
        var settings = asking with { Connections = new Connections([url.Host, diagnostics?.Host ?? url.Host, service.Diagnostics.Host]) };
        var recorder = new RunRecorder(new RunHeader("verify", "verify", clock.Now, RunOrigin.Live));
        bool isSilent;
        var dates = new AnswerDates(clock.Time);
        using (var probe = new NodeClient(service, clock.Time, settings with { Witness = dates }))
        {
            var found = await ServiceProbe.FindAsync(probe, profile, ct).ConfigureAwait(false);
            isSilent = found.IsSilent;
            if (diagnostics == DiagnosticsBeside(url) && !isSilent)
                diagnostics = await DiagnosticsPort.FindAsync(url, null, clock.Time, settings, ct).ConfigureAwait(false)
                    ?? diagnostics;
            if (found.Profile.Name == GoServiceProfile.Name)
                return await GoPreflight.TakeAsync(found, probe, recorder, url, clock, dates, ct).ConfigureAwait(false);
        }

        using var client = new NodeClient(new NodeAddress(url, diagnostics ?? url), clock.Time, settings);
        var sampler = new NodeSampler(client, recorder);
        var start = clock.Now;
        await RoundAsync(sampler, diagnostics is not null, isSilent, ct).ConfigureAwait(false);
        if (new PreflightLook(recorder.Run) is { IsAnswered: false } silent)
            return silent;
        var health = await client.HealthAsync(ct).ConfigureAwait(false);
        var answeredAt = clock.Now;
        var burst = await BurstAsync(client, ct).ConfigureAwait(false);
        var coins = await CoinsAsync(client, ct).ConfigureAwait(false);
        foreach (var after in Again)
        {
            await clock.UntilAsync(start + after, ct).ConfigureAwait(false);
            await RoundAsync(sampler, diagnostics is not null, wasSilent: false, ct).ConfigureAwait(false);
            if (AnswerChecks.Sampler(new PreflightLook(recorder.Run)) is { Code: "ok" }
                || recorder.Run.Memory.TrueForAll(r => r.Sample is null))
                break;
        }

        return new PreflightLook(recorder.Run)
        {
            Burst = burst,
            Coins = coins,
            Clock = ClockOf(health, answeredAt),
            WhyNoClock = health.Miss is { } miss ? AnswerChecks.Detail(miss) : PreflightReasons.NoTimestamp(),
            HttpOwner = DiagnosticsIdentity.OwnerOf(url),
            DiagnosticsOwner = diagnostics is null ? null : DiagnosticsIdentity.OwnerOf(diagnostics),
        };
    }

    /// <summary>The page before and after the diagnostics port: what it says must lie between them.</summary>
    private static async Task RoundAsync(NodeSampler sampler, bool hasDiagnostics, bool wasSilent, CancellationToken ct)
    {
        // Two answers that never came are enough: a node that accepts and stays silent would cost a minute.
        if (await sampler.TakeAsync(JsonRpcCall.Request("wes_chainId"), ct)
            .ConfigureAwait(false) is { Kind: MissKind.TimedOut }
            && (wasSilent
                || await sampler.TakeAsync(new NodeRequest("GET", NodePaths.Memory), ct)
                .ConfigureAwait(false) is { Kind: MissKind.TimedOut }))
            return;
        await sampler.TakeAsync(new NodeRequest("GET", NodePaths.Memory), ct).ConfigureAwait(false);
        await sampler.TakeAsync(new NodeRequest("GET", NodePaths.Metrics), ct).ConfigureAwait(false);
        if (!hasDiagnostics)
            return;
        await sampler.TakeAsync(new NodeRequest("GET", NodePaths.Diagnostics), ct).ConfigureAwait(false);
        await sampler.TakeAsync(new NodeRequest("GET", NodePaths.Metrics), ct).ConfigureAwait(false);
    }

    private static async Task<(int Sent, int Refused)> BurstAsync(NodeClient client, CancellationToken ct)
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, BurstSize).Select(_ => client.HealthAsync(ct))).ConfigureAwait(false);
        return (BurstSize, answers.Count(a => a.Miss is { Kind: MissKind.RateLimited }));
    }

    /// <summary>
    /// How many of the first test keys' addresses hold a coin, which a load of transfers spends; null when the node
    /// doesn't say.
    /// </summary>
    private static async Task<(int Funded, int Asked)?> CoinsAsync(NodeClient client, CancellationToken ct)
    {
        // One after the other, so that no more than one body of whatever size is held; one that tells nothing ends it.
        var funded = 0;
        foreach (var address in TestAddresses.First(CoinRule.DefaultAddresses))
        {
            var reading = await client.AskAsync(RpcBalances.Call(address), ct).ConfigureAwait(false);
            if (reading.Sample is not { } answer || RpcBalances.Of(answer.Body) is not { } balance)
                return null;
            funded += balance > 0 ? 1 : 0;
        }

        return (funded, CoinRule.DefaultAddresses);
    }

    /// <summary>Whole seconds of the node, between sending and answering.</summary>
    private static (TimeSpan Least, TimeSpan Most)? ClockOf(Reading<HealthSample> health, DateTimeOffset answeredAt) =>
        health.Sample?.At is { } at ? (at - answeredAt, at + TimeSpan.FromSeconds(1) - health.At) : null;
}
