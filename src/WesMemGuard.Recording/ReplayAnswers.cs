using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using WesMemGuard.Node;
using WesMemGuard.Runs;

namespace WesMemGuard.Recording;

/// <summary>
/// Which recorded answer a request gets: the exchange whose turn it is, else the last of its kind, else the profile of that time.
/// </summary>
internal sealed class ReplayAnswers
{
    private const int MostListed = 100;
    private readonly RecordingFolder _recording;
    private readonly Dictionary<string, List<Exchange>> _byRequest = [];
    private readonly Dictionary<string, List<Exchange>> _all = [];

    public ReplayAnswers(RecordingFolder recording)
    {
        _recording = recording;
        foreach (var exchange in recording.Exchanges)
        {
            var key = RecordedKey.Of(exchange.Request.Method, exchange.Request.Path, exchange.Request.Body);
            AddTo(_all, key, exchange);
            if (exchange.Error is null)
                AddTo(_byRequest, key, exchange);
        }
    }

    /// <summary>
    /// The key under which the recording holds what is asked, as it is or as a recorder writes it; the key as it is when it holds none.
    /// </summary>
    public string KeyOf(string method, string path, string? body)
    {
        // A HEAD is answered as a GET is, without its body (RFC 9110, 9.3.2).
        var methods = HttpMethods.IsHead(method) ? new[] { method, HttpMethods.Get } : [method];
        var keys = methods.SelectMany(m => new[] { RecordedKey.Of(m, path, body), RecordedKey.AsWritten(m, path, body) }).ToList();
        return keys.Find(k => _all.ContainsKey(k)) ?? (HttpMethods.IsHead(method) ? keys[2] : keys[0]);
    }

    /// <summary>The recorded answer; null when the recording holds none.</summary>
    public Exchange? Of(string key, Exchange? turn, DateTimeOffset now)
    {
        if (turn is { Error: null } && RecordedKey.Of(turn.Request.Method, turn.Request.Path, turn.Request.Body) == key)
            return turn;
        return _byRequest.TryGetValue(key, out var list) ? list.FindLast(e => e.At <= now) ?? list[0] : null;
    }

    /// <summary>
    /// What came of the last request of its kind up to a moment, a failure too; the first one before there was any;
    /// null when the recording holds none.
    /// </summary>
    public Exchange? AsOf(string key, DateTimeOffset now)
    {
        if (!_all.TryGetValue(key, out var list))
            return null;
        var (low, high) = (0, list.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = list[middle].At <= now ? (middle + 1, high) : (low, middle);
        }

        return list[Math.Max(0, low - 1)];
    }

    /// <summary>The id of a JSON-RPC call, a text or a number, the last of several; null when a body is none or has none.</summary>
    public static JsonNode? IdOf(string? body)
    {
        if (NodeSampler.MethodOf(body) is null)
            return null;
        try
        {
            using var json = JsonDocument.Parse(body!);
            return !json.RootElement.TryGetProperty("id", out var id) ? null : id.ValueKind switch
            {
                JsonValueKind.String => JsonValue.Create(id.GetString()),
                JsonValueKind.Number => JsonNode.Parse(id.GetRawText()),
                _ => null,
            };
        }
        catch (InvalidOperationException)
        {
            return null; // half a surrogate pair: nothing that an answer could hold
        }
    }

    /// <summary>The last profile captured at or before that time; null when there is none.</summary>
    /// <param name="key">What is asked.</param>
    /// <param name="now">The time.</param>
    /// <param name="orFirst">Whether the first one stands for those before it.</param>
    public RecordedProfile? ProfileOf(string key, DateTimeOffset now, bool orFirst = false)
    {
        ProfileKind? kind = key switch
        {
            "GET " + NodePaths.HeapProfile => ProfileKind.Heap,
            "GET " + NodePaths.GoroutineProfile => ProfileKind.Goroutine,
            "GET " + NodePaths.GoroutineLeaks => ProfileKind.GoroutineLeaks,
            "GET " + NodePaths.GoroutineDump => ProfileKind.GoroutineDump,
            _ => null,
        };
        return kind is null
            ? null : _recording.Profiles.LastOrDefault(p => p.Kind == kind && p.At <= now)
            ?? (orFirst ? _recording.Profiles.FirstOrDefault(p => p.Kind == kind) : null);
    }

    private static void AddTo(Dictionary<string, List<Exchange>> lists, string key, Exchange exchange)
    {
        if (!lists.TryGetValue(key, out var list))
            lists[key] = list = [];
        list.Add(exchange);
    }

    public IEnumerable<string> Known()
    {
        var profiles =
            _recording.Profiles.Select(p => "GET " + p.Kind switch
            {
                ProfileKind.Heap => NodePaths.HeapProfile,
                ProfileKind.GoroutineLeaks => NodePaths.GoroutineLeaks,
                ProfileKind.GoroutineDump => NodePaths.GoroutineDump,
                _ => NodePaths.GoroutineProfile,
            });
        string[] all = [.. _byRequest.Keys.Concat(profiles).Distinct().Order(StringComparer.Ordinal).Select(RecordedKey.Shown)];
        return all.Length <= MostListed ? all : [.. all[..MostListed], $"and {all.Length - MostListed} more"];
    }
}
