using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using WesMemGuard.Node.Access;
using WesMemGuard.Node.Answers;
using WesMemGuard.Node.Services;
using WesMemGuard.Runs;
using WesMemGuard.Secrets;

namespace WesMemGuard.Node;

/// <summary>
/// Sends one request and turns all that can go wrong with it into a miss. Details name no port and no address: equal
/// runs give equal messages.
/// </summary>
internal sealed class NodeCall : IDisposable
{
    /// <summary>What a witness is told of a request that its asker gave up: nothing that the node did.</summary>
    public static Miss GivenUp { get; } = new(MissKind.Unexpected, "given up by who asked");

    /// <summary>As much of a refusal's body as is read to quote it.</summary>
    private const int LargestRefusal = 64 * 1024;

    private static readonly MediaTypeHeaderValue Json = new("application/json");
    private readonly HttpClient _http;
    private readonly TimeProvider _time;
    private readonly NodeClientSettings _settings;
    private readonly Scrubber _usual = new();

    public NodeCall(TimeProvider time, NodeClientSettings settings)
    {
        (_time, _settings) = (time, settings);
        var handler = settings.Connections.Handler(settings.Connect);
        handler.SslOptions = TrustedAuthorities.Options(settings.Access.Authorities);
        _http = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        _http.DefaultRequestHeaders.Authorization = settings.Access.Authorization;
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
            using var response = await SendAsync(request, limit.Token);
            return new Reading<T>(at, Read(read, await BodyAsync(asked, response, largest, seen, limit.Token)), null, asked.Mark);
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
            seen.Ended(GivenUp);
            throw;
        }

        Reading<T> Missed(Miss miss)
        {
            seen.Ended(miss);
            return new Reading<T>(at, null, miss, asked.Mark);
        }
    }

    /// <summary>Sends it, and tells once that no answer has come for a while.</summary>
    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellation)
    {
        var answer = _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
        if (_settings.Waits is not { } waits)
            return await answer;
        using var answered = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        if (await Task.WhenAny(answer, Task.Delay(NodeClientSettings.WaitsAfter, TimeProvider.System, answered.Token)) != answer)
            waits();
        await answered.CancelAsync();
        return await answer;
    }

    /// <summary>What can't be read is read again without secrets: then a miss quotes none, not even the half of one.</summary>
    private T Read<T>(Func<ReadOnlyMemory<byte>, T> read, byte[] body)
        where T : class
    {
        try
        {
            return read(body);
        }
        catch (MissException e)
        {
            var clean = Encoding.UTF8.GetBytes(Scrub(Encoding.UTF8.GetString(body)));
            if (!clean.AsSpan().SequenceEqual(body))
                read(clean);
            throw new MissException(e.Miss.Kind, Scrub(e.Miss.Detail), e.Miss.Status);
        }
    }

    private string Scrub(string text) => (_settings.Scrub ?? _usual.Text)(text);

    private static HttpRequestMessage RequestOf(NodeRequest asked, Uri address)
    {
        var request = new HttpRequestMessage(HttpMethod.Parse(asked.Method), address);
        if (asked.ForwardedFor is not null)
            request.Headers.TryAddWithoutValidation("X-Forwarded-For", asked.ForwardedFor);
        if (asked.Path == NodePaths.Metrics)
            request.Headers.TryAddWithoutValidation("Accept", "text/plain;version=0.0.4,*/*;q=0.1");
        if (asked.Body is not null)
            request.Content =
                new ByteArrayContent(
                Encoding.UTF8.GetBytes(asked.Body))
                { Headers = { ContentType = Json } };
        return request;
    }

    private static Miss Closed { get; } = new(MissKind.Closed, "the connection was closed before the answer was whole");

    private async Task<byte[]> BodyAsync(
        NodeRequest asked, HttpResponseMessage response, int largest, SeenExchange seen, CancellationToken cancellation)
    {
        if (response.StatusCode != HttpStatusCode.OK)
            throw new MissException(KindOf((int)response.StatusCode), await RefusalAsync(response, seen, cancellation),
                (int)response.StatusCode);
        var body = await BoundedBody.ReadAsync(response.Content, largest, cancellation);
        // Never asked for, and some proxies send it all the same.
        if (response.Content.Headers.ContentEncoding.Contains("gzip", StringComparer.OrdinalIgnoreCase)
            && GzipBody.Inflated(body, largest) is { } inflated)
        {
            body = inflated.ToArray();
            // What a witness keeps is what it says it is.
            response.Content.Headers.ContentEncoding.Clear();
            response.Content.Headers.ContentLength = body.Length;
        }

        if (asked.Path == NodePaths.Metrics && response.Content.Headers.ContentType?.MediaType == "application/vnd.google.protobuf")
            throw new MissException(MissKind.Unexpected, "200 with protobuf; the text format was asked for");
        if (asked.Path == NodePaths.Metrics && _settings.Access.Figures is { } figures)
            body = figures.Renamed(body);
        seen.Ended(response, body);
        if (response.Content.Headers.ContentType?.MediaType == "text/html" || body.AsSpan().TrimStart(" \r\n\t"u8).StartsWith("<"u8))
            throw new MissException(MissKind.Unexpected, $"200 with HTML: {Excerpt.Of(body, Scrub)}");
        return body;
    }

    private static MissKind KindOf(int status) => status switch
    {
        429 => MissKind.RateLimited,
        401 or 403 => MissKind.Denied,
        404 => MissKind.NotFound,
        >= 500 => MissKind.ServerError,
        _ => MissKind.Unexpected,
    };

    private async Task<string> RefusalAsync(HttpResponseMessage response, SeenExchange seen, CancellationToken cancellation)
    {
        var status = FormattableString.Invariant($"status {(int)response.StatusCode}") + response.StatusCode switch
        {
            HttpStatusCode.Unauthorized when _settings.Access.Authorization is null => " (it wants to know who asks: --bearer or --basic)",
            HttpStatusCode.Unauthorized => " (it does not accept the credentials)",
            HttpStatusCode.Forbidden => " (forbidden to who asks)",
            _ => "",
        };
        byte[] body;
        try
        {
            body = await BoundedBody.ReadAsync(response.Content, LargestRefusal, cancellation);
        }
        catch (MissException)
        {
            seen.Ended(response, []);
            return status + " with a body that can't be quoted";
        }

        seen.Ended(response, body);
        return body.Length == 0 ? status : $"{status}: {Excerpt.Of(body, Scrub)}";
    }

    private static Miss MissOf(HttpRequestException e, int largest) => e.InnerException switch
    {
        NotThisMachineException elsewhere => new Miss(MissKind.Refused, elsewhere.Message),
        RecordedMissException recorded => recorded.Miss,
        _ => MissOfSocket(e, largest),
    };

    private static Miss MissOfSocket(HttpRequestException e, int largest) =>
        (e.HttpRequestError, (e.InnerException as SocketException)?.SocketErrorCode) switch
        {
            (_, SocketError.ConnectionRefused) => new Miss(MissKind.Refused, "connection refused"),
            (_, SocketError.TooManyOpenSockets) => new Miss(MissKind.Refused, "this process has no file handles left"),
            (_, SocketError.TimedOut) => new Miss(MissKind.TimedOut, "timed out"),
            (_, SocketError.HostUnreachable or SocketError.NetworkUnreachable) => new Miss(MissKind.Refused, "host unreachable"),
            (HttpRequestError.NameResolutionError, _) => new Miss(MissKind.Refused, "host name unknown"),
            (HttpRequestError.ConfigurationLimitExceeded, _) => new Miss(
                MissKind.TooLarge, FormattableString.Invariant($"over {largest / 1024 / 1024} MiB, the bound of this answer")),
            (HttpRequestError.InvalidResponse, _) => new Miss(MissKind.Unexpected, "no HTTP answer"),
            (HttpRequestError.SecureConnectionError, _) => new Miss(MissKind.Untrusted, Untrusted(e)),
            _ => Closed,
        };

    private static string Untrusted(HttpRequestException e)
    {
        for (Exception? cause = e; cause is not null; cause = cause.InnerException)
        {
            if (cause is UntrustedException)
                return cause.Message;
        }

        return "no TLS connection could be made: it may speak plain http, or another version of TLS";
    }
}
