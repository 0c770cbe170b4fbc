using System.CommandLine;
using System.Net.Http.Headers;
using System.Text;
using WesMemGuard.Input;
using WesMemGuard.Node.Access;

namespace WesMemGuard.Cli.Options;

/// <summary>
/// How a service is reached that doesn't stand open at its usual paths: <c>--metrics-path</c>, <c>--pprof-path</c>, <c>--ca</c>,
/// <c>--bearer</c>, <c>--basic</c>, <c>--map</c>. A credential is named by where it stands, never itself.
/// </summary>
internal sealed class AccessOptions
{
    private const int LongestCredential = 16 * 1024;
    private static readonly ResourceTexts Texts = ResourceTexts.Beside(typeof(AccessOptions));
    private readonly Option<string?> _metrics;
    private readonly Option<string?> _pprof;
    private readonly Option<string?> _authorities;
    private readonly Option<string?> _bearer;
    private readonly Option<string?> _basic;
    private readonly Option<string[]> _map;

    public AccessOptions(Language language)
    {
        var texts = Texts.In(language);
        _metrics = new("--metrics-path") { Description = texts["Metrics"], HelpName = "PATH" };
        _pprof = new("--pprof-path") { Description = texts["Pprof"], HelpName = "PATH" };
        _authorities = new("--ca") { Description = texts["Authorities"], HelpName = "FILE" };
        _bearer = new("--bearer") { Description = texts["Bearer"], HelpName = "env:NAME|file:PATH" };
        _basic = new("--basic") { Description = texts["Basic"], HelpName = "env:NAME|file:PATH" };
        _map = new("--map") { Description = texts["Map"], HelpName = "FIGURE=NAME", AllowMultipleArgumentsPerToken = false };
    }

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _metrics, _pprof, _authorities, _bearer, _basic, _map })
            command.Options.Add(option);
    }

    /// <exception cref="BadInputException">A path is none, a file or a variable isn't there, a figure is unknown.</exception>
    public ServiceAccess Read(ParseResult parsed, Surroundings surroundings)
    {
        if (parsed.GetValue(_bearer) is not null && parsed.GetValue(_basic) is not null)
            throw new BadInputException(_basic.Name, "can't be given beside --bearer: a request has one of them");
        var map = parsed.GetValue(_map) ?? [];
        return new ServiceAccess
        {
            MetricsPath = PathOf(parsed, _metrics),
            PprofPath = PathOf(parsed, _pprof),
            Authorities = parsed.GetValue(_authorities) is { } file
                ? TrustedAuthorities.OfFile(Path.Combine(surroundings.WorkingFolder, file)) : null,
            Authorization = Credential(parsed, _bearer, surroundings) is { } token ? new AuthenticationHeaderValue("Bearer", token)
                : Credential(parsed, _basic, surroundings) is { } pair ? new AuthenticationHeaderValue("Basic", Encoded(pair, surroundings))
                : null,
            Figures = map.Length == 0 ? null : FigureMap.Of(map, _map.Name),
        };
    }

    private static string? PathOf(ParseResult parsed, Option<string?> option)
    {
        if (parsed.GetValue(option) is not { } path)
            return null;
        return path.StartsWith('/') && !path.StartsWith("//", StringComparison.Ordinal) && path.AsSpan().IndexOfAny("?# ") < 0
            ? path : throw new BadInputException(option.Name, $"needs a path that begins with /, like /internal/metrics; got \"{path}\"");
    }

    private string Encoded(string pair, Surroundings surroundings)
    {
        if (!pair.Contains(':', StringComparison.Ordinal))
            throw new BadInputException(_basic.Name, "names what holds no USER:PASSWORD");
        surroundings.Scrubber.Learn(pair[(pair.IndexOf(':', StringComparison.Ordinal) + 1)..]);
        return Convert.ToBase64String(Encoding.UTF8.GetBytes(pair));
    }

    private static string? Credential(ParseResult parsed, Option<string?> option, Surroundings surroundings)
    {
        if (parsed.GetValue(option) is not { } source)
            return null;
        var (kind, name) = source.IndexOf(':', StringComparison.Ordinal) is >= 0 and var at ? (source[..at], source[(at + 1)..]) : ("", "");
        var value = kind switch
        {
            "env" when name.Length > 0 => surroundings.Environment.GetValueOrDefault(name)
                ?? throw new BadInputException(option.Name, $"the environment has no {name}"),
            "file" when name.Length > 0 => OfFile(Path.Combine(surroundings.WorkingFolder, name), option.Name),
            _ => throw new BadInputException(option.Name,
                "needs env:NAME or file:PATH: a credential on the command line would be seen by everybody on this machine"),
        };
        value = value.Trim();
        if (value.Length == 0 || value.AsSpan().IndexOfAny('\r', '\n') >= 0)
            throw new BadInputException(option.Name, $"{kind}:{name} holds no credential of one line");
        surroundings.Scrubber.Learn(value);
        return value;
    }

    private static string OfFile(string path, string option)
    {
        try
        {
            var file = new FileInfo(path);
            return file.Length <= LongestCredential
                ? File.ReadAllText(path) : throw new BadInputException(option, "names a file that is too large for a credential");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException(option, $"{Path.GetFileName(path)} can't be read");
        }
    }
}
