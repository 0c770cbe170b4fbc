using System.Net.Http.Headers;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using WesMemGuard.Input;

namespace WesMemGuard.Fleets.Prometheus;

/// <summary>
/// How a server is entered: what the environment's variables <c>WESMEMGUARD_PROMETHEUS_…</c> say. Nothing of it is ever written.
/// </summary>
/// <param name="variables">The environment.</param>
/// <param name="prefix">What the variables begin with.</param>
public sealed class PrometheusAccess(IReadOnlyDictionary<string, string> variables, string prefix = PrometheusAccess.Prefix) : IDisposable
{
    /// <summary>What the variables of a Prometheus begin with.</summary>
    public const string Prefix = "WESMEMGUARD_PROMETHEUS_";

    private readonly SocketsHttpHandler _handler = new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        AutomaticDecompression = System.Net.DecompressionMethods.GZip,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    };

    /// <summary>The values that must not appear anywhere.</summary>
    public IEnumerable<string> Secrets => new[] { Token(), Of("PASSWORD"), Basic()?.Parameter }
        .Concat(Headers().Select(h => h.Value)).OfType<string>().Where(s => s.Length > 0);

    /// <summary>A client that enters so; it follows no redirect, for that could carry what it knows elsewhere.</summary>
    /// <exception cref="BadInputException">A file of a certificate or of a token can't be read.</exception>
    public HttpClient Client(TimeSpan patience)
    {
        Tls(_handler.SslOptions);
        var client = new HttpClient(_handler, disposeHandler: false) { Timeout = patience };
        client.DefaultRequestHeaders.Authorization = Token() is { } token ? new AuthenticationHeaderValue("Bearer", token) : Basic();
        foreach (var (name, value) in Headers())
        {
            if (!client.DefaultRequestHeaders.TryAddWithoutValidation(name, value))
                throw new BadInputException(prefix + "HEADERS", PrometheusReasons.NoHeader());
        }

        return client;
    }

    /// <inheritdoc/>
    public void Dispose() => _handler.Dispose();

    private string? Of(string name) => variables.TryGetValue(prefix + name, out var value) && value.Length > 0 ? value : null;

    private string? Token() => Of("TOKEN") ?? (Of("TOKEN_FILE") is { } file ? Read("TOKEN_FILE", () => File.ReadAllText(file).Trim())
        : null);

    private AuthenticationHeaderValue? Basic() => Of("USER") is { } user
        ? new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{Of("PASSWORD")}")))
        : null;

    /// <summary><c>Name: value</c>, a line each or parted by semicolons.</summary>
    private IEnumerable<KeyValuePair<string, string>> Headers()
    {
        foreach (var line in (Of("HEADERS") ?? "").Split(['\n', ';'],
            StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon < 1)
                throw new BadInputException(prefix + "HEADERS", PrometheusReasons.NoHeader());
            yield return new(line[..colon].Trim(), line[(colon + 1)..].Trim());
        }
    }

    private void Tls(SslClientAuthenticationOptions options)
    {
        if (Of("CERT") is { } certificate)
        {
            options.ClientCertificates = Read("CERT", () =>
                new X509CertificateCollection { X509Certificate2.CreateFromPemFile(certificate, Of("KEY") ?? certificate) });
        }

        if (Of("CA") is not { } roots)
            return;
        var trusted = Read("CA", () =>
        {
            var all = new X509Certificate2Collection();
            all.ImportFromPemFile(roots);
            return all;
        });
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.AddRange(trusted);
        options.CertificateChainPolicy = policy;
    }

    private T Read<T>(string name, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new BadInputException(prefix + name, PrometheusReasons.UnreadableFile());
        }
    }
}
