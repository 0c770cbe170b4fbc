using System.Collections.Concurrent;
using WesMemGuard.Budgets;
using WesMemGuard.Fleets.Judging;
using WesMemGuard.Fleets.Series;
using WesMemGuard.Input;
using WesMemGuard.Reasons;

namespace WesMemGuard.Fleets.Prometheus;

/// <summary>What is asked of a server.</summary>
/// <param name="Url">Where it is.</param>
/// <param name="Select">Which nodes: a selector like <c>up{job="wes"}</c>, or any expression that gives them.</param>
/// <param name="From">From when, UTC.</param>
/// <param name="To">Until when, UTC.</param>
internal sealed record PrometheusAsk(Uri Url, string Select, DateTimeOffset From, DateTimeOffset To)
{
    /// <summary>The server's own names by ours.</summary>
    public IReadOnlyDictionary<string, string> Mapped { get; init; } = new Dictionary<string, string>();

    /// <summary>Time between two points where the server is to evaluate; null: samples as they were stored.</summary>
    public TimeSpan? Step { get; init; }
}

/// <summary>
/// Judges the nodes that a server knows: some at a time are read and judged, on all cores, so that memory doesn't grow with the fleet.
/// </summary>
internal sealed class PrometheusFleet
{
    /// <summary>Points that are read before they are judged.</summary>
    private const long PointsAtOnce = 400_000;

    private const int MostNodesAtOnce = 60;

    private readonly PrometheusServer _server;
    private readonly StoredChunks _chunks;
    private readonly PrometheusAsk _ask;
    private readonly FigureTable _figures;
    private long _points;
    private int _read;

    /// <summary>A fleet.</summary>
    /// <param name="ask">What is asked.</param>
    /// <param name="http">Enters the server.</param>
    /// <param name="time">The time to wait in before a request is sent again.</param>
    public PrometheusFleet(PrometheusAsk ask, HttpClient http, TimeProvider time)
    {
        _ask = ask;
        var requests = new PrometheusRequests(http, ask.Url, time);
        _server = new PrometheusServer(requests) { Step = ask.Step };
        _chunks = new StoredChunks(requests, _server);
        _figures = new FigureTable(ask.Mapped);
    }

    /// <summary>What the server warned of: parts of it that were not there.</summary>
    public IReadOnlyList<Reason> Warnings => [.. _server.Warnings.Order(StringComparer.Ordinal).Select(PrometheusReasons.Warned)];

    /// <summary>How many samples were read.</summary>
    public long Samples => Interlocked.Read(ref _points);

    /// <summary>Judges all nodes.</summary>
    /// <param name="budget">The budget of each.</param>
    /// <param name="view">How the fleet is looked at.</param>
    /// <param name="judged">Told of the number of nodes judged so far, and of all.</param>
    /// <param name="ct">Ends it.</param>
    /// <exception cref="BadInputException">The server refuses, or has nothing of what is asked.</exception>
    public async Task<FleetVerdict> JudgeAsync(MemoryBudget budget, FleetView view, Action<int, int> judged, CancellationToken ct)
    {
        try
        {
            var nodes = await _server.NodesAsync(_ask.Select, _ask.From, _ask.To, ct).ConfigureAwait(false);
            if (nodes.Count == 0)
                throw new BadInputException(_server.Shown, PrometheusReasons.NoNodes(_ask.Select));
            var names = await NamesAsync(budget, ct).ConfigureAwait(false);
            var facts = await FactsAsync(ct).ConfigureAwait(false);
            return new FleetVerdict(_server.Shown, budget, await AllAsync(nodes, names, facts, budget, view, judged, ct)
                .ConfigureAwait(false));
        }
        catch (RefusedException e)
        {
            throw e.Told;
        }
    }

    /// <summary>The names that the server has the needed figures under, the best of each.</summary>
    private async Task<IReadOnlyList<string>> NamesAsync(MemoryBudget budget, CancellationToken ct)
    {
        var needed = NeededFigures.Of(budget).Select(FigureTable.Number).ToHashSet();
        var asked = _figures.NamesOf(needed);
        var matchers = PrometheusQuery.MatchersOf(_ask.Select);
        var there = await _server.NamesAsync(new SeriesSelector(asked, matchers, null, []).ToString(), _ask.To, ct).ConfigureAwait(false);
        var names = there.Count == 0 ? asked : [.. there
            .Select(name => (name, found: _figures.Find(name, LabelSet.Empty)))
            .Where(n => n.found is null || needed.Contains(n.found.Value.Figure))
            .GroupBy(n => n.found?.Figure ?? -1)
            .SelectMany(g => g.Key < 0 ? g.Select(n => n.name) : g.OrderBy(n => n.found!.Value.Rank).Take(2).Select(n => n.name))];
        return names.Count > 0 ? names : throw new BadInputException(_server.Shown, PrometheusReasons.NoFigures(_ask.Select,
            [.. asked.Take(12)]));
    }

    private async Task<FleetSeries> FactsAsync(CancellationToken ct)
    {
        var facts = Empty();
        var selector = new SeriesSelector(["go_info", ".+_build_info"], PrometheusQuery.MatchersOf(_ask.Select), null, []);
        await _server.InstantAsync(selector.ToString(), _ask.To, facts, ct).ConfigureAwait(false);
        return facts;
    }

    private async Task<NodeVerdict[]> AllAsync(IReadOnlyList<LabelSet> nodes, IReadOnlyList<string> names, FleetSeries facts,
        MemoryBudget budget, FleetView view, Action<int, int> judged, CancellationToken ct)
    {
        var known = new KnownNodes(view.Inventory);
        var called = known.Names(nodes, NodeNames.Of(nodes, view.NodeLabel, _server.Shown));
        var label = PrometheusQuery.TellingLabel(nodes);
        var order = Enumerable.Range(0, nodes.Count)
            .OrderBy(i => label is null ? "" : nodes[i][label] ?? "", StringComparer.Ordinal).ToArray();
        var verdicts = new NodeVerdict?[nodes.Count];
        var waiting = new ConcurrentQueue<int>(order);
        var part = view with { Parallel = 1, Until = _ask.To };
        var all = nodes.ToHashSet();
        var done = 0;
        SeriesSelector Selector(IEnumerable<int> some) => new(names, PrometheusQuery.MatchersOf(_ask.Select), label,
            label is null ? [] : [.. some.Select(i => nodes[i][label] ?? "").Distinct()]);
        var workers = Enumerable.Range(0, Math.Max(1, view.Parallel)).Select(_ => Task.Run(async () =>
        {
            while (!waiting.IsEmpty)
            {
                var some = Taken(waiting);
                var series = await ReadAsync(some, Selector, nodes, all, ct).ConfigureAwait(false);
                foreach (var i in some)
                    verdicts[i] = One(series[i], nodes[i], called[i], facts, budget, part, ct);
                judged(Interlocked.Add(ref done, some.Count), nodes.Count);
            }
        }, ct)).ToList();
        await Task.WhenAll(workers).ConfigureAwait(false);
        return [.. verdicts.Select(v => known.Told(v!)), .. known.Unseen(nodes, budget, part)];
    }

    /// <summary>
    /// The series of some nodes: as the server stores them where it gives them so; a node that is not found exactly once among them
    /// is asked for by a query, whose answer is the last word.
    /// </summary>
    private async Task<Dictionary<int, FleetSeries>> ReadAsync(List<int> some, Func<IEnumerable<int>, SeriesSelector> selector,
        IReadOnlyList<LabelSet> nodes, IReadOnlySet<LabelSet> all, CancellationToken ct)
    {
        var stored = _ask.Step is null
            ? await _chunks.ReadAsync(selector(some), _ask.From, _ask.To, all, Empty, ct).ConfigureAwait(false) : null;
        if (stored is not null)
            Count(stored, some.Count);
        var doubted = some.FindAll(i => stored?.Find(nodes[i]).Count(n => n.Points > 0) != 1);
        var asked = Empty();
        if (doubted.Count > 0)
            await _server.SamplesAsync(selector(doubted).ToString(), _ask.From, _ask.To, asked, ct).ConfigureAwait(false);
        if (stored is null)
            Count(asked, some.Count);
        return some.ToDictionary(i => i, i => doubted.Contains(i) ? asked : stored!);
    }

    private FleetSeries Empty() => new(_figures, _server.Shown);

    /// <summary>As many nodes as make up what is read at once, by what those before had.</summary>
    private List<int> Taken(ConcurrentQueue<int> waiting)
    {
        var read = Volatile.Read(ref _read);
        var each = read == 0 ? PointsAtOnce / 4 : Math.Max(1, Samples / read);
        var some = new List<int>();
        while (some.Count < Math.Clamp(PointsAtOnce / each, 1, MostNodesAtOnce) && waiting.TryDequeue(out var i))
            some.Add(i);
        return some;
    }

    private void Count(FleetSeries series, int nodes)
    {
        Interlocked.Add(ref _points, series.Nodes.Sum(n => n.Points));
        Interlocked.Add(ref _read, nodes);
    }

    private static NodeVerdict One(FleetSeries series, LabelSet labels, string name, FleetSeries facts, MemoryBudget budget, FleetView view,
        CancellationToken ct)
    {
        var nodes = series.Find(labels).Where(n => n.Points > 0).ToList();
        var told = facts.FactsOf(labels);
        if (nodes.Count > 1)
        {
            // One of them could hold what another breaks: none is judged in the name of all.
            return new NodeVerdict(name, labels, [])
            {
                Error = SeriesReasons.SeveralNodes(labels.ToString(), nodes.Count, [.. nodes.Take(3).Select(n => n.Labels.ToString())]),
            };
        }

        if (nodes is not [var node])
            return UnseenNode.Judged(name, labels, budget, view) with { Facts = told };
        node.Facts = told.Pairs.Count > 0 ? told : node.Facts;
        return FleetJudge.Judge([node], [name], budget, view, ct)[0];
    }
}
