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
        var status = chain?.ChainStatus.Aggregate(X509ChainStatusFlags.NoError, (all, s) => all | s.Status) ?? X509ChainStatusFlags.NoError;
        return status.HasFlag(X509ChainStatusFlags.NotTimeValid)
            ? $"its TLS certificate is expired or not valid yet ({certificate.GetEffectiveDateString()} .. "
            + $"{certificate.GetExpirationDateString()})"
            : errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch)
                ? "its TLS certificate is of another name than the one that was asked"
                : "its TLS certificate is signed by nobody that is trusted here (--ca names a file of authorities)";
    }
}
