using System.CommandLine;
using WesMemGuard.Input;
using WesMemGuard.Node;

namespace WesMemGuard.Cli.Options;

/// <summary>How a service is sampled, for verbs that do it for a time: <c>--gc</c>, <c>--metrics-interval</c>, <c>--profile</c>.</summary>
internal sealed class RhythmOptions
{
    private static readonly ResourceTexts Texts = ResourceTexts.Beside(typeof(RhythmOptions));
    private readonly Option<string?> _gc;
    private readonly Option<string?> _pages;
    private readonly Option<string?> _profile;

    public RhythmOptions(Language language)
    {
        var texts = Texts.In(language);
        _gc = new("--gc") { Description = texts["Gc"], HelpName = "TIME" };
        _pages = new("--metrics-interval") { Description = texts["Pages"], HelpName = "TIME" };
        _profile = ProfileOption(language);
    }

    /// <summary>The option that says what kind of service it is.</summary>
    public static Option<string?> ProfileOption(Language language) => new Option<string?>("--profile")
    {
        Description = Texts.In(language)["Profile"],
        HelpName = "wes|go",
    }.TakesOneOf(ServiceProbe.Names);

    /// <summary>All of them.</summary>
    public IReadOnlyList<Option> All => [_gc, _pages, _profile];

    public void AddTo(Command command)
    {
        foreach (var option in All)
            command.Options.Add(option);
    }

    /// <summary>Time between two forced collections; null: as the scenario says.</summary>
    /// <exception cref="BadInputException">It is no duration from 1 s to 1 h.</exception>
    public TimeSpan? Gc(ParseResult parsed) => Read(parsed, _gc);

    /// <summary>Time between two pages; null: as the scenario or the profile says.</summary>
    /// <exception cref="BadInputException">It is no duration from 1 s to 1 h.</exception>
    public TimeSpan? Pages(ParseResult parsed) => Read(parsed, _pages);

    /// <summary>The kind of service; null: it is found out.</summary>
    public string? Profile(ParseResult parsed) => parsed.GetValue(_profile);

    private static TimeSpan? Read(ParseResult parsed, Option<string?> option)
    {
        if (parsed.GetValue(option) is not { } text)
            return null;
        var time = Durations.Read(text, option.Name);
        return time >= TimeSpan.FromSeconds(1) && time <= TimeSpan.FromHours(1)
            ? time : throw new BadInputException(option.Name, AddressReasons.NoRhythm(text));
    }
}
