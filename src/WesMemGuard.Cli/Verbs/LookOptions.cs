using System.CommandLine;
using WesMemGuard.Cli.Options;
using WesMemGuard.Input;
using WesMemGuard.Node;
using WesMemGuard.Node.Access;

namespace WesMemGuard.Cli.Verbs;

/// <summary>The options of verbs that look at a running node without driving it.</summary>
internal sealed class LookOptions
{
    public const string DefaultUrl = "http://127.0.0.1:28680";
    private const int DefaultDiagnostics = 28686;
    private static readonly ResourceTexts Texts = ResourceTexts.Beside(typeof(LookOptions));
    private readonly Option<string?> _url;
    private readonly Option<string?> _diagnostics;
    private readonly Option<string?> _profile;
    private readonly AccessOptions _access;

    public LookOptions(Language language)
    {
        var texts = Texts.In(language);
        _url = new("--url") { Description = texts["Url"], HelpName = "URL" };
        _diagnostics = new("--diagnostics-url") { Description = texts["Diagnostics"], HelpName = "URL" };
        _profile = RhythmOptions.ProfileOption(language);
        _access = new AccessOptions(language);
    }

    public void AddTo(Command command)
    {
        command.Options.Add(_url);
        command.Options.Add(_diagnostics);
        command.Options.Add(_profile);
        _access.AddTo(command);
    }

    /// <summary>Whether a node was named.</summary>
    public bool Names(ParseResult parsed) => parsed.GetValue(_url) is not null;

    /// <summary>Whether the address of pprof was named.</summary>
    public bool NamesDiagnostics(ParseResult parsed) => parsed.GetValue(_diagnostics) is not null;

    /// <summary>The kind of service; null: it is found out.</summary>
    public string? Profile(ParseResult parsed) => parsed.GetValue(_profile);

    /// <summary>How it is reached beyond its address.</summary>
    /// <exception cref="BadInputException">What is named isn't there.</exception>
    public ServiceAccess Access(ParseResult parsed, Surroundings surroundings) => _access.Read(parsed, surroundings);

    /// <summary>Where the node answers.</summary>
    /// <exception cref="BadInputException">An address is none.</exception>
    public NodeAddress Read(ParseResult parsed)
    {
        var http = NodeOptions.Address(parsed.GetValue(_url) ?? DefaultUrl, "--url")!;
        var diagnostics = NodeOptions.Address(parsed.GetValue(_diagnostics), "--diagnostics-url")
            ?? new UriBuilder(http) { Port = DefaultDiagnostics }.Uri;
        return new NodeAddress(http, diagnostics);
    }
}
