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
    private readonly TimeSpan _timeout;

    public NodeCall(TimeProvider time, NodeClientSettings settings)
    {
        _time = time;
        _timeout = settings.Timeout;
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

    public async Task<Reading<T>> AskAsync<T>(
        HttpMethod method, Uri address, byte[]? json, int largest, Func<ReadOnlyMemory<byte>, T> read, string? mark, string? forwardedFor, CancellationToken cancellation)
        where T : class
    {
        var at = _time.GetUtcNow();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(_timeout);
        try
        {
            using var request = new HttpRequestMessage(method, address);
            if (forwardedFor is not null)
                request.Headers.TryAddWithoutValidation("X-Forwarded-For", forwardedFor);
            if (json is not null)
                request.Content = new ByteArrayContent(json) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token);
            return new Reading<T>(at, read(await BodyAsync(response, largest, limit.Token)), null, mark);
        }
        catch (MissException e)
        {
            return new Reading<T>(at, null, e.Miss, mark);
        }
        catch (HttpRequestException e)
        {
            return new Reading<T>(at, null, MissOf(e, largest), mark);
        }
        catch (IOException)
        {
            return new Reading<T>(at, null, Closed, mark);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new Reading<T>(at, null, new Miss(MissKind.TimedOut, FormattableString.Invariant($"no answer in {_timeout.TotalSeconds:0.#} s")), mark);
        }
    }

    private static Miss Closed { get; } = new(MissKind.Unreadable, "the connection was closed before the answer was whole");

    private static async Task<byte[]> BodyAsync(HttpResponseMessage response, int largest, CancellationToken cancellation)
    {
        if (response.StatusCode != HttpStatusCode.OK)
            throw new MissException(KindOf((int)response.StatusCode), await RefusalAsync(response, cancellation));
        await response.Content.LoadIntoBufferAsync(largest, cancellation);
        var body = await response.Content.ReadAsByteArrayAsync(cancellation);
        if (response.Content.Headers.ContentType?.MediaType == "text/html" || body.AsSpan().TrimStart(" \r\n\t"u8).StartsWith("<"u8))
            throw new MissException(MissKind.Unexpected, $"200 with HTML: {Excerpt.Of(body)}");
        return body;
    }

    private static MissKind KindOf(int status) => status switch
    {
        429 => MissKind.RateLimited,
        404 => MissKind.NotFound,
        >= 500 => MissKind.ServerError,
        _ => MissKind.Unexpected,
    };

    private static async Task<string> RefusalAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        var status = FormattableString.Invariant($"status {(int)response.StatusCode}");
        try
        {
            await response.Content.LoadIntoBufferAsync(LargestRefusal, cancellation);
        }
        catch (HttpRequestException)
        {
            return status + " with a body that can't be quoted";
        }

        var body = await response.Content.ReadAsByteArrayAsync(cancellation);
        return body.Length == 0 ? status : $"{status}: {Excerpt.Of(body)}";
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

    public static string Of(ReadOnlySpan<byte> body)
    {
        var text = new StringBuilder(Longest + 3);
        foreach (var rune in Encoding.UTF8.GetString(body[..Math.Min(body.Length, 4 * Longest)]).EnumerateRunes())
        {
            if (text.Length >= Longest)
                return text.Append('…').ToString();
            text.Append(Rune.IsControl(rune) ? ' ' : rune.ToString());
        }

        return text.ToString().Trim();
    }
}
