using System.Net;
using System.Net.Sockets;
using System.Text;

namespace WesMemGuard.Node.Tests.GoServices;

/// <summary>A service on this machine that answers the paths it is given, and everything else with 404; one request a connection.</summary>
internal sealed class ServedPages : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _over = new();
    private readonly IReadOnlyDictionary<string, (string Type, byte[] Body)> _pages;
    private readonly List<string> _asked = [];
    private readonly Task _serving;

    /// <param name="pages">By path with its query: the answer's type and body.</param>
    public ServedPages(IReadOnlyDictionary<string, (string Type, byte[] Body)> pages)
    {
        _pages = pages;
        _listener.Start();
        _serving = ServeAsync();
    }

    public Uri Url => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");

    /// <summary>The head of each request, in order.</summary>
    public IReadOnlyList<string> Asked
    {
        get
        {
            lock (_asked)
                return [.. _asked];
        }
    }

    /// <summary>Answers in text, by path.</summary>
    public static ServedPages Of(params (string Path, string Body)[] pages) =>
        new(pages.ToDictionary(p => p.Path, p => ("text/plain", Encoding.UTF8.GetBytes(p.Body))));

    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        _listener.Stop();
        await _serving;
        _over.Dispose();
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                using var client = await _listener.AcceptTcpClientAsync(_over.Token);
                await AnswerAsync(client.GetStream());
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException or IOException)
        {
            return; // over
        }
    }

    private async Task AnswerAsync(NetworkStream stream)
    {
        var asked = new byte[16 * 1024];
        var head = Encoding.UTF8.GetString(asked, 0, await stream.ReadAsync(asked, _over.Token));
        lock (_asked)
            _asked.Add(head);
        var path = head.Split(' ') is [_, var p, ..] ? p : "";
        var (status, (type, body)) = _pages.TryGetValue(path, out var page)
            ? (200, page) : (404, ("text/plain", "404 page not found\n"u8.ToArray()));
        await stream.WriteAsync(Encoding.UTF8.GetBytes(
            $"HTTP/1.1 {status} X\r\nContent-Type: {type}\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n"), _over.Token);
        await stream.WriteAsync(body, _over.Token);
    }
}
