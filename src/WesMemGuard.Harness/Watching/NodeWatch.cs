using System.Globalization;
using WesMemGuard.Harness.Live;
using WesMemGuard.Harness.Targets;
using WesMemGuard.Node.Services.Wes;
using WesMemGuard.Runs;
using WesMemGuard.Scenarios;

namespace WesMemGuard.Harness.Watching;

/// <summary>Samples a running node into a run for as long as somebody watches. Nothing is sent to it but the poller's requests.</summary>
internal static class NodeWatch
{
    /// <summary>So many readings in a row without an answer, and the node is said to be gone.</summary>
    private const int Patient = 3;

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
            var phases = new WatchedPhases(options, recorder, clock.Now);
            var polling = poller.RunAsync(over.Token);
            try
            {
                await LookOnAsync(options, phases, poller, polling, clock, tick, look, ct).ConfigureAwait(false);
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

    private static async Task LookOnAsync(
        WatchOptions options, WatchedPhases phases, LivePoller poller, Task polling, LiveClock clock, TimeSpan tick,
            Func<WatchMoment, WatchWish> look, CancellationToken ct)
    {
        var start = clock.Now;
        for (long number = 1; ; number = Math.Max(number + 1, (long)Math.Ceiling((clock.Now - start) / tick)))
        {
            await clock.UntilAsync(start + (number * tick), ct).ConfigureAwait(false);
            if (polling.IsFaulted)
                return; // what is seen can't be kept: that is told, and nothing of the node
            var gone = clock.Now - poller.AnsweredAt > Patient * options.Interval;
            var wish = look(phases.Moment(clock.Now, poller.AnsweredAt, gone));
            if (wish == WatchWish.Mark)
                phases.Mark(clock.Now);
            if (wish == WatchWish.Stop || clock.Now - start >= options.For)
                return;
        }
    }

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

    /// <summary>The phases that somebody marks, one after the other.</summary>
    private sealed class WatchedPhases(WatchOptions options, RunRecorder recorder, DateTimeOffset startedAt)
    {
        private readonly ReadingCounts _counts = new();
        private DateTimeOffset _startedAt = startedAt;
        private int _number;

        private string Name => _number < options.Phases.Count ? options.Phases[_number]
            : _number == 0 ? "watch"
            : string.Create(CultureInfo.InvariantCulture, $"mark{_number - Math.Max(options.Phases.Count, 1) + 1}");

        public WatchMoment Moment(DateTimeOffset now, DateTimeOffset answeredAt, bool gone) =>
            new(Name, now, answeredAt, gone, recorder.Read(_counts.Of), () => recorder.Snapshot(Open(now)));

        public void Mark(DateTimeOffset now)
        {
            End(now);
            (_startedAt, _number) = (now, _number + 1);
        }

        public void End(DateTimeOffset now) => recorder.Add(Open(now));

        private Phase Open(DateTimeOffset now) => new(Name, "idle", _startedAt, now, 0, 0, 0, 0, 0);
    }
}
