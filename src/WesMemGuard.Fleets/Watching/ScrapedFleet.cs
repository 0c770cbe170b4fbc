using System.Globalization;
using System.Net;
using WesMemGuard.Budgets;
using WesMemGuard.Fleets.Found;
using WesMemGuard.Fleets.Judging;
using WesMemGuard.Fleets.Prometheus;
using WesMemGuard.Fleets.Series;
using WesMemGuard.Input;
using WesMemGuard.Inventories;

namespace WesMemGuard.Fleets.Watching;

/// <summary>
/// The nodes of an inventory, each asked once at a time for its page of metrics; of it the figures that the budget's limits are made of
/// are kept, for a while.
/// </summary>
internal sealed class ScrapedFleet : IDisposable
{
    /// <summary>What the variables that say how nodes are entered begin with.</summary>
    public const string Prefix = PrometheusAccess.FleetPrefix;

    private const int LargestPage = 16 * 1024 * 1024;
    private const int AtOnce = 32;

    /// <summary>How long a node may take to answer.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly FleetInventory _inventory;
    private readonly MemoryBudget _budget;
    private readonly FleetSeries _series;
    private readonly LabelSet[] _labels;
    private readonly Dictionary<string, PrometheusAccess> _access = new(StringComparer.Ordinal);
    private readonly HttpClient[] _clients;
    private readonly Lock _reading = new();

    /// <summary>A fleet that nothing is known of yet.</summary>
    /// <param name="inventory">Its nodes.</param>
    /// <param name="budget">The budget of each.</param>
    /// <param name="variables">The environment, which says how nodes are entered.</param>
    /// <param name="mapped">The pages' own names by ours (<c>--map</c>).</param>
    /// <exception cref="BadInputException">What the environment says can't be used.</exception>
    public ScrapedFleet(FleetInventory inventory, MemoryBudget budget, IReadOnlyDictionary<string, string> variables,
        IReadOnlyDictionary<string, string> mapped)
    {
        (_inventory, _budget) = (inventory, budget);
        _series = new FleetSeries(new FigureTable(mapped), inventory.File)
        {
            Only = NeededFigures.Of(budget).Select(FigureTable.Number).ToHashSet(),
        };
        _labels = [.. inventory.Nodes.Select(KnownNodes.Labels)];
        var clients = new Dictionary<string, HttpClient>(StringComparer.Ordinal);
        foreach (var name in inventory.Nodes.Select(n => n.Access ?? "").Distinct(StringComparer.Ordinal))
        {
            // A node that names no access is entered with nothing: what is meant for others must not reach it.
            _access[name] = new PrometheusAccess(name.Length == 0 ? new Dictionary<string, string>() : variables, $"{Prefix}{name}_");
            clients[name] = _access[name].Client(Patience);
        }

        _clients = [.. inventory.Nodes.Select(n => clients[n.Access ?? ""])];
    }

    /// <summary>The values that must not appear anywhere.</summary>
    public IEnumerable<string> Secrets => _access.Values.SelectMany(a => a.Secrets);

    /// <summary>How many points are kept.</summary>
    public long Points => _series.Nodes.Sum(n => n.Points);

    /// <summary>Asks every node once; one that does not answer in time missed this time.</summary>
    /// <param name="now">The time of the answers, UTC.</param>
    /// <param name="kept">Takes what is kept, as text of Prometheus; null: nothing is written.</param>
    /// <param name="ct">Ends it.</param>
    /// <returns>How many nodes answered.</returns>
    public async Task<int> ScrapeAsync(DateTimeOffset now, TextWriter? kept, CancellationToken ct)
    {
        var answered = 0;
        await Parallel.ForAsync(0, _labels.Length, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = ct },
            async (i, inner) =>
            {
                using var page = await PageAsync(i, inner).ConfigureAwait(false);
                lock (_reading)
                {
                    if (page is not null && Read(page, i, now))
                        answered++;
                    else
                        Miss(i, now);
                    if (kept is not null)
                        Keep(i, now, kept);
                }
            }).ConfigureAwait(false);
        return answered;
    }

    /// <summary>Forgets what is older.</summary>
    public void Forget(DateTimeOffset before)
    {
        foreach (var (_, column) in _series.Nodes.SelectMany(n => n.Columns))
            column.Forget(before.ToUnixTimeMilliseconds());
        _series.Recount();
    }

    /// <summary>Judges what is kept.</summary>
    /// <param name="view">How the fleet is looked at; its end is now.</param>
    /// <param name="ct">Ends it.</param>
    public FleetVerdict Judge(FleetView view, CancellationToken ct)
    {
        var verdicts = new NodeVerdict[_labels.Length];
        var (seen, places) = (new List<NodeSeries>(), new List<int>());
        for (var i = 0; i < verdicts.Length; i++)
        {
            var found = Series(i);
            if (found.Count == 1)
            {
                seen.Add(found[0]);
                places.Add(i);
                continue;
            }

            verdicts[i] = found.Count > 1 ? Several(i, found) : UnseenNode.Judged(_inventory.Nodes[i].Name, _labels[i], _budget, view);
        }

        var judged = FleetJudge.Judge(seen, [.. places.Select(i => _inventory.Nodes[i].Name)], _budget, view, ct);
        for (var k = 0; k < judged.Length; k++)
            verdicts[places[k]] = judged[k];
        var known = new KnownNodes(_inventory);
        return new FleetVerdict(_inventory.File, _budget, [.. verdicts.Select(known.Told)]);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var client in _clients.Distinct())
            client.Dispose();
        foreach (var access in _access.Values)
            access.Dispose();
    }

    private NodeVerdict Several(int i, List<NodeSeries> found) => new(_inventory.Nodes[i].Name, _labels[i], [])
    {
        Error = SeriesReasons.SeveralNodes(_labels[i].ToString(), found.Count, [.. found.Take(3).Select(n => n.Labels.ToString())]),
    };

    private List<NodeSeries> Series(int i) => [.. _series.Find(_labels[i]).Where(n => n.Points > 0)];

    /// <summary>The page of a node; null: it gave none.</summary>
    private async Task<MemoryStream?> PageAsync(int i, CancellationToken ct)
    {
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(ct);
        bound.CancelAfter(Patience);
        var page = new MemoryStream();
        try
        {
            using var answer = await _clients[i].GetAsync(_inventory.Nodes[i].Url, HttpCompletionOption.ResponseHeadersRead, bound.Token)
                .ConfigureAwait(false);
            if (answer.StatusCode == HttpStatusCode.OK && await FilledAsync(page, answer.Content, bound.Token).ConfigureAwait(false))
                return page;
        }
        catch (Exception e) when (e is HttpRequestException or IOException
            || (e is OperationCanceledException && !ct.IsCancellationRequested))
        {
            await page.DisposeAsync().ConfigureAwait(false);
            return null;
        }

        await page.DisposeAsync().ConfigureAwait(false);
        return null;
    }

    private static async Task<bool> FilledAsync(MemoryStream page, HttpContent content, CancellationToken ct)
    {
        using var body = await content.ReadAsStreamAsync(ct).ConfigureAwait(false);
        var buffer = new byte[32 * 1024];
        for (int read; (read = await body.ReadAsync(buffer, ct).ConfigureAwait(false)) > 0;)
        {
            if (page.Length + read > LargestPage)
                return false;
            page.Write(buffer, 0, read);
        }

        page.Position = 0;
        return true;
    }

    private bool Read(MemoryStream page, int i, DateTimeOffset now)
    {
        var before = Series(i).Sum(n => n.Points);
        try
        {
            using var lines = new FoundLines(page, _inventory.Nodes[i].Name);
            ExpositionReader.Read(lines, _series, now.ToUnixTimeMilliseconds(), _labels[i]);
        }
        catch (BadInputException)
        {
            return false; // what can't be read is no answer; what was read of it stands
        }

        return Series(i).Sum(n => n.Points) > before;
    }

    /// <summary>A missed time is a point without a number, in a node that was ever seen.</summary>
    private void Miss(int i, DateTimeOffset now)
    {
        foreach (var node in Series(i))
        {
            node.Columns.First().Column.Add(now.ToUnixTimeMilliseconds(), double.NaN);
            _series.Took(1);
        }
    }

    private void Keep(int i, DateTimeOffset now, TextWriter kept)
    {
        var at = now.ToUnixTimeMilliseconds();
        foreach (var node in Series(i))
        {
            foreach (var (_, column) in node.Columns)
            {
                if (column.Times[^1] == at)
                    kept.Write(string.Create(CultureInfo.InvariantCulture, $"{column.Source} {column.Values[^1]:R} {at}\n"));
            }
        }
    }
}
