using System.CommandLine;
using System.CommandLine.Parsing;
using WesMemGuard.Harness.Preflight;
using WesMemGuard.Harness.Watching;
using WesMemGuard.Input;
using WesMemGuard.Units;

namespace WesMemGuard.Cli.Options;

/// <summary>What is watched (<c>--url</c> or <c>--pid</c>), how often, how long and in which phases.</summary>
internal sealed class WatchedOptions
{
    private static readonly TimeSpan UsualInterval = TimeSpan.FromSeconds(5);

    private readonly Option<string?> _url, _diagnostics, _interval, _time;
    private readonly Option<int?> _pid;
    private readonly Option<string[]> _phases;
    private readonly RhythmOptions _rhythm;
    private readonly AccessOptions _access;

    public WatchedOptions(LocalTexts texts, Language language)
    {
        _url = new Option<string?>("--url") { Description = texts["Url"], HelpName = "URL" };
        _diagnostics = new Option<string?>("--diagnostics-url") { Description = texts["Diagnostics"], HelpName = "URL" };
        _pid = PidOption.Create(language);
        (_interval, _time) = (Duration("--interval", texts["Interval"]), Duration("--for", texts["For"]));
        _phases = new Option<string[]>("--phase")
        {
            Description = texts["Phase"],
            HelpName = "NAME",
            AllowMultipleArgumentsPerToken = false
        };
        (_rhythm, _access) = (new RhythmOptions(language), new AccessOptions(language));
    }

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _url, _pid, _diagnostics, _interval, _time, _phases })
            command.Add(option);
        _rhythm.AddTo(command);
        _access.AddTo(command);
        PidOption.Alone(command, _pid, [_url, _diagnostics]);
    }

    /// <summary>The process that is watched; null where a node is.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="dumps">Whether its heap is kept at the beginning and at the end.</param>
    public ProcessWatchOptions? Process(ParseResult parsed, bool dumps) => parsed.GetValue(_pid) is not { } process ? null : new()
    {
        Pid = process,
        Interval = Read(parsed.GetValue(_interval)) ?? UsualInterval,
        Gc = _rhythm.Gc(parsed),
        For = Read(parsed.GetValue(_time)),
        Phases = parsed.GetValue(_phases) ?? [],
        Dumps = dumps,
    };

    /// <summary>The node that is watched.</summary>
    /// <exception cref="BadInputException">An address is none, or a credential can't be read.</exception>
    public WatchOptions Node(ParseResult parsed, Surroundings surroundings) => new()
    {
        Url = NodeOptions.Address(parsed.GetValue(_url), _url.Name) ?? NodePreflight.DefaultUrl,
        DiagnosticsUrl = NodeOptions.Address(parsed.GetValue(_diagnostics), _diagnostics.Name),
        Interval = Read(parsed.GetValue(_interval)) ?? UsualInterval,
        For = Read(parsed.GetValue(_time)),
        Phases = parsed.GetValue(_phases) ?? [],
        MetricsInterval = _rhythm.Pages(parsed),
        Gc = _rhythm.Gc(parsed),
        ProfileName = _rhythm.Profile(parsed),
        Access = _access.Read(parsed, surroundings),
    };

    private static Option<string?> Duration(string name, string description)
    {
        var option = new Option<string?>(name) { Description = description, HelpName = "TIME" };
        option.Validators.Add(result =>
        {
            foreach (var token in result.Tokens)
            {
                if (Durations.Parse(token.Value, out var wrong) is var time && (wrong is not null || time < TimeSpan.FromSeconds(1)))
                    result.Refuse(UsageReasons.Wrong(name, token.Value,
                        wrong is null ? UsageReasons.AtLeastOneSecond() : InputReasons.Unit(wrong)));
            }
        });
        return option;
    }

    private static TimeSpan? Read(string? text) => text is null ? null : Durations.Parse(text, out _);
}
