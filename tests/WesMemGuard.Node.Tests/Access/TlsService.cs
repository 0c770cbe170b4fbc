using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace WesMemGuard.Node.Tests.Access;

/// <summary>
/// A service on the loopback that speaks TLS, answers each request alike, and keeps what it was asked.
/// </summary>
internal sealed class TlsService : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _over = new();
    private readonly X509Certificate2 _own;
    private readonly string _answer;
    private readonly Task _serving;

    private TlsService(X509Certificate2 own, X509Certificate2 authority, string answer)
    {
        (_own, _answer, AuthorityPem) = (own, answer, authority.ExportCertificatePem());
        _listener.Start();
        Url = new Uri($"https://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");
        _serving = ServeAsync();
    }

    public Uri Url { get; }

    public string AuthorityPem { get; }

    public List<string> Asked { get; } = [];

    /// <summary>Starts one whose certificate an authority of its own signed.</summary>
    /// <param name="answer">The whole answer to each request.</param>
    /// <param name="name">The IP address that the certificate is of.</param>
    /// <param name="days">How many days ago it ended; 0: it holds.</param>
    public static TlsService Start(string answer, string name = "127.0.0.1", int days = 0)
    {
        var (from, to) = (DateTimeOffset.UtcNow.AddDays(-30), DateTimeOffset.UtcNow.AddDays(30));
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var authority = new CertificateRequest("CN=test authority", key, HashAlgorithmName.SHA256);
        authority.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        using var root = authority.CreateSelfSigned(from, to);
        using var ownKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var own = new CertificateRequest("CN=service", ownKey, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Parse(name));
        own.CertificateExtensions.Add(names.Build());
        var until = days > 0 ? DateTimeOffset.UtcNow.AddDays(-days) : to.AddDays(-1);
        using var signed = own.Create(root, from.AddDays(1), until, [1, 2, 3, 4]);
        using var withKey = signed.CopyWithPrivateKey(ownKey);
        return new TlsService(X509CertificateLoader.LoadPkcs12(withKey.Export(X509ContentType.Pfx), null), root,
            answer);
    }

    public void Dispose()
    {
        _over.Cancel();
        _listener.Stop();
        _serving.Wait(TimeSpan.FromSeconds(10)).ShouldBeTrue();
        _own.Dispose();
        _over.Dispose();
    }

    private async Task ServeAsync()
    {
        while (!_over.IsCancellationRequested)
        {
            try
            {
                using var client = await _listener.AcceptTcpClientAsync(_over.Token);
                await using var stream = new SslStream(client.GetStream());
                await stream.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = _own },
                    _over.Token);
                var buffer = new byte[8192];
                var length = await stream.ReadAsync(buffer, _over.Token);
                Asked.Add(Encoding.ASCII.GetString(buffer, 0, length));
                await stream.WriteAsync(Encoding.ASCII.GetBytes(_answer), _over.Token);
            }
            catch (Exception e) when (e is IOException or AuthenticationException or OperationCanceledException or SocketException)
            {
                TestContext.Progress.WriteLine($"the client went away: {e.GetType().Name}"); // as it does when it doesn't trust
            }
        }
    }
}
