using System.Globalization;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace WesMemGuard.Node.Access;

/// <summary>A certificate that is not believed, with why.</summary>
internal sealed class UntrustedException(X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    : AuthenticationException(Why(certificate, chain, errors))
{
    private static string Why(X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (certificate is null || errors.HasFlag(SslPolicyErrors.RemoteCertificateNotAvailable))
            return "it sent no TLS certificate";
        var status = chain?.ChainStatus.Aggregate(X509ChainStatusFlags.NoError, (all, s) => all | s.Status)
            ?? X509ChainStatusFlags.NoError;
        return status.HasFlag(X509ChainStatusFlags.NotTimeValid)
            ? $"its TLS certificate is expired or not valid yet ({Dates(certificate)})"
            : errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch)
                ? "its TLS certificate is of another name than the one that was asked"
                : "its TLS certificate is signed by nobody that is trusted here (--ca names a file of authorities)";
    }

    /// <summary>
    /// From when to when it is valid, in UTC: the same for every reader. What a handshake gives is always of the newer
    /// type.
    /// </summary>
    private static string Dates(X509Certificate certificate)
    {
        var dated = (X509Certificate2)certificate;
        return string.Create(CultureInfo.InvariantCulture,
            $"{dated.NotBefore.ToUniversalTime():yyyy-MM-dd HH:mm:ss'Z'} .. {dated.NotAfter.ToUniversalTime():yyyy-MM-dd HH:mm:ss'Z'}");
    }
}
