using System.Globalization;
using System.Runtime.ExceptionServices;
using WesMemGuard.Diagnosis;
using WesMemGuard.Harness.ClientRuns;
using WesMemGuard.Harness.Live.Keys;
using WesMemGuard.Harness.Live.Load;
using WesMemGuard.Harness.Targets;
using WesMemGuard.Input;
using WesMemGuard.Node;
using WesMemGuard.Node.Processes;
using WesMemGuard.Node.Profiles;
using WesMemGuard.Runs;
using WesMemGuard.Scenarios;
using WesMemGuard.Secrets;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Harness.Live;

/// <summary>Drives a live node through a scenario's phases and samples it meanwhile.</summary>
internal static class LiveRun
{
    /// <summary>The header of a live run.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="id">The name of the run's folder.</param>
    /// <param name="name">The scenario's name.</param>
    /// <param name="startedAt">UTC.</param>
    public static RunHeader Header(Scenario scenario, string id, string name, DateTimeOffset startedAt) => new(
        id, name, startedAt, RunOrigin.Live, ModeOf(scenario.Node), scenario.Interval.TotalSeconds, scenario.MetricsInterval.TotalSeconds)
    {
        // What goes on until it is ended has no plan that it could fall short of.
        Plan = new RunPlan([.. scenario.Phases.Where(p => p.For < LiveClock.Longest)
            .Select(p => new PlannedPhase(p.Name, p.KindName, p.For!.Value.TotalSeconds))]),
    };

    /// <summary>What a live run's folder is called: when it began, its scenario and its node.</summary>
    /// <param name="name">The scenario's name.</param>
    /// <param name="node">Where the node answers; null: it is started.</param>
    /// <param name="startedAt">UTC.</param>
    public static string Id(string name, Uri? node, DateTimeOffset startedAt) => string.Create(
        CultureInfo.InvariantCulture,
        $"{startedAt.UtcDateTime:yyyyMMdd-HHmmss}-{name}"
            + $"{(node is null ? "" : $"-{node.Host.Trim('[', ']').Replace(':', '.')}-{node.Port}")}");

    /// <summary>Runs a scenario; what it sees goes to the recorder as it happens.</summary>
    /// <param name="scenario">A live scenario.</param>
    /// <param name="options">What it takes beside it.</param>
    /// <param name="recorder">Takes what is seen.</param>
    /// <param name="clock">The run's time.</param>
    /// <param name="ct">Ends the run; what was seen stays.</param>
    /// <exception cref="BadInputException">The scenario asks for what can't be done here.</exception>
    /// <exception cref="NodeStartException">The node can't be started.</exception>
    public static Task RunAsync(Scenario scenario, LiveOptions options, RunRecorder recorder, LiveClock clock, CancellationToken ct)
    {
        if (scenario.Node is null)
            throw new BadInputException(scenario.File, PlanReasons.Replays());
        var keys = LivePlan.Check(scenario, options);
        foreach (var key in keys.Values.SelectMany(ring => ring.Keys))
            options.Scrubber.Learn(key.Hex);
        Learn(scenario, options.Scrubber);
        return clock.RunAsync(() => DriveAsync(scenario, options, keys, recorder, clock, ct));
    }

    /// <summary>What the scenario itself says under a secret's name: it is sent, and may come back in any form.</summary>
    private static void Learn(Scenario scenario, Scrubber scrubber)
    {
        var sent = scenario.AllPhases.SelectMany(phase => phase.Targets.SelectMany(t => new[] { t.Body, t.ParamsJson, t.Path })
            .Concat([phase.Body, phase.ParamsJson, phase.Path]));
        foreach (var text in sent.OfType<string>())
            scrubber.Text(text);
        foreach (var started in scenario.Peers.Select(peer => (NodeSource?)peer.Start).Append(scenario.Node).Append(scenario.Client)
            .OfType<StartedNode>())
        {
            scrubber.Text(started.ConfigJson ?? "");
            foreach (var (name, value) in started.Environment)
                scrubber.Value(name, value);
        }
    }

    private static async Task DriveAsync(
        Scenario scenario, LiveOptions options, IReadOnlyDictionary<string, KeyRing> keys, RunRecorder recorder,
            LiveClock clock, CancellationToken ct)
    {
        await using var node = await LiveNode.OpenAsync(scenario, options, recorder, clock, ct);
        await BeginAsync(options, recorder, clock, ct);
        await using var client = await LiveClient.StartAsync(scenario, options, node.Address.Http, recorder, clock, ct);
        using var poller = new LivePoller(scenario, node, recorder, clock, options.Sampling);
        using var senders = new LoadSenders(node.Address, clock.Time, options.Sampling with { Witness = options.Recording?.Load });
        using var over = CancellationTokenSource.CreateLinkedTokenSource(ct);
        using var lost = CancellationTokenSource.CreateLinkedTokenSource(node.Died);
        using var asking = new NodeClient(node.Address, clock.Time, options.Sampling);
        using var aside = new LiveRecording(options, node, asking, recorder, clock);
        var judge = JudgeOf(scenario, options, recorder);
        var breach = new BreachWatch(judge, node.HasDiagnostics ? new BreachProfiles(asking, recorder, clock.Time) : null, recorder, clock,
            options.Said);
        var mined = new MinedTransfers(senders, clock);
        var tools = new PhaseTools(node, poller, senders, clock, options.Patience, options.Scrubber,
            slice => recorder.Add(slice), mined, options.ScenarioFolder)
        { Lost = lost.Token, AllowRemote = options.AllowRemote };
        var phases = new LivePhases(scenario, options, keys, tools, recorder, judge, breach);
        var polling = Task.WhenAll(
            poller.RunAsync(over.Token), aside.RunAsync(over.Token), mined.RunAsync(over.Token), LookAtAsync(client, over.Token),
            new SilenceNotice(options.Said, () => node.Pid, poller.Silence, clock).RunAsync(over.Token));
        EndWhenLost(recorder, lost);
        try
        {
            await ClientWarmUp.RunAsync(scenario, senders, ct);
            await breach.BeginAsync(ct);
            await DumpAsync(client);
            await phases.RunAsync(ct);
            await DumpAsync(client);
            if (!tools.IsGone)
            {
                await mined.LookAsync(ct);
                phases.Follow();
                await AddQueueAsync(options, node, recorder, clock, ct);
                await breach.EndAsync(ct);
                await aside.EndAsync(ct);
            }

            await over.CancelAsync();
            await polling;
            await ThrowIfLostAsync(recorder);
            await LastLooksAsync(node, poller, client, ct);
            recorder.Add(new RunEvent(clock.Now, RunEvent.End));
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            await over.CancelAsync();
            await polling;
            EndEarly(recorder, clock);
            throw;
        }
        finally
        {
            await over.CancelAsync();
            await Task.WhenAny(polling);
        }
    }

    private static Task LookAtAsync(LiveClient? client, CancellationToken ct) => client?.RunAsync(ct) ?? Task.CompletedTask;

    /// <summary>A client's heap at the beginning and at the end: what came between them is in the difference (<c>diff</c>).</summary>
    private static Task DumpAsync(LiveClient? client) => client?.DumpAsync() ?? Task.CompletedTask;

    private static void EndEarly(RunRecorder recorder, LiveClock clock)
    {
        recorder.Add(new RunEvent(clock.Now, RunEvent.Interrupted));
        recorder.Add(new RunEvent(clock.Now, RunEvent.End));
    }

    /// <summary>Of who is there yet, after the last phase.</summary>
    private static async Task LastLooksAsync(LiveNode node, LivePoller poller, LiveClient? client, CancellationToken ct)
    {
        if (!node.Died.IsCancellationRequested)
            await poller.EndAsync(ct);
        if (client is not null)
            await client.EndAsync(ct);
    }

    /// <summary>What the node's own log said last of its queue.</summary>
    private static async Task AddQueueAsync(LiveOptions options, LiveNode node, RunRecorder recorder, LiveClock clock, CancellationToken ct)
    {
        if (options.Budget is not null && await QueueOfLog.LastAsync(node.Pid, ct) is { } queue)
            recorder.Add(QueueEvent.Of(queue with { At = clock.Now }));
    }

    private static async Task BeginAsync(LiveOptions options, RunRecorder recorder, LiveClock clock, CancellationToken ct)
    {
        if (options.Together is { } together)
            await clock.JoinAsync(together(ct));
        if (options.IsUntilDecided)
            recorder.Add(new RunEvent(clock.Now, RunEvent.UntilDecided));
    }

    private static async Task ThrowIfLostAsync(RunRecorder recorder)
    {
        if (recorder.Lost.IsCompleted)
            ExceptionDispatchInfo.Throw(await recorder.Lost);
    }

    private static InterimJudge? JudgeOf(Scenario scenario, LiveOptions options, RunRecorder recorder) => options.Budget is { } budget
        ? new InterimJudge(budget, new JudgeContext(recorder.Run.Header.Name, scenario.Budget.Path, RunFile.Name)) : null;

    // What can't be kept any more, as on a full disk, ends the run: it would go on blind.
    private static void EndWhenLost(RunRecorder recorder, CancellationTokenSource lost) => recorder.Lost.ContinueWith(
        _ => lost.Cancel(), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);

    private static string? ModeOf(NodeSource? node)
    {
        if (node is not StartedNode { ConfigJson: { } json })
            return null;
        using var config = System.Text.Json.JsonDocument.Parse(json);
        return config.RootElement.TryGetProperty("memory_monitoring", out var monitoring)
            && monitoring.ValueKind == System.Text.Json.JsonValueKind.Object
            && monitoring.TryGetProperty("mode", out var mode) && mode.ValueKind == System.Text.Json.JsonValueKind.String
            ? mode.GetString()
            : null;
    }
}
