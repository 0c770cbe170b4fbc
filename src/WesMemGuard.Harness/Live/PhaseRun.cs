using System.Globalization;
using WesMemGuard.Budgets;
using WesMemGuard.Harness.Live.Keys;
using WesMemGuard.Harness.Live.Load;
using WesMemGuard.Runs;
using WesMemGuard.Scenarios;
using WesMemGuard.Secrets;

namespace WesMemGuard.Harness.Live;

/// <summary>One phase as it is run: its work, and its record.</summary>
internal sealed class PhaseRun
{
    private const double OpenedPerSecond = 40;
    private const int MostInFlight = 2000;
    private readonly ScenarioPhase _phase;
    private readonly LoadTally _tally;
    private readonly IPhaseWork _work;
    private readonly DateTimeOffset _startedAt;
    private readonly LiveClock _clock;

    /// <param name="phase">What is declared.</param>
    /// <param name="keys">Its senders.</param>
    /// <param name="tools">What the run has for its phases.</param>
    /// <param name="seed">Of what is random in it.</param>
    public PhaseRun(ScenarioPhase phase, KeyRing keys, PhaseTools tools, int seed)
    {
        _phase = phase;
        _tally = new LoadTally(tools.Scrubber.Text);
        _startedAt = tools.Clock.Now;
        _work = Work(keys, tools, seed);
        End = _startedAt + phase.For!.Value;
        _clock = tools.Clock;
    }

    /// <summary>When it is to end, UTC.</summary>
    public DateTimeOffset End { get; private set; }

    /// <summary>Begins; connections are held as long as is declared, counted from the last one that was opened.</summary>
    public async Task BeginAsync(CancellationToken ct)
    {
        await _work.BeginAsync(ct);
        if (_phase.KindRow.Act == PhaseAct.Connections)
            End = _clock.Now + _phase.For!.Value;
    }

    /// <summary>Goes on until its end.</summary>
    public Task GoOnAsync(CancellationToken ct) => _work.UntilAsync(End, ct);

    public void Extend(TimeSpan by) => End += by;

    public Task CloseAsync() => _work.EndAsync();

    /// <summary>Its record, as if it ended then.</summary>
    public Phase Record(DateTimeOffset endedAt) =>
        _tally.Phase(_phase.Name, _phase.KindName, _startedAt, endedAt, _work.Rate(endedAt - _startedAt));

    /// <summary>The record of a phase that was never begun.</summary>
    public static Phase NotReached(ScenarioPhase phase, DateTimeOffset at, string why) =>
        new(phase.Name, phase.KindName, at, at, phase.Rate ?? phase.Connections ?? 0, 0, 0, 0, 0, why) { Load = NeverSent(phase) };

    private static LoadFigures? NeverSent(ScenarioPhase phase)
    {
        var due = phase.KindRow.Act switch
        {
            PhaseAct.Nothing => 0,
            PhaseAct.Connections => phase.Connections ?? 0,
            PhaseAct.Requests => (long)(((phase.Rate ?? 0) + (phase.RateTo ?? phase.Rate ?? 0)) / 2 * phase.For!.Value.TotalSeconds),
            _ => 1,
        };
        return due == 0 ? null : new LoadFigures(due, [new LoadResult(LoadResultKind.NotSent, due, null, LoadResult.Ended)]);
    }

    private IPhaseWork Work(KeyRing keys, PhaseTools tools, int seed) => _phase.Kind switch
    {
        PhaseKind.Idle or PhaseKind.Sync => new NoWork(tools.Clock),
        PhaseKind.MineOn => new SwitchWork(Call("wes_startMining", $"\"{_phase.Miner ?? keys.Keys[0].Address}\""), "挖矿服务已在运行中", tools.Senders, _tally, tools.Clock),
        PhaseKind.MineOff => new SwitchWork(Call("wes_stopMining", ""), null, tools.Senders, _tally, tools.Clock),
        PhaseKind.WebSockets => new SocketWork(
            tools.Node.Address.Http, new SocketPlan(_phase.Connections!.Value, _phase.SubscriptionsPerConnection ?? 1, OpenedPerSecond, tools.Patience), tools.Senders, _tally, tools.Clock),
        PhaseKind.Restart or PhaseKind.Kill or PhaseKind.Pause => new ProcessWork(_phase.Kind.Value, tools.Node.Started!, _tally, tools.Clock),
        _ => new RequestWork(
            new LoadRequests(_phase, keys, () => tools.Poller.LastHeight, seed),
            new LoadProfile(_phase.Rate!.Value, _phase.RateTo ?? _phase.Rate.Value, _phase.For!.Value), tools.Senders, _tally, tools.Clock, MostInFlight),
    };

    private static string Call(string method, string parameter) =>
        string.Create(CultureInfo.InvariantCulture, $$"""{"jsonrpc":"2.0","id":1,"method":"{{method}}","params":[{{parameter}}]}""");
}

/// <summary>What a run has for its phases.</summary>
/// <param name="Node">The node.</param>
/// <param name="Poller">Who samples it.</param>
/// <param name="Senders">Who sends load to it.</param>
/// <param name="Clock">The run's time.</param>
/// <param name="Patience">How long an answer may take.</param>
/// <param name="Scrubber">Takes secrets out of what is kept of answers.</param>
internal sealed record PhaseTools(LiveNode Node, LivePoller Poller, LoadSenders Senders, LiveClock Clock, TimeSpan Patience, Scrubber Scrubber)
{
    /// <summary>Cancelled when there is no point in going on: the node has ended, or what is seen can't be kept.</summary>
    public CancellationToken Lost { get; init; }
}
