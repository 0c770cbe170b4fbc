using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace WesMemGuard.Tests;

/// <summary>
/// A server on the loopback, plain or with TLS, that reads one whole request a connection, answers it, and keeps what it was asked.
/// </summary>
internal class AskedServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _over = new();
    private readonly Func<string, int, string> _answer;
    private readonly X509Certificate2? _own;
    private readonly bool _wantsOurs;
    private readonly Task _serving;

    /// <param name="answer">The whole answer to a request, and to which one, from 1.</param>
    /// <param name="own">Its certificate; null: it speaks without TLS.</param>
    /// <param name="wantsOurs">Whether it asks for a certificate of the client.</param>
    public AskedServer(Func<string, int, string> answer, X509Certificate2? own = null, bool wantsOurs = false)
    {
        (_answer, _own, _wantsOurs) = (answer, own, wantsOurs);
        _listener.Start();
        Url = new Uri($"http{(own is null ? "" : "s")}://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");
        _serving = ServeAsync();
    }

    public Uri Url { get; }

    /// <summary>Its address as a command line takes it: no slash at the end.</summary>
    public string Address => Url.GetLeftPart(UriPartial.Authority);

    /// <summary>Whole requests, in the order in which they came.</summary>
    public List<string> Asked { get; } = [];

    public void Dispose()
    {
        _over.Cancel();
        _listener.Stop();
        _serving.Wait(TimeSpan.FromSeconds(10)).ShouldBeTrue(); // whatever else happened in it fails the test
        _own?.Dispose();
        _over.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>An answer of HTTP that closes its connection.</summary>
    protected static string Http(int status, string body) =>
        $"HTTP/1.1 {status} X\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\nConnection: close\r\n\r\n{body}";

    private async Task ServeAsync()
    {
        while (!_over.IsCancellationRequested)
        {
            try
            {
                using var client = await _listener.AcceptTcpClientAsync(_over.Token);
                await using var stream = await OpenedAsync(client.GetStream());
                var request = await RequestAsync(stream);
                Asked.Add(request);
                await stream.WriteAsync(Encoding.UTF8.GetBytes(_answer(request, Asked.Count)), _over.Token);
            }
            catch (Exception e) when (e is IOException or AuthenticationException or OperationCanceledException or SocketException)
            {
                TestContext.Progress.WriteLine($"the client went away: {e.GetType().Name}"); // as one does that doesn't trust
            }
        }
    }

    private async Task<Stream> OpenedAsync(Stream plain)
    {
        if (_own is null)
            return plain;
        var secure = new SslStream(plain, false, (_, certificate, _, _) => certificate is not null || !_wantsOurs);
        await secure.AuthenticateAsServerAsync(new SslServerAuthenticationOptions
        {
            ServerCertificate = _own,
            ClientCertificateRequired = _wantsOurs,
        }, _over.Token);
        return secure;
    }

    private async Task<string> RequestAsync(Stream stream)
    {
        var (buffer, text) = (new byte[64 * 1024], new StringBuilder());
        while (!IsWhole(text.ToString()) && await stream.ReadAsync(buffer, _over.Token) is > 0 and var read)
            text.Append(Encoding.UTF8.GetString(buffer, 0, read));
        return text.ToString();
    }

    private static bool IsWhole(string request)
    {
        const string length = "Content-Length: ";
        var (end, at) = (request.IndexOf("\r\n\r\n", StringComparison.Ordinal), request.IndexOf(length, StringComparison.Ordinal));
        return end >= 0 && (at < 0
            || Encoding.UTF8.GetByteCount(request[(end + 4)..]) >= int.Parse(request[(at + length.Length)..].Split('\r')[0]));
    }
}
