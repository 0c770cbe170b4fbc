using System.Net.Http.Headers;
using System.Text;
using WesMemGuard.Files;
using WesMemGuard.Input;
using WesMemGuard.Scenarios;
using WesMemGuard.Secrets;

namespace WesMemGuard.Node.Access;

/// <summary>
/// Makes of what a scenario or a command line says how a service is reached: reads files and credentials, and lets the scrubber know what
/// must never be written.
/// </summary>
/// <param name="folder">The folder that files start from.</param>
/// <param name="environment">Where the variables of <c>env:NAME</c> are.</param>
/// <param name="scrubber">Learns the credentials.</param>
internal sealed class AccessReader(string folder, IReadOnlyDictionary<string, string> environment, Scrubber scrubber)
{
    private const int LongestCredential = 16 * 1024;

    /// <summary>Reads it.</summary>
    /// <param name="declared">What was said.</param>
    /// <param name="named">What a property of it is called where it was said: <c>bearer</c> is <c>--bearer</c> on a command line.</param>
    /// <exception cref="BadInputException">A path is none, a file or a variable isn't there, a figure is unknown.</exception>
    public ServiceAccess Read(NodeAccess declared, Func<string, string> named)
    {
        ArgumentNullException.ThrowIfNull(declared);
        ArgumentNullException.ThrowIfNull(named);
        if (declared is { Bearer: not null, Basic: not null })
            throw new BadInputException(named("basic"), AccessReasons.OneCredential(named("bearer")));
        return new ServiceAccess
        {
            MetricsPath = PathOf(declared.MetricsPath, named("metricsPath")),
            PprofPath = PathOf(declared.PprofPath, named("pprofPath")),
            Authorities = declared.Authorities is { } file ? TrustedAuthorities.OfFile(Path.Combine(folder, file)) : null,
            Authorization = Credential(declared.Bearer, named("bearer")) is { } token ? new AuthenticationHeaderValue("Bearer", token)
                : Credential(declared.Basic, named("basic")) is { } pair
                    ? new AuthenticationHeaderValue("Basic", Encoded(pair, named("basic"))) : null,
            Figures = declared.Figures.Count == 0 ? null : FigureMap.Of(declared.Figures, named("map")),
        };
    }

    private static string? PathOf(string? path, string name) => path is null
        || (path.StartsWith('/') && !path.StartsWith("//", StringComparison.Ordinal) && path.AsSpan().IndexOfAny("?# ") < 0)
            ? path : throw new BadInputException(name, AccessReasons.NoPath(path));

    private string Encoded(string pair, string name)
    {
        if (!pair.Contains(':', StringComparison.Ordinal))
            throw new BadInputException(name, AccessReasons.NoPair());
        scrubber.Learn(pair[(pair.IndexOf(':', StringComparison.Ordinal) + 1)..]);
        return Convert.ToBase64String(Encoding.UTF8.GetBytes(pair));
    }

    private string? Credential(string? source, string name)
    {
        if (source is null)
            return null;
        var (kind, where) =
            source.IndexOf(':', StringComparison.Ordinal) is >= 0 and var at ? (source[..at], source[(at + 1)..]) : ("", "");
        var value = kind switch
        {
            "env" when where.Length > 0 => environment.GetValueOrDefault(where)
                ?? throw new BadInputException(name, AccessReasons.NoVariable(where)),
            "file" when where.Length > 0 => OfFile(Path.Combine(folder, where), name),
            _ => throw new BadInputException(name, AccessReasons.NoSource()),
        };
        value = value.Trim();
        if (value.Length == 0 || value.AsSpan().IndexOfAny('\r', '\n') >= 0)
            throw new BadInputException(name, AccessReasons.NoCredential($"{kind}:{where}"));
        scrubber.Learn(value);
        return value;
    }

    private static string OfFile(string path, string name)
    {
        try
        {
            using var file = PlainFile.Open(path);
            return PlainFile.Bytes(file, LongestCredential) is { } bytes
                ? Encoding.UTF8.GetString(bytes).TrimStart('\uFEFF') : throw new BadInputException(name, AccessReasons.LargeFile());
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException(name, AccessReasons.Unreadable(Path.GetFileName(path)));
        }
    }
}
