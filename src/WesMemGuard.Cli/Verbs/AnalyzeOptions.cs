using System.CommandLine;
using WesMemGuard.Cli.Options;
using WesMemGuard.Input;
using WesMemGuard.Node;
using WesMemGuard.Node.Access;

namespace WesMemGuard.Cli.Verbs;

/// <summary>What <c>analyze</c> was asked for.</summary>
internal sealed record AnalyzeRequest(
    string? Path, bool NamesNode, NodeAddress Address, bool Json, string? Explain, int? Repeat, TimeSpan Every,
    bool Collects,
        string? Output)
{
    /// <summary>Whether the address of pprof was named.</summary>
    public bool NamesDiagnostics { get; init; }

    /// <summary>The kind of service that was named; null: it is found out.</summary>
    public string? Profile { get; init; }

    /// <summary>How it is reached beyond its address.</summary>
    public ServiceAccess Access { get; init; } = ServiceAccess.Usual;
}

/// <summary>The options of <c>analyze</c>.</summary>
internal sealed class AnalyzeOptions
{
    private readonly Argument<string?> _path;
    private readonly Option<bool> _json;
    private readonly Option<string?> _explain;
    private readonly Option<int?> _repeat;
    private readonly Option<string> _every;
    private readonly Option<bool> _gc;
    private readonly Option<string?> _output;
    private readonly LookOptions _node;

    public AnalyzeOptions(Language language, LocalTexts texts)
    {
        _path = new(AnalyzeVerb.Takes) { Arity = ArgumentArity.ZeroOrOne, Description = texts["Path"] };
        CommandArguments.RefuseOptions(_path);
        _json = new("--json") { Description = texts["Json"] };
        _explain = new("--explain") { Description = texts["Explain"], HelpName = "FIELD" };
        _repeat = new("--repeat") { Description = texts["Repeat"], HelpName = "TIMES" };
        _every = new("--every") { Description = texts["Every"], HelpName = "TIME", DefaultValueFactory = _ => "30s" };
        _gc = new("--gc") { Description = texts["Gc"] };
        _output = new("--output", "-o") { Description = texts["Output"], HelpName = "FILE" };
        _node = new LookOptions(language);
    }

    public void AddTo(Command command)
    {
        command.Arguments.Add(_path);
        foreach (var option in new Option[] { _json, _explain, _repeat, _every, _gc, _output })
            command.Options.Add(option);
        _node.AddTo(command);
    }

    /// <exception cref="BadInputException">An address or a duration is none.</exception>
    public AnalyzeRequest Read(ParseResult parsed, Surroundings surroundings) => new(
        parsed.GetValue(_path), _node.Names(parsed), _node.Read(parsed), parsed.GetValue(_json),
        parsed.GetValue(_explain),
        parsed.GetValue(_repeat), Durations.Read(parsed.GetValue(_every)!, "--every"), parsed.GetValue(_gc),
        parsed.GetValue(_output))
    {
        NamesDiagnostics = _node.NamesDiagnostics(parsed),
        Profile = _node.Profile(parsed),
        Access = _node.Access(parsed, surroundings),
    };
}
