using System.Net.Sockets;
using Microsoft.AspNetCore.Http;
using WesMemGuard.Node;

namespace WesMemGuard.Recording;

/// <summary>
/// Serves a recording on loopback ports, as of its clock: statuses, headers and bodies as recorded. In a replay, one
/// client at a time takes turns, and recorded failures are raised below HTTP, in <see cref="ConnectAsync"/>; in real time anybody
/// may ask, and they are connections that break.
/// </summary>
internal sealed class ReplayServer : IDisposable
{
    private readonly RecordingFolder _recording;
    private readonly ReplayAnswers _answers;
    private readonly LoopbackServer _server;
    private readonly ReplayPorts? _ports;
    private readonly List<Socket> _open = [];
    private Exchange? _turn;
    private string? _unknown;
    private int _served;

    private ReplayServer(RecordingFolder recording, ReplayPorts? ports)
    {
        (_recording, _ports) = (recording, ports);
        _answers = new ReplayAnswers(recording);
        Clock = ports is null ? new ReplayClock(recording.StartedAt) : new ReplayClock(recording.StartedAt, ports.Time, ports.Speed);
        _server = LoopbackServer.Start(ports?.Urls ?? ["http://127.0.0.1:0"], AnswerAsync);
        Address = new NodeAddress(_server.Addresses[0], _server.Addresses[^1]);
    }

    /// <summary>Where it answers; in a replay one port serves both of the node's.</summary>
    public NodeAddress Address { get; }

    /// <summary>The replay's time.</summary>
    public ReplayClock Clock { get; }

    /// <summary>Requests answered so far.</summary>
    public int Served => Volatile.Read(ref _served);

    /// <summary>Starts serving a recording at its beginning.</summary>
    public static ReplayServer Start(RecordingFolder recording) => new(recording, null);

    /// <summary>Starts serving a recording in real time.</summary>
    /// <exception cref="System.IO.IOException">A port is in use.</exception>
    public static ReplayServer Start(RecordingFolder recording, ReplayPorts ports) => new(recording, ports);

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
            throw new RecordedMissException(error);
        var stream = (NetworkStream)await Connections.ToThisMachine.OpenAsync(context.DnsEndPoint, null, cancellation);
        _open.Add(stream.Socket);
        return stream;
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

    private async Task AnswerAsync(HttpContext context)
    {
        var request = context.Request;
        using var reader = new StreamReader(request.Body);
        var body = HttpMethods.IsPost(request.Method) ? await reader.ReadToEndAsync(context.RequestAborted) : null;
        var target = context.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpRequestFeature>()!.RawTarget;
        Interlocked.Increment(ref _served);
        await (_ports is null ? InTurnAsync(context, target, body) : AsOfNowAsync(context, target, body, _ports));
    }

    private Task InTurnAsync(HttpContext context, string target, string? body)
    {
        var key = _answers.KeyOf(context.Request.Method, target, body);
        var now = Clock.GetUtcNow();
        if (_answers.Of(key, _turn, now) is { } exchange)
            return ReplayedAnswer.SendAsync(context, exchange);
        return _answers.ProfileOf(key, now) is { } profile ? ReplayedAnswer.SendAsync(context, profile) : UnknownAsync(context, key);
    }

    /// <summary>
    /// As the node did at this moment of the recording: each port has its own paths, and where the node was away nobody answers.
    /// </summary>
    private Task AsOfNowAsync(HttpContext context, string target, string? body, ReplayPorts ports)
    {
        var key = _answers.KeyOf(context.Request.Method, target, body);
        var now = Clock.GetUtcNow();
        var isDebug = target.StartsWith(NodePaths.DebugPrefix, StringComparison.Ordinal);
        if (Address.Http != Address.Diagnostics && isDebug != (context.Connection.LocalPort == Address.Diagnostics.Port))
            return ReplayedAnswer.SendAsync(context, 404, "404 page not found");
        if (now > _recording.EndedAt && !ports.Stays)
        {
            context.Abort();
            return Task.CompletedTask;
        }

        if (_answers.AsOf(key, now) is { } exchange)
            return ReplayedAnswer.SendAsync(context, exchange, ReplayAnswers.IdOf(body));
        return _answers.ProfileOf(key, now, orFirst: true) is { } profile
            ? ReplayedAnswer.SendAsync(context, profile) : UnknownAsync(context, key);
    }

    private Task UnknownAsync(HttpContext context, string key)
    {
        var message = $"{_recording.Path}: \"{key}\" is not in the recording; it holds {string.Join(", ", _answers.Known())}";
        Interlocked.CompareExchange(ref _unknown, message, null);
        return ReplayedAnswer.SendAsync(context, 404, message);
    }
}
