using System.Net;
using System.Net.Http.Headers;
using WesMemGuard.Fleets.RemoteRead;
using WesMemGuard.Fleets.Series;
using WesMemGuard.Input;

namespace WesMemGuard.Fleets.Prometheus;

/// <summary>
/// Samples as the server stores them, in its own chunks (remote read, streamed): nothing is evaluated, written as JSON and read
/// again. A server that gives none, as VictoriaMetrics, is asked by queries from then on.
/// </summary>
internal sealed class StoredChunks(PrometheusRequests requests, PrometheusServer server)
{
    private const string Streamed = "application/x-streamed-protobuf";

    private static readonly IReadOnlySet<KeyValuePair<string, string>> None = new HashSet<KeyValuePair<string, string>>();

    private volatile bool _isRefused;

    /// <summary>
    /// Labels that the server adds to every series (<c>external_labels</c>) and that no query tells; null: not known yet.
    /// </summary>
    private volatile IReadOnlySet<KeyValuePair<string, string>>? _added;

    /// <summary>All samples of a selector between two moments; null: the server doesn't give them so.</summary>
    /// <param name="selector">The series.</param>
    /// <param name="from">From when, UTC.</param>
    /// <param name="to">Until when, UTC.</param>
    /// <param name="nodes">The nodes that there are, by queries.</param>
    /// <param name="empty">Makes what takes the samples.</param>
    /// <param name="ct">Ends it.</param>
    public async Task<FleetSeries?> ReadAsync(SeriesSelector selector, DateTimeOffset from, DateTimeOffset to,
        IReadOnlySet<LabelSet> nodes, Func<FleetSeries> empty, CancellationToken ct)
    {
        if (_isRefused || selector.AsMatchers() is not { } matchers)
            return null;
        var request = ReadRequest.Of(matchers, from, to);
        try
        {
            var added = _added;
            var read = await ReadAsync(request, from, to, added ?? None, empty(), ct).ConfigureAwait(false);
            if (added is not null || read.Nodes.All(n => nodes.Contains(n.Labels)))
                return read;
            var told = await server.NodesAsync(selector.ToString(), from, to, ct).ConfigureAwait(false);
            _added = added = Added(read.Nodes.Select(n => n.Labels), told.ToHashSet());
            _isRefused |= added is null;
            return added is null ? null
                : added.Count == 0 ? read : await ReadAsync(request, from, to, added, empty(), ct).ConfigureAwait(false);
        }
        catch (RefusedException)
        {
            _isRefused = true; // queries tell why, if they are refused too
            return null;
        }
    }

    private async Task<FleetSeries> ReadAsync(byte[] request, DateTimeOffset from, DateTimeOffset to,
        IReadOnlySet<KeyValuePair<string, string>> added, FleetSeries fleet, CancellationToken ct)
    {
        await requests.PostAsync("read", () => Content(request), (answer, body) =>
        {
            if (answer.Headers.ContentType?.MediaType != Streamed)
                throw new RefusedException(HttpStatusCode.UnsupportedMediaType, requests.Shown, PrometheusReasons.Broken("read"));
            ChunkFrames.Read(new BufferedStream(body, 64 * 1024), frame =>
                ChunkedSeries.Read(frame, added, from.ToUnixTimeMilliseconds(), to.ToUnixTimeMilliseconds(), fleet));
        }, ct).ConfigureAwait(false);
        return fleet;
    }

    /// <summary>What all label sets have more than those that a query tells; null: they differ in another way too.</summary>
    private static HashSet<KeyValuePair<string, string>>? Added(IEnumerable<LabelSet> read, HashSet<LabelSet> told)
    {
        HashSet<KeyValuePair<string, string>>? added = null;
        foreach (var labels in read)
        {
            if (added is null && told.FirstOrDefault(labels.Holds) is { } first)
                added = [.. labels.Pairs.Except(first.Pairs)];
            if (added is null || !told.Contains(new LabelSet(labels.Pairs.Where(p => !added.Contains(p)))))
                return null;
        }

        return added;
    }

    private static ByteArrayContent Content(byte[] request)
    {
        var content = new ByteArrayContent(request);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/x-protobuf");
        content.Headers.ContentEncoding.Add("snappy");
        content.Headers.Add("X-Prometheus-Remote-Read-Version", "0.1.0");
        return content;
    }
}
