using WesMemGuard.Harness.Live.Engines;
using WesMemGuard.Harness.Live.Keys;
using WesMemGuard.Harness.Live.Load;
using WesMemGuard.Harness.Targets;
using WesMemGuard.Node.Services;
using WesMemGuard.Runs;
using WesMemGuard.Scenarios;

namespace WesMemGuard.Harness.Live;

/// <summary>One phase or part of one as it is run: its work and its record.</summary>
internal sealed class PhaseFlow
{
    private const double OpenedPerSecond = 40;
    private const int MostInFlight = 2000;
    private readonly ScenarioPhase _phase;
    private readonly LoadTally _tally;
    private readonly IPhaseWork _work;
    private readonly PhaseTools _tools;
    private readonly DateTimeOffset _startedAt;

    /// <param name="phase">What is declared.</param>
    /// <param name="keys">Its senders.</param>
    /// <param name="tools">What the run has for its phases.</param>
    /// <param name="seed">Of what is random in it.</param>
    public PhaseFlow(ScenarioPhase phase, KeyRing keys, PhaseTools tools, int seed)
    {
        (_phase, _tools) = (phase, tools);
        _tally = new LoadTally(tools.Scrubber.Text,
            new SliceCounts(phase.Name, tools.Clock, slice => tools.Took(slice)));
        _startedAt = tools.Clock.Now;
        _work = Work(keys, seed);
        End = _startedAt + phase.For!.Value;
    }

    /// <summary>When it is to end, UTC.</summary>
    public DateTimeOffset End { get; private set; }

    /// <summary>
    /// Begins; connections are held as long as is declared, counted from the last one that was opened.
    /// </summary>
    public async Task BeginAsync(CancellationToken ct)
    {
        await _work.BeginAsync(ct);
        if (_phase.KindRow.Act == PhaseAct.Connections)
            End = _tools.Clock.Now + _phase.For!.Value;
    }

    /// <summary>Goes on until its end.</summary>
    public Task GoOnAsync(CancellationToken ct) => _work.UntilAsync(End, ct);

    public void Extend(TimeSpan by) => End += by;

    /// <summary>Ends it then, sooner or later than was meant.</summary>
    public void EndAt(DateTimeOffset at) => End = at;

    public async Task CloseAsync()
    {
        await _work.EndAsync();
        _tally.End();
    }

    /// <summary>Its record, as if it ended then.</summary>
    public Phase Record(DateTimeOffset endedAt) =>
        _tally.Phase(_phase.Name, _phase.KindName, _startedAt, endedAt, _work.Rate(endedAt - _startedAt));

    /// <summary>The record of a phase that was never begun.</summary>
    public static Phase NotReached(ScenarioPhase phase, DateTimeOffset at, string? why) =>
        new(phase.Name, phase.KindName, at, at, phase.Rate ?? phase.Connections ?? 0, 0, 0, 0, 0,
            why)
        { Load = NeverSent(phase) };

    private static LoadCounts? NeverSent(ScenarioPhase phase)
    {
        var due = phase.KindRow.Act switch
        {
            PhaseAct.Nothing => 0,
            PhaseAct.Connections => phase.Connections ?? 0,
            PhaseAct.Requests => (long)(LoadProfile.Of(phase).Average(phase.For!.Value) * phase.For.Value.TotalSeconds),
            _ => 1,
        };
        return due == 0
            ? null : new LoadCounts(due, [new LoadResult(LoadResultKind.NotSent, due, null, LoadResult.Ended)]);
    }

    private IPhaseWork Work(KeyRing keys, int seed) => _phase.Kind switch
    {
        PhaseKind.Idle or PhaseKind.Sync or PhaseKind.Together => new NoWork(_tools.Clock),
        PhaseKind.MineOn =>
            new SwitchWork(JsonRpcCall.Text("wes_startMining", $"[\"{_phase.Miner ?? keys.Keys[0].Address}\"]"),
                "挖矿服务已在运行中", _tools.Senders,
            _tally, _tools.Clock),
        PhaseKind.MineOff =>
            new SwitchWork(JsonRpcCall.Text("wes_stopMining"), null, _tools.Senders, _tally, _tools.Clock),
        PhaseKind.Fund =>
            new FundWork(keys.Keys, _phase.Amount ?? FundWork.DefaultLeast, _tools.Senders, _tally, _tools.Clock),
        PhaseKind.WebSockets =>
            new SocketWork(_tools.Node.Address.Http, Sockets(), _tools.Senders, _tally, _tools.Clock),
        PhaseKind.Restart or PhaseKind.Kill or PhaseKind.Pause =>
            new ProcessWork(_phase.Kind.Value, _tools.Node.Started!, _tally, _tools.Clock),
        PhaseKind.Engine => new EngineWork(EngineKinds.Of(_phase.Engine!.Value), Script(), _tools.Node.Address.Http,
            _tally, _tools.Clock, _tools.AllowRemote),
        _ => Requests(keys, seed),
    };

    private string Script() => Path.GetFullPath(Path.Combine(_tools.Folder, _phase.Script!));

    private SocketPlan Sockets() =>
        new(_phase.Connections!.Value, _phase.SubscriptionsPerConnection ?? 1, _phase.Rate ?? OpenedPerSecond,
            _phase.Timeout
            ?? _tools.Patience);

    private RequestWork Requests(KeyRing keys, int seed)
    {
        var requests = new LoadRequests(_phase, keys, () => _tools.Poller.LastHeight, seed);
        var arrivals = new Arrivals(LoadProfile.Of(_phase), _phase.IsPoisson ? seed : null);
        var followed = _phase.Kind == PhaseKind.Transfers ? _tools.Mined?.Follow() : null;
        if (_phase.Kind == PhaseKind.ClientAddresses)
            _tally.Addresses = _phase.Addresses ?? long.MaxValue;
        _tally.Mined = followed is null ? null : () => followed.Mined;
        return new RequestWork(requests, arrivals, _tools.Senders, _tally, _tools.Clock, _phase.InFlight
            ?? MostInFlight)
        { Accepted = followed is null ? null : followed.Accept };
    }
}
