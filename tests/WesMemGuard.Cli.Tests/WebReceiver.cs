using System.Net;
using System.Net.Sockets;
using System.Text;

namespace WesMemGuard.Cli.Tests;

/// <summary>A receiver of alerts on this machine: it takes each, and is told of each before it answers.</summary>
internal sealed class WebReceiver : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _ended = new();
    private readonly Action<int> _onRequest;
    private readonly Task _serving;

    /// <param name="onRequest">Told which request it is, from 1, before it is answered.</param>
    public WebReceiver(Action<int>? onRequest = null)
    {
        _onRequest = onRequest ?? (_ => { });
        _listener.Start();
        Url = $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";
        _serving = ServeAsync();
    }

    public string Url { get; }

    public List<string> Requests { get; } = [];

    public void Dispose()
    {
        _ended.Cancel();
        try
        {
            _serving.WaitAsync(TimeSpan.FromSeconds(5)).GetAwaiter().GetResult();
        }
        catch (OperationCanceledException)
        {
            // That is how it ends; whatever else happened in it fails the test.
        }
        finally
        {
            _listener.Dispose();
            _ended.Dispose();
        }
    }

    private async Task ServeAsync()
    {
        while (true)
        {
            using var client = await _listener.AcceptTcpClientAsync(_ended.Token);
            await using var stream = client.GetStream();
            var (buffer, request) = (new byte[64 * 1024], new StringBuilder());
            while (!IsWhole(request.ToString()) && await stream.ReadAsync(buffer, _ended.Token) is > 0 and var read)
                request.Append(Encoding.UTF8.GetString(buffer, 0, read));
            Requests.Add(request.ToString());
            _onRequest(Requests.Count);
            await AnswerAsync(stream);
        }
    }

    private async Task AnswerAsync(NetworkStream stream)
    {
        try
        {
            await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"u8.ToArray(),
                _ended.Token);
        }
        catch (IOException)
        {
            // Who was interrupted reads no answer.
        }
    }

    private static bool IsWhole(string request)
    {
        const string length = "Content-Length: ";
        var (end, at) = (request.IndexOf("\r\n\r\n", StringComparison.Ordinal), request.IndexOf(length,
            StringComparison.Ordinal));
        return end >= 0 && at >= 0
            && Encoding.UTF8.GetByteCount(request[(end + 4)..]) >= int.Parse(request[(at + length.Length)..].Split('\r')[0]);
    }
}
