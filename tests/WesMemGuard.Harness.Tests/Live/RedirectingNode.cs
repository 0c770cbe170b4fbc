using System.Net;
using System.Net.Sockets;
using System.Text;

namespace WesMemGuard.Harness.Tests.Live;

/// <summary>Answers every request with a redirect to another host.</summary>
internal sealed class RedirectingNode : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Task _serving;

    public RedirectingNode(string to)
    {
        _listener.Start();
        _serving = ServeAsync(
            Encoding.ASCII.GetBytes($"HTTP/1.1 302 Found\r\nLocation: {to}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"));
    }

    public string Url => $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _serving;
    }

    private async Task ServeAsync(byte[] answer)
    {
        try
        {
            while (true)
            {
                using var socket = await _listener.AcceptSocketAsync();
                _ = await socket.ReceiveAsync(new byte[8192]);
                await socket.SendAsync(answer);
            }
        }
        catch (SocketException)
        {
            return; // stopped
        }
        catch (InvalidOperationException) // an ObjectDisposedException among them
        {
            return; // stopped
        }
    }
}
