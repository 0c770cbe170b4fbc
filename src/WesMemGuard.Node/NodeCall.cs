using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using WesMemGuard.Runs;

namespace WesMemGuard.Node;

/// <summary>Sends one request and turns all that can go wrong with it into a miss. Details name no port and no address: equal runs give equal messages.</summary>
internal sealed class NodeCall : IDisposable
{
    /// <summary>As much of a refusal's body as is read to quote it.</summary>
    private const int LargestRefusal = 64 * 1024;

    private readonly HttpClient _http;
    private readonly TimeProvider _time;
    private readonly NodeClientSettings _settings;

    public NodeCall(TimeProvider time, NodeClientSettings settings)
    {
        (_time, _settings) = (time, settings);
        _http = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            ConnectCallback = settings.Connect,
            ActivityHeadersPropagator = null,
        })
        { Timeout = Timeout.InfiniteTimeSpan };
    }

    public void Dispose() => _http.Dispose();

    /// <summary>Asks, and reads the whole body of an answer 200 with <paramref name="read"/>.</summary>
    public async Task<Reading<T>> AskAsync<T>(
        NodeRequest asked, Uri address, int largest, Func<ReadOnlyMemory<byte>, T> read, CancellationToken cancellation)
        where T : class
    {
        var at = _time.GetUtcNow();
        var seen = new SeenExchange(_settings.Witness?.Began(asked, at), _time);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var patience = asked.Timeout ?? _settings.Timeout;
        limit.CancelAfter(patience);
        try
        {
            using var request = RequestOf(asked, address);
            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token);
            return new Reading<T>(at, read(await BodyAsync(response, largest, seen, limit.Token)), null, asked.Mark);
        }
        catch (MissException e)
        {
            return Missed(e.Miss);
        }
        catch (HttpRequestException e)
        {
            return Missed(MissOf(e, largest));
        }
        catch (IOException)
        {
            return Missed(Closed);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return Missed(new Miss(MissKind.TimedOut, FormattableString.Invariant($"no answer in {patience.TotalSeconds:0.#} s")));
        }
        catch (OperationCanceledException)
        {
            seen.Ended(NodeClient.GivenUp);
            throw;
        }

        Reading<T> Missed(Miss miss)
        {
            seen.Ended(miss);
            return new Reading<T>(at, null, miss, asked.Mark);
        }
    }

    private static HttpRequestMessage RequestOf(NodeRequest asked, Uri address)
    {
        var request = new HttpRequestMessage(new HttpMethod(asked.Method), address);
        if (asked.ForwardedFor is not null)
            request.Headers.TryAddWithoutValidation("X-Forwarded-For", asked.ForwardedFor);
        if (asked.Body is not null)
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(asked.Body)) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        return request;
    }

    private static Miss Closed { get; } = new(MissKind.Closed, "the connection was closed before the answer was whole");

    private async Task<byte[]> BodyAsync(HttpResponseMessage response, int largest, SeenExchange seen, CancellationToken cancellation)
    {
        if (response.StatusCode != HttpStatusCode.OK)
            throw new MissException(KindOf((int)response.StatusCode), await RefusalAsync(response, seen, cancellation), (int)response.StatusCode);
        await response.Content.LoadIntoBufferAsync(largest, cancellation);
        var body = await response.Content.ReadAsByteArrayAsync(cancellation);
        seen.Ended(response, body);
        if (response.Content.Headers.ContentType?.MediaType == "text/html" || body.AsSpan().TrimStart(" \r\n\t"u8).StartsWith("<"u8))
            throw new MissException(MissKind.Unexpected, $"200 with HTML: {Excerpt.Of(body, _settings.Scrub)}");
        return body;
    }

    private static MissKind KindOf(int status) => status switch
    {
        429 => MissKind.RateLimited,
        404 => MissKind.NotFound,
        >= 500 => MissKind.ServerError,
        _ => MissKind.Unexpected,
    };

    private async Task<string> RefusalAsync(HttpResponseMessage response, SeenExchange seen, CancellationToken cancellation)
    {
        var status = FormattableString.Invariant($"status {(int)response.StatusCode}");
        try
        {
            await response.Content.LoadIntoBufferAsync(LargestRefusal, cancellation);
        }
        catch (HttpRequestException)
        {
            seen.Ended(response, []);
            return status + " with a body that can't be quoted";
        }

        var body = await response.Content.ReadAsByteArrayAsync(cancellation);
        seen.Ended(response, body);
        return body.Length == 0 ? status : $"{status}: {Excerpt.Of(body, _settings.Scrub)}";
    }

    private static Miss MissOf(HttpRequestException e, int largest) => (e.HttpRequestError, (e.InnerException as SocketException)?.SocketErrorCode) switch
    {
        (_, SocketError.ConnectionRefused) => new Miss(MissKind.Refused, "connection refused"),
        (_, SocketError.TimedOut) => new Miss(MissKind.TimedOut, "timed out"),
        (_, SocketError.HostUnreachable or SocketError.NetworkUnreachable) => new Miss(MissKind.Refused, "host unreachable"),
        (HttpRequestError.NameResolutionError, _) => new Miss(MissKind.Refused, "host name unknown"),
        (HttpRequestError.ConfigurationLimitExceeded, _) => new Miss(
            MissKind.TooLarge, FormattableString.Invariant($"over {largest / 1024 / 1024} MiB, the bound of this answer")),
        (HttpRequestError.InvalidResponse, _) => new Miss(MissKind.Unexpected, "no HTTP answer"),
        _ => Closed,
    };
}

/// <summary>The first bytes of a body, fit for one line of a message.</summary>
internal static class Excerpt
{
    private const int Longest = 80;

    /// <param name="body">The bytes.</param>
    /// <param name="scrub">Takes secrets out before the rest is cut off: half a secret would not be known as one.</param>
    public static string Of(ReadOnlySpan<byte> body, Func<string, string>? scrub = null)
    {
        var text = new StringBuilder(Longest + 3);
        var quoted = scrub is null ? Encoding.UTF8.GetString(body[..Math.Min(body.Length, 4 * Longest)]) : scrub(Encoding.UTF8.GetString(body));
        foreach (var rune in quoted.EnumerateRunes())
        {
            if (text.Length >= Longest)
                return text.Append('…').ToString();
            text.Append(Rune.IsControl(rune) ? ' ' : rune.ToString());
        }

        return text.ToString().Trim();
    }
}
