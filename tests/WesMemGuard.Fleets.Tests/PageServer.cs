using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace WesMemGuard.Fleets.Tests;

/// <summary>A server of pages, plain or with TLS, that answers by what it is asked.</summary>
/// <param name="answer">The answer to a request.</param>
/// <param name="own">Its certificate; null: it speaks without TLS.</param>
/// <param name="wantsOurs">Whether it asks for a certificate of the client.</param>
internal sealed class PageServer(Func<string, (int Status, string Body)> answer, X509Certificate2? own = null, bool wantsOurs = false)
    : AskedServer((request, _) => answer(request) is var (status, body) ? Http(status, body) : "", own, wantsOurs)
{
    /// <summary>A certificate of 127.0.0.1, with its key; it is its own authority.</summary>
    public static X509Certificate2 Certificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=test", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using var own = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(own.Export(X509ContentType.Pfx), null, X509KeyStorageFlags.Exportable);
    }
}
