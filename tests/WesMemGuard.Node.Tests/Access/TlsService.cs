using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace WesMemGuard.Node.Tests.Access;

/// <summary>
/// A service on the loopback that speaks TLS, answers each request alike, and keeps what it was asked.
/// </summary>
internal sealed class TlsService : AskedServer
{
    private TlsService(X509Certificate2 own, X509Certificate2 authority, string answer)
        : base((_, _) => answer, own) => AuthorityPem = authority.ExportCertificatePem();

    public string AuthorityPem { get; }

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
}
