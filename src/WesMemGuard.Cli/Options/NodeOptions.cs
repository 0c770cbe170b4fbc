using System.CommandLine;
using WesMemGuard.Harness.Targets;
using WesMemGuard.Input;

namespace WesMemGuard.Cli.Options;

/// <summary>The options that say which node is driven live.</summary>
/// <param name="language">The language that they describe themselves in.</param>
/// <param name="url">What <c>--url</c> names; null: the node of a scenario.</param>
internal sealed class NodeOptions(Language language, string? url = null)
{
    private static readonly ResourceTexts Texts = ResourceTexts.Beside(typeof(NodeOptions));

    private readonly Option<string?> _url = new("--url")
    {
        Description = url ?? Texts.In(language)["Url"],
        HelpName = "URL",
    };

    private readonly Option<string?> _diagnostics = new("--diagnostics-url")
    {
        Description = Texts.In(language)["Diagnostics"],
        HelpName = "URL",
    };

    private readonly RhythmOptions _rhythm = new(language);
    private readonly AccessOptions _access = new(language);

    private readonly Option<string[]> _allowed = new("--allow-remote")
    {
        Description = Texts.In(language)["AllowRemote"],
        HelpName = "HOST",
        AllowMultipleArgumentsPerToken = false,
    };

    /// <summary>Those that mean a node.</summary>
    public IReadOnlyList<Option> OfNode => [_url, _diagnostics, _allowed];

    /// <summary>Time between two forced collections; null: none was asked for.</summary>
    /// <exception cref="BadInputException">It is no duration from 1 s to 1 h.</exception>
    public TimeSpan? Gc(ParseResult parsed) => _rhythm.Gc(parsed);

    public void AddTo(Command command)
    {
        command.Options.Add(_url);
        command.Options.Add(_diagnostics);
        command.Options.Add(_allowed);
        _rhythm.AddTo(command);
        _access.AddTo(command);
    }

    /// <exception cref="BadInputException">An address is none.</exception>
    public LiveOptions Read(ParseResult parsed, Surroundings surroundings) => new()
    {
        Url = Address(parsed.GetValue(_url), "--url"),
        DiagnosticsUrl = Address(parsed.GetValue(_diagnostics), "--diagnostics-url"),
        AllowRemote = parsed.GetValue(_allowed) ?? [],
        Environment = surroundings.Environment,
        Gc = _rhythm.Gc(parsed),
        MetricsInterval = _rhythm.Pages(parsed),
        ProfileName = _rhythm.Profile(parsed),
        Access = _access.Read(parsed, surroundings),
        Scrubber = surroundings.Scrubber,
    };

    /// <summary>The address of a port; null for none.</summary>
    /// <exception cref="BadInputException">It is none.</exception>
    public static Uri? Address(string? text, string option)
    {
        if (text is null)
            return null;
        return Uri.TryCreate(text, UriKind.Absolute, out var url)
            && url is { Scheme: "http" or "https", Query: "", UserInfo: "", Fragment: "" }
            ? url
            : throw new BadInputException(option, AddressReasons.NoAddress(text));
    }
}
