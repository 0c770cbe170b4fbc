using WesMemGuard.Harness.Live;
using WesMemGuard.Harness.Targets;
using WesMemGuard.Node.Services.Wes;
using WesMemGuard.Runs;
using WesMemGuard.Scenarios;

namespace WesMemGuard.Harness.Watching;

/// <summary>Samples a running node into a run for as long as somebody watches. Nothing is sent to it but the poller's requests.</summary>
internal static class NodeWatch
{
    /// <summary>The options as they fit what answers.</summary>
    public static async Task<WatchOptions> FitAsync(WatchOptions options, LiveClock clock, CancellationToken ct) =>
        options.Service is not null
            ? options : options
            with
            {
                Service = (await LiveService.FitAsync(Polled(options), Live(options), clock, ct)
            .ConfigureAwait(false)).Options.Service
            };

    /// <summary>The header of a watched run.</summary>
    /// <param name="options">What is watched.</param>
    /// <param name="id">The name of the run's folder.</param>
    /// <param name="startedAt">UTC.</param>
    public static RunHeader Header(WatchOptions options, string id, DateTimeOffset startedAt) =>
        LiveRun.Header(Polled(options), id, "watch", startedAt) with
        {
            Plan = new RunPlan(options.For is { } length ? [new PlannedPhase("watch", "idle", length.TotalSeconds)] : []),
        };

    /// <summary>Watches until it is stopped, the time is over or the token ends it; the run is whole in each case.</summary>
    /// <param name="options">What and how.</param>
    /// <param name="recorder">Takes what is seen.</param>
    /// <param name="clock">The time to wait in.</param>
    /// <param name="tick">How often <paramref name="look"/> is called.</param>
    /// <param name="look">Sees the node and says what to do.</param>
    /// <param name="ct">Stops it.</param>
    public static Task RunAsync(WatchOptions options, RunRecorder recorder, LiveClock clock, TimeSpan tick,
        Func<WatchMoment, WatchWish> look, CancellationToken ct) =>
        clock.RunAsync(async () =>
        {
            var scenario = Polled(options);
            var live = Live(options);
            await using var node = await LiveNode.OpenAsync(scenario, live, recorder, clock, ct).ConfigureAwait(false);
            using var poller = new LivePoller(scenario, node, recorder, clock, live.Sampling);
            using var over = CancellationTokenSource.CreateLinkedTokenSource(ct);
            var phases = new WatchedPhases(options.Phases, "watch", recorder, clock.Now);
            var polling = poller.RunAsync(over.Token);
            try
            {
                await WatchLoop.RunAsync(new WatchedSource(() => poller.AnsweredAt, options.Interval, options.For), phases, polling, clock,
                    tick, look, ct).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (ct.IsCancellationRequested)
            {
                recorder.Add(new RunEvent(clock.Now, RunEvent.Interrupted));
            }
            finally
            {
                await over.CancelAsync().ConfigureAwait(false);
                await polling.ConfigureAwait(false);
                phases.End(clock.Now);
                recorder.Add(new RunEvent(clock.Now, RunEvent.End));
            }
        });

    private static LiveOptions Live(WatchOptions options) => new()
    {
        Url = options.Url,
        DiagnosticsUrl = options.DiagnosticsUrl,
        AllowRemote = [options.Url.Host, options.DiagnosticsUrl?.Host ?? ""],
        Process = options.Process,
        Patience = options.Patience,
        Service = options.Service,
        ProfileName = options.ProfileName,
        Access = options.Access,
    };

    private static TimeSpan Longer(TimeSpan one, TimeSpan other) => one > other ? one : other;

    private static Scenario Polled(WatchOptions options) => new()
    {
        File = "watch",
        Interval = options.Interval,
        MetricsInterval = options.MetricsInterval ?? Longer(options.Interval, (options.Service ?? WesProfile.Profile).MetricsInterval),
        SaysMetricsInterval = options.MetricsInterval is not null,
        LiveHeapInterval = options.Gc,
        Node = new RunningNode(options.Url.AbsoluteUri, options.DiagnosticsUrl?.AbsoluteUri),
    };
}
