using System.Net.Http.Headers;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using WesMemGuard.Files;
using WesMemGuard.Input;

namespace WesMemGuard.Fleets.Prometheus;

/// <summary>
/// How a server is entered: what the environment's variables <c>WESMEMGUARD_PROMETHEUS_…</c> say. Nothing of it is ever written.
/// </summary>
/// <param name="variables">The environment.</param>
/// <param name="prefix">What the variables begin with.</param>
internal sealed class PrometheusAccess(IReadOnlyDictionary<string, string> variables, string prefix = PrometheusAccess.Prefix) : IDisposable
{
    /// <summary>What the variables of a Prometheus begin with.</summary>
    public const string Prefix = "WESMEMGUARD_PROMETHEUS_";

    /// <summary>What the variables of a receiver of alerts begin with.</summary>
    public const string AlertPrefix = "WESMEMGUARD_ALERT_";

    private const int LargestToken = 16 * 1024;

    private const int LargestPem = 4 * 1024 * 1024;

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

    private string? Token() => Of("TOKEN") ?? (Of("TOKEN_FILE") is { } file ? Text("TOKEN_FILE", file, LargestToken).Trim() : null);

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
            var pem = Text("CERT", certificate, LargestPem);
            var key = Of("KEY") is { } file ? Text("KEY", file, LargestPem) : pem;
            options.ClientCertificates = Read("CERT", () => new X509CertificateCollection { X509Certificate2.CreateFromPem(pem, key) });
        }

        if (Of("CA") is not { } roots)
            return;
        var trusted = Read("CA", () =>
        {
            var all = new X509Certificate2Collection();
            all.ImportFromPem(Text("CA", roots, LargestPem));
            return all;
        });
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.AddRange(trusted);
        options.CertificateChainPolicy = policy;
    }

    /// <summary>The text of a file that a variable names, read against a bound; an empty one names nothing.</summary>
    private string Text(string name, string file, int most) => Read(name, () =>
    {
        using var stream = PlainFile.Open(file);
        var bytes = PlainFile.Bytes(stream, most) ?? throw new BadInputException(prefix + name, PrometheusReasons.LargeFile(most));
        if (bytes.Length == 0)
            throw new BadInputException(prefix + name, PrometheusReasons.EmptyFile());
        return Encoding.UTF8.GetString(bytes).TrimStart('\uFEFF');
    });

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
