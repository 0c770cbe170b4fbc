using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Builder;
using WesMemGuard.Node;
using WireMock;
using WireMock.RequestBuilders;
using WireMock.ResponseBuilders;
using WireMock.Server;
using WireMock.Settings;
using WireMock.Types;
using WireMock.Util;

namespace WesMemGuard.Recording;

/// <summary>
/// Serves a recording on a loopback port with WireMock, as of its clock: statuses, headers and bodies as recorded. Recorded failures are raised
/// below HTTP, in <see cref="ConnectAsync"/>. One client at a time.
/// </summary>
public sealed class ReplayServer : IDisposable
{
    private static readonly HashSet<string> OfTheConnection =
        new(StringComparer.OrdinalIgnoreCase) { "Content-Length", "Transfer-Encoding", "Connection", "Keep-Alive" };

    /// <summary>WireMock writes today's <c>Date</c> over any other; the recorded one travels under this name until the answer starts.</summary>
    private const string RecordedDate = "Replay-Date";

    private readonly RecordingFolder _recording;
    private readonly ReplayAnswers _answers;
    private readonly WireMockServer _server;
    private readonly List<Socket> _open = [];
    private Exchange? _turn;
    private string? _unknown;
    private int _served;

    private ReplayServer(RecordingFolder recording)
    {
        _recording = recording;
        _answers = new ReplayAnswers(recording);
        Clock = new ReplayClock(recording.StartedAt);
        _server = WireMockServer.Start(new WireMockServerSettings
        {
            Urls = ["http://127.0.0.1:0"],
            MaxRequestLogCount = 0,
            SaveUnmatchedRequests = false,
            DisableJsonBodyParsing = true,
            DisableRequestBodyDecompressing = true,
            DisableDeserializeFormUrlEncoded = true,
            AllowBodyForAllHttpMethods = true,
            AllowCSharpCodeMatcher = false,
            StartAdminInterface = false,
            PreWireMockMiddlewareInit = KeepRecordedDates,
        });
        _server.Given(Request.Create().UsingAnyMethod()).RespondWith(Response.Create().WithCallback(Answer));
        var address = new Uri(_server.Urls[0]);
        Address = new NodeAddress(address, address);
    }

    /// <summary>Where it answers; one port serves both of the node's.</summary>
    public NodeAddress Address { get; }

    /// <summary>The replay's time.</summary>
    public ReplayClock Clock { get; }

    /// <summary>Requests answered so far.</summary>
    public int Served => Volatile.Read(ref _served);

    /// <summary>Starts serving a recording at its beginning.</summary>
    public static ReplayServer Start(RecordingFolder recording) => new(recording);

    /// <summary>It is the turn of this exchange: time is its time, and a request like it gets its answer or its failure.</summary>
    public void MoveTo(Exchange exchange)
    {
        _turn = exchange;
        Clock.MoveTo(exchange.At);
        if (exchange.Error is not null)
            CutConnections();
    }

    /// <summary>Time is this; requests get the last answer of their kind.</summary>
    public void MoveTo(DateTimeOffset instant)
    {
        _turn = null;
        Clock.MoveTo(instant);
    }

    /// <summary>Connects a client; raises the failure of the exchange whose turn it is, at once.</summary>
    /// <exception cref="SocketException">As recorded: refused, timed out, or cut for any other error.</exception>
    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        if (_turn?.Error is { } error)
            return FailedConnection.Of(error);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(context.DnsEndPoint, cancellation);
        }
        catch
        {
            socket.Dispose();
            throw;
        }

        _open.Add(socket);
        return new NetworkStream(socket, ownsSocket: true);
    }

    /// <summary>Throws when something was asked that the recording doesn't hold.</summary>
    /// <exception cref="UnknownRequestException">With what was asked first, and what exists.</exception>
    public void ThrowIfUnknown()
    {
        if (Volatile.Read(ref _unknown) is { } message)
            throw new UnknownRequestException(message);
    }

    /// <inheritdoc/>
    public void Dispose() => _server.Dispose();

    /// <summary>Closes kept connections, so that the next request has to connect, as after the death of a process.</summary>
    private void CutConnections()
    {
        foreach (var socket in _open.Where(s => s.Connected))
            socket.Shutdown(SocketShutdown.Both);
        _open.Clear();
    }

    private ResponseMessage Answer(IRequestMessage request)
    {
        var key = ReplayAnswers.Key(
            request.Method, new Uri(request.Url).PathAndQuery, request.BodyData?.BodyAsString ?? Text(request.BodyData?.BodyAsBytes));
        Interlocked.Increment(ref _served);
        var now = Clock.GetUtcNow();
        if (_answers.Of(key, _turn, now) is { } exchange)
            return Answer(exchange.Status, exchange.Headers, exchange.Body.ToArray());
        if (_answers.ProfileOf(key, now) is { } profile)
            return Answer(200, [KeyValuePair.Create("Content-Type", "application/octet-stream")], profile.Content.ToArray());
        var message = $"{_recording.Path}: \"{key}\" is not in the recording; it holds {string.Join(", ", _answers.Known())}";
        Interlocked.CompareExchange(ref _unknown, message, null);
        return Answer(404, [KeyValuePair.Create("Content-Type", "text/plain; charset=utf-8")], Encoding.UTF8.GetBytes(message));
    }

    private static void KeepRecordedDates(object application) => ((IApplicationBuilder)application).Use((context, next) =>
    {
        context.Response.OnStarting(() =>
        {
            if (context.Response.Headers.Remove(RecordedDate, out var date))
                context.Response.Headers.Date = date;
            return Task.CompletedTask;
        });
        return next(context);
    });

    private static string? Text(byte[]? body) => body is null ? null : Encoding.UTF8.GetString(body);

    private static ResponseMessage Answer(int status, IReadOnlyList<KeyValuePair<string, string>> headers, byte[] body)
    {
        var answer = new ResponseMessage
        {
            StatusCode = status,
            BodyData = new BodyData { DetectedBodyType = BodyType.Bytes, BodyAsBytes = body },
            Headers = new Dictionary<string, WireMockList<string>>(),
        };
        foreach (var (name, value) in headers.Where(h => !OfTheConnection.Contains(h.Key)))
            answer.Headers[name.Equals("Date", StringComparison.OrdinalIgnoreCase) ? RecordedDate : name] = new WireMockList<string>(value);
        return answer;
    }
}
