using System.Globalization;
using System.Net;
using WesMemGuard.Fleets.Found;
using WesMemGuard.Fleets.Series;
using WesMemGuard.Input;

namespace WesMemGuard.Fleets.Prometheus;

/// <summary>
/// The HTTP API of Prometheus as VictoriaMetrics, Thanos and Mimir have it too. Series are read as they were stored, by an instant
/// query of a range: each sample at its own time, gaps as gaps, no value carried over a missed scrape. Answers are read as they come.
/// </summary>
internal sealed class PrometheusServer(PrometheusRequests requests)
{
    /// <summary>Points of one series that <c>query_range</c> gives at most.</summary>
    private const int MostPoints = 11_000;

    private static readonly TimeSpan Shortest = TimeSpan.FromMinutes(30);
    private static readonly Dictionary<string, string> NoMap = [];

    public string Shown => requests.Shown;

    /// <summary>Time between two points where the server evaluates (<c>query_range</c>); null: samples as they were stored.</summary>
    public TimeSpan? Step { get; init; }

    /// <summary>What the server warned of, each once.</summary>
    public HashSet<string> Warnings { get; } = new(StringComparer.Ordinal);

    /// <summary>The label sets that a selector or expression means between two moments, without their names.</summary>
    public async Task<IReadOnlyList<LabelSet>> NodesAsync(string select, DateTimeOffset from, DateTimeOffset to, CancellationToken ct)
    {
        var isSelector = PrometheusQuery.MatchersOf(select) is not null;
        var (path, fields) = isSelector
            ? ("series", new[] { ("match[]", select), ("start", Seconds(from)), ("end", Seconds(to)) })
            : ("query", [("query", select), ("time", Seconds(to))]);
        var found = new HashSet<LabelSet>();
        await PostAsync(path, fields, json => LabelLists.Read(json, labels => found.Add(labels.Without(FigureTable.OfFigures))), ct)
            .ConfigureAwait(false);
        return [.. found];
    }

    /// <summary>The names of metrics that an expression by name gives.</summary>
    public async Task<IReadOnlyCollection<string>> NamesAsync(string selector, DateTimeOffset at, CancellationToken ct)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        await PostAsync("query", [("query", $"count by (__name__) (last_over_time({selector}[1h]))"), ("time", Seconds(at))],
            json => LabelLists.Read(json, labels => names.Add(labels["__name__"] ?? "")), ct).ConfigureAwait(false);
        return names;
    }

    /// <summary>The last value of each series of a selector.</summary>
    public Task InstantAsync(string selector, DateTimeOffset at, FleetSeries fleet, CancellationToken ct) =>
        PostAsync("query", [("query", selector), ("time", Seconds(at))], json => Take(json, fleet), ct);

    /// <summary>All samples of a selector between two moments; where the server refuses so many at once, in halves.</summary>
    public async Task SamplesAsync(string selector, DateTimeOffset from, DateTimeOffset to, FleetSeries fleet, CancellationToken ct)
    {
        if (Step is { } step)
        {
            await StepsAsync(selector, from, to, step, fleet, ct).ConfigureAwait(false);
            return;
        }

        var length = (long)Math.Ceiling((to - from).TotalMilliseconds);
        try
        {
            var query = string.Create(CultureInfo.InvariantCulture, $"{selector}[{length}ms]");
            await PostAsync("query", [("query", query), ("time", Seconds(to))], json => Take(json, fleet), ct).ConfigureAwait(false);
        }
        catch (RefusedException e) when (e.Status == HttpStatusCode.UnprocessableEntity && to - from > Shortest)
        {
            var middle = from + ((to - from) / 2);
            await SamplesAsync(selector, from, middle, fleet, ct).ConfigureAwait(false);
            // The same moment ends one half and begins the other: whether it is in both or in one, a sample that comes twice counts once.
            await SamplesAsync(selector, middle, to, fleet, ct).ConfigureAwait(false);
        }
    }

    private async Task StepsAsync(string selector, DateTimeOffset from, DateTimeOffset to, TimeSpan step, FleetSeries fleet,
        CancellationToken ct)
    {
        var seconds = step.TotalSeconds.ToString(CultureInfo.InvariantCulture);
        Task RangeAsync(DateTimeOffset start, DateTimeOffset end) => PostAsync("query_range",
            [("query", selector), ("start", Seconds(start)), ("end", Seconds(end)), ("step", seconds)], json => Take(json, fleet), ct);
        while ((to - from) / step >= MostPoints)
        {
            await RangeAsync(from, from + ((MostPoints - 1) * step)).ConfigureAwait(false);
            from += MostPoints * step;
        }

        await RangeAsync(from, to).ConfigureAwait(false);
    }

    private void Take(JsonPull json, FleetSeries fleet)
    {
        var forms = new JsonForms(json, fleet, new FoundColumns(new FigureTable(NoMap), NoMap, Shown), Shown);
        forms.Read();
        lock (Warnings)
            Warnings.UnionWith(forms.Warnings);
        if (forms.Error is { } error)
            throw new BadInputException(Shown, FoundReasons.ServerError(error));
    }

    private Task PostAsync(string path, (string Name, string Value)[] fields, Action<JsonPull> read, CancellationToken ct) =>
        requests.PostAsync(path, () => new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value))),
            (_, body) => read(new JsonPull(body)), ct);

    private static string Seconds(DateTimeOffset at) =>
        (at.ToUnixTimeMilliseconds() / 1000.0).ToString("0.###", CultureInfo.InvariantCulture);
}
