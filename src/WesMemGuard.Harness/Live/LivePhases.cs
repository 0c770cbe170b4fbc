using WesMemGuard.Harness.Live.Keys;
using WesMemGuard.Harness.Targets;
using WesMemGuard.Runs;
using WesMemGuard.Scenarios;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Harness.Live;

/// <summary>The phases of a live run, one after the other, extended where the judge asks for more.</summary>
internal sealed class LivePhases(
    Scenario scenario, LiveOptions options, IReadOnlyDictionary<string, KeyRing> keys, PhaseTools tools, RunRecorder recorder,
        InterimJudge? judge, BreachWatch breach)
{
    private static readonly TimeSpan ToldEvery = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LeastLonger = TimeSpan.FromSeconds(10);
    private readonly DateTimeOffset _startedAt = tools.Clock.Now;
    private readonly LinkedList<ScenarioPhase> _ahead = new(scenario.Phases);
    private readonly List<ScenarioPhase> _done = [];
    private readonly List<(PhaseRun Run, DateTimeOffset EndedAt)> _followed = [];
    private readonly Extension _extension = new(scenario, judge, tools.Clock.Now);
    private readonly DecisionWatch? _decision = options.IsUntilDecided && judge is not null
        ? new DecisionWatch(judge, tools.Clock.Now, scenario.TimeBudget) : null;

    public async Task RunAsync(CancellationToken ct)
    {
        while (_ahead.First is { } next)
        {
            _ahead.RemoveFirst();
            _done.Add(next.Value);
            if (!await RunAsync(next.Value, ct))
                GiveUp("not reached: the node was gone");
        }
    }

    /// <summary>Records anew what became of transfers after their phase's end.</summary>
    public void Follow()
    {
        foreach (var (run, endedAt) in _followed)
        {
            foreach (var record in run.Records(endedAt).Where(r => r.Load?.Mined is not null && !recorder.Run.Phases.Contains(r)))
                recorder.Add(record);
        }
    }

    private async Task<bool> RunAsync(ScenarioPhase phase, CancellationToken ct)
    {
        if (options.Together is { } together)
            await tools.Clock.JoinAsync(together(ct));
        options.Began?.Invoke(phase);
        var run = new PhaseRun(phase, one => keys[KeysOf(one)], tools, scenario.Seed + _done.Count);
        var there = true;
        try
        {
            await run.BeginAsync(ct);
            do
            {
                there = await UntilAsync(run, phase, ct);
            }
            while (there && Extended(run));
        }
        finally
        {
            await run.CloseAsync();
            var endedAt = run.End < tools.Clock.Now && !ct.IsCancellationRequested && there ? run.End : tools.Clock.Now;
            foreach (var record in run.Records(endedAt))
                recorder.Add(record);
            _followed.Add((run, endedAt));
            if (phase.KindRow.Act == PhaseAct.Process)
                tools.Poller.Excuse();
        }

        foreach (var more in _extension.OneMoreCycle(recorder.Snapshot(), phase, _ahead, _done, tools.Clock.Now).Reverse())
            _ahead.AddFirst(more);
        return there;
    }

    /// <summary>Until the phase's end; in between it is looked at where it may end sooner.</summary>
    private async Task<bool> UntilAsync(PhaseRun run, ScenarioPhase phase, CancellationToken ct)
    {
        if (_decision is null || !_decision.Begin(phase, _ahead.First is null, tools.Clock.Now))
            return await GoOnAsync(run, phase, ct);
        var end = run.End;
        while (true)
        {
            run.EndAt(_decision.NextLook < end ? _decision.NextLook : end);
            if (!await GoOnAsync(run, phase, ct))
                return false;
            var records = run.Records(run.End);
            if (_decision.Look(recorder.Snapshot(records), run.End))
                recorder.Add(new RunEvent(run.End, "decided", FormattableString.Invariant($"phase \"{phase.Name}\" ended early")));
            if (_decision.HasDecided || run.End >= end)
                return true;
        }
    }

    /// <summary>Until the phase's end, or until the node is gone: looked for a few times a minute by a flow beside the phase's.</summary>
    private async Task<bool> GoOnAsync(PhaseRun run, ScenarioPhase phase, CancellationToken ct)
    {
        using var gone = CancellationTokenSource.CreateLinkedTokenSource(ct, tools.Lost);
        var told = options.Progress is { } tell ? tools.Clock.RunAsync(() => TellAsync(run, phase, tell, gone.Token)) : Task.CompletedTask;
        var watch = phase.Kind == PhaseKind.Pause ? Task.CompletedTask : tools.Clock.RunAsync(() => WatchAsync(run, gone, ct));
        try
        {
            await run.GoOnAsync(gone.Token);
            return true;
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return false;
        }
        finally
        {
            await gone.CancelAsync();
            await watch;
            await told;
        }
    }

    private async Task TellAsync(PhaseRun run, ScenarioPhase phase, Action<LiveProgress> tell, CancellationToken ended)
    {
        try
        {
            while (true)
            {
                var now = tools.Clock.Now;
                tell(new LiveProgress(phase, run.End - now, [.. run.Records(now).Where(r => r.Load is not null).Select(LoadRow.Of)]));
                await tools.Clock.UntilAsync(now + ToldEvery, ended);
            }
        }
        catch (OperationCanceledException)
        {
            return; // the phase is over
        }
    }

    /// <summary>A capture that has begun goes on when the phase ends meanwhile: it lives as long as the run.</summary>
    private async Task WatchAsync(PhaseRun run, CancellationTokenSource gone, CancellationToken ct)
    {
        try
        {
            while (tools.Clock.Now + PhaseTools.LookedFor < run.End)
            {
                await tools.Clock.UntilAsync(tools.Clock.Now + PhaseTools.LookedFor, gone.Token);
                if (tools.IsGone)
                    await gone.CancelAsync();
                else
                    await breach.LookAsync(() => run.Records(tools.Clock.Now), ct);
            }
        }
        catch (OperationCanceledException)
        {
            return; // the phase is over
        }
    }

    private bool Extended(PhaseRun run)
    {
        var records = run.Records(run.End);
        if (_decision is { Watches: true })
            return !_decision.HasDecided && ToTheEnd(run, records[0].Name);
        if (_extension.Longer(recorder.Snapshot(records), records, _ahead.First is null, run.End) is not { } longer)
            return false;
        recorder.Add(new RunEvent(run.End, "extended",
            FormattableString.Invariant($"phase \"{records[0].Name}\" by {longer.TotalMinutes:0.0} min: a growth could not be told yet")));
        run.Extend(longer);
        return true;
    }

    /// <summary>What is not decided goes on as long as the time budget leaves to it: it ends when it is decided.</summary>
    private bool ToTheEnd(PhaseRun run, string phase)
    {
        var left = _startedAt + (scenario.TimeBudget ?? TimeSpan.Zero) - run.End - TimeSpan.FromTicks(_ahead.Sum(p => p.For!.Value.Ticks));
        if (left < LeastLonger)
            return false;
        recorder.Add(new RunEvent(run.End, "extended",
            FormattableString.Invariant($"phase \"{phase}\" by at most {left.TotalMinutes:0.0} min: a growth could not be told yet")));
        run.Extend(left);
        return true;
    }

    /// <summary>A phase that a cycle added has the senders of the one it repeats.</summary>
    private string KeysOf(ScenarioPhase phase) => keys.ContainsKey(phase.Name)
        ? phase.Name
        : _done.SelectMany(p => p.Together.Prepend(p)).Last(p => p.Line == phase.Line && keys.ContainsKey(p.Name)).Name;

    private void GiveUp(string why)
    {
        foreach (var phase in _ahead.SelectMany(p => p.Together.Prepend(p)))
            recorder.Add(PhaseFlow.NotReached(phase, tools.Clock.Now, why));
        _ahead.Clear();
    }
}
