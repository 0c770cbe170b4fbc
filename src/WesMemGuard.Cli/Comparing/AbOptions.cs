using System.CommandLine;
using System.CommandLine.Parsing;
using WesMemGuard.Cli.Options;
using WesMemGuard.Harness.Comparing;
using WesMemGuard.Harness.Targets;
using WesMemGuard.Input;
using WesMemGuard.Reasons;

namespace WesMemGuard.Cli.Comparing;

/// <summary>The options that say which two builds are driven, and how long.</summary>
internal sealed class AbOptions
{
    private const int MostRounds = 100;
    private readonly Option<string?> _base;
    private readonly Option<string?> _head;
    private readonly Option<string?> _baseUrl;
    private readonly Option<string?> _headUrl;
    private readonly Option<string?> _baseDiagnostics;
    private readonly Option<string?> _headDiagnostics;
    private readonly Option<int?> _rounds;
    private readonly Option<string?> _timeBudget;
    private readonly Option<string?> _warmUp;
    private readonly Option<bool> _natural;
    private readonly Option<string[]> _allowed;
    private readonly RhythmOptions _rhythm;

    public AbOptions(LocalTexts texts, Language language)
    {
        _base = new("--base") { Description = texts["Base"], HelpName = "CMD" };
        _head = new("--head") { Description = texts["Head"], HelpName = "CMD" };
        _baseUrl = new("--base-url") { Description = texts["BaseUrl"], HelpName = "URL" };
        _headUrl = new("--head-url") { Description = texts["HeadUrl"], HelpName = "URL" };
        _baseDiagnostics = new("--base-diagnostics-url") { Description = texts["Diagnostics"], HelpName = "URL" };
        _headDiagnostics = new("--head-diagnostics-url") { Description = texts["Diagnostics"], HelpName = "URL" };
        _rounds = new("--rounds") { Description = texts["Rounds"], HelpName = "N" };
        _rounds.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var text }] && (!int.TryParse(text, out var rounds) || rounds is < 1 or > MostRounds))
                result.Refuse(UsageReasons.OutOfRange("--rounds", text, 1, MostRounds));
        });
        _timeBudget = new("--time-budget") { Description = texts["TimeBudget"], HelpName = "TIME" };
        _warmUp = new("--warm-up") { Description = texts["WarmUp"], HelpName = "TIME" };
        _natural = new("--natural") { Description = texts["Natural"] };
        _allowed = new("--allow-remote") { Description = texts["AllowRemote"], HelpName = "HOST", AllowMultipleArgumentsPerToken = false };
        _rhythm = new RhythmOptions(language);
    }

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _base, _head, _baseUrl, _headUrl, _baseDiagnostics, _headDiagnostics, _rounds, _timeBudget,
            _warmUp, _natural, _allowed })
            command.Options.Add(option);
        _rhythm.AddTo(command);
    }

    /// <summary>Whether builds are driven; else stored runs are compared.</summary>
    public bool AreDriven(CommandResult result) => new Option[] { _base, _head, _baseUrl, _headUrl }.Any(o => IsGiven(result, o));

    /// <summary>Why what was given is no pair of builds; null when it is one, or none was given.</summary>
    public Reason? WhyNoPair(CommandResult result)
    {
        foreach (var (one, other) in new (Option, Option)[] { (_base, _head), (_baseUrl, _headUrl) })
        {
            if (IsGiven(result, one) != IsGiven(result, other))
                return AbReasons.NeedsBoth(one.Name, other.Name);
        }

        return IsGiven(result, _base) && IsGiven(result, _baseUrl) ? AbReasons.NotBoth(_base.Name, _baseUrl.Name)
            : IsGiven(result, _rounds) && IsGiven(result, _timeBudget) ? AbReasons.NotBoth(_rounds.Name, _timeBudget.Name)
            : IsGiven(result, _baseDiagnostics) && IsGiven(result, _base) ? AbReasons.NotBoth(_baseDiagnostics.Name, _base.Name)
            : IsGiven(result, _headDiagnostics) && IsGiven(result, _head) ? AbReasons.NotBoth(_headDiagnostics.Name, _head.Name) : null;
    }

    /// <summary>Whether builds are commands; without a scenario they run the tests of a client.</summary>
    public bool AreCommands(CommandResult result) => IsGiven(result, _base);

    /// <summary>Why tests of a client can't be compared so; null when they can.</summary>
    public Reason? WhyNotForClients(CommandResult result) => ((IEnumerable<Option>)[_warmUp, _natural, _allowed, .. _rhythm.All])
        .FirstOrDefault(o => IsGiven(result, o)) is { } option ? AbReasons.NotForClients(option.Name) : null;

    /// <summary>Why stored runs can't be compared so; null when they can.</summary>
    /// <param name="result">What was given.</param>
    /// <param name="folder">The option for the folder of new runs.</param>
    public Reason? WhyOnlyDriven(CommandResult result, Option folder) =>
        OfDriving.Append(folder).FirstOrDefault(o => IsGiven(result, o)) is { } option ? AbReasons.OnlyDriven(option.Name) : null;

    /// <summary>What stored runs have no use for.</summary>
    private IEnumerable<Option> OfDriving =>
        [_rounds, _timeBudget, _baseDiagnostics, _headDiagnostics, _natural, _allowed, .. _rhythm.All];

    /// <summary>Which of the options that are for nodes alone was given, where stored measurements of clients are compared.</summary>
    /// <param name="result">What was given.</param>
    /// <param name="budget">The option for a budget.</param>
    public string? OfNodesAlone(CommandResult result, Option budget) =>
        new[] { budget, _warmUp }.FirstOrDefault(o => IsGiven(result, o))?.Name;

    /// <exception cref="BadInputException">It is no duration.</exception>
    public TimeSpan? WarmUp(ParseResult parsed) =>
        parsed.GetValue(_warmUp) is { } text ? Durations.Read(text, _warmUp.Name) : null;

    /// <exception cref="BadInputException">An address or a duration is none, or a command is empty.</exception>
    public BuildOptions Read(ParseResult parsed, Surroundings surroundings, string folder) => new(
        Source(parsed, _base, _baseUrl, _baseDiagnostics, surroundings), Source(parsed, _head, _headUrl, _headDiagnostics, surroundings),
        Path.GetFullPath(Path.Combine(surroundings.WorkingFolder, folder)))
    {
        Rounds = parsed.GetValue(_rounds),
        TimeBudget = parsed.GetValue(_timeBudget) is { } text ? Durations.Read(text, _timeBudget.Name) : null,
        WarmUp = WarmUp(parsed),
        IsNatural = parsed.GetValue(_natural),
        Said = surroundings.Say,
        Live = new LiveOptions
        {
            AllowRemote = parsed.GetValue(_allowed) ?? [],
            Environment = surroundings.Environment,
            Gc = _rhythm.Gc(parsed),
            MetricsInterval = _rhythm.Pages(parsed),
            ProfileName = _rhythm.Profile(parsed),
            Scrubber = surroundings.Scrubber,
            Said = surroundings.Say,
        },
    };

    private static BuildSource Source(ParseResult parsed, Option<string?> command, Option<string?> url, Option<string?> diagnostics,
        Surroundings surroundings)
    {
        if (parsed.GetValue(command) is not { } text)
            return new BuildSource
            {
                Url = NodeOptions.Address(parsed.GetValue(url), url.Name),
                DiagnosticsUrl = NodeOptions.Address(parsed.GetValue(diagnostics), diagnostics.Name),
            };
        var words = CommandLineParser.SplitCommandLine(text).ToList();
        if (words.Count == 0)
            throw new BadInputException(command.Name, AbReasons.NoCommand());
        // A path starts from here, not from the scenario's folder; a bare name is looked for in PATH.
        var program = words[0].AsSpan().ContainsAny('/', '\\')
            ? Path.GetFullPath(Path.Combine(surroundings.WorkingFolder, words[0])) : words[0];
        return new BuildSource { Command = program, Arguments = words[1..] };
    }

    private static bool IsGiven(CommandResult result, Option option) => result.GetResult(option) is { Implicit: false };
}
