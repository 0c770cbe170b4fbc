using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using WesMemGuard.Files;
using WesMemGuard.Input;

namespace WesMemGuard.Node.Access;

/// <summary>Whose certificates a TLS connection is opened to: those that a file names, else those that this machine trusts.</summary>
internal sealed class TrustedAuthorities
{
    private const int LargestFile = 4 * 1024 * 1024;
    private readonly X509Certificate2Collection _roots;

    private TrustedAuthorities(X509Certificate2Collection roots) => _roots = roots;

    /// <summary>Of a file in PEM.</summary>
    /// <exception cref="BadInputException">It can't be read, or holds no certificate.</exception>
    public static TrustedAuthorities OfFile(string path)
    {
        var roots = new X509Certificate2Collection();
        try
        {
            roots.ImportFromPem(Encoding.UTF8.GetString(PlainFile.Read(path, path, LargestFile)));
        }
        catch (CryptographicException)
        {
            throw new BadInputException(path, "holds no certificates in PEM");
        }

        return roots.Count > 0 ? new TrustedAuthorities(roots) : throw new BadInputException(path, "holds no certificate in PEM");
    }

    /// <summary>How a connection is opened; null authorities: those of this machine.</summary>
    internal static SslClientAuthenticationOptions Options(TrustedAuthorities? trusted)
    {
        var options = new SslClientAuthenticationOptions
        {
            RemoteCertificateValidationCallback = (_, certificate, chain, errors) =>
                errors == SslPolicyErrors.None ? true : throw new UntrustedException(certificate, chain, errors),
        };
        if (trusted is not null)
        {
            var policy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                RevocationMode = X509RevocationMode.NoCheck,
            };
            policy.CustomTrustStore.AddRange(trusted._roots);
            options.CertificateChainPolicy = policy;
        }

        return options;
    }
}
