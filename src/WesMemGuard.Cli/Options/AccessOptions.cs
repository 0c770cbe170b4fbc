using System.CommandLine;
using WesMemGuard.Input;
using WesMemGuard.Node.Access;
using WesMemGuard.Scenarios;

namespace WesMemGuard.Cli.Options;

/// <summary>
/// How a service is reached that doesn't stand open at its usual paths: <c>--metrics-path</c>, <c>--pprof-path</c>, <c>--ca</c>,
/// <c>--bearer</c>, <c>--basic</c>, <c>--map</c>. A credential is named by where it stands, never itself.
/// </summary>
internal sealed class AccessOptions
{
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
    public ServiceAccess Read(ParseResult parsed, Surroundings surroundings) =>
        new AccessReader(surroundings.WorkingFolder, surroundings.Environment, surroundings.Scrubber).Read(
            new NodeAccess
            {
                MetricsPath = parsed.GetValue(_metrics),
                PprofPath = parsed.GetValue(_pprof),
                Authorities = parsed.GetValue(_authorities),
                Bearer = parsed.GetValue(_bearer),
                Basic = parsed.GetValue(_basic),
                Figures = parsed.GetValue(_map) ?? [],
            },
            NameOf);

    private string NameOf(string property) => (property switch
    {
        "metricsPath" => (Option)_metrics,
        "pprofPath" => _pprof,
        "bearer" => _bearer,
        "basic" => _basic,
        _ => _map,
    }).Name;
}
