using System.CommandLine;
using System.CommandLine.Parsing;
using WesMemGuard.Cli.Options;
using WesMemGuard.Cli.Output;
using WesMemGuard.Fleets.Judging;
using WesMemGuard.Fleets.Prometheus;
using WesMemGuard.Harness.Runs;
using WesMemGuard.Input;
using WesMemGuard.Inventories;
using WesMemGuard.Reasons;

namespace WesMemGuard.Cli.Fleets;

/// <summary>The options of <c>judge</c> that name a server, and the judging of what it holds.</summary>
internal sealed class PrometheusOptions
{
    /// <summary>How long one answer may take: days of a part of a fleet.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly Option<string?> _url;
    private readonly Option<string> _select;
    private readonly Option<string> _last;
    private readonly Option<string?> _until;
    private readonly Option<string?> _step;

    public PrometheusOptions(LocalTexts texts)
    {
        _url = new Option<string?>("--prometheus") { Description = texts["Prometheus"], HelpName = "URL" };
        _select = new Option<string>("--select") { Description = texts["Select"], HelpName = "SELECTOR", DefaultValueFactory = _ => "up" };
        _last = Durations.Option("--last", texts["Last"], "24h");
        _until = new Option<string?>("--until") { Description = texts["Until"], HelpName = "TIME" };
        _step = new Option<string?>("--step") { Description = texts["Step"], HelpName = "DURATION" };
    }

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _url, _select, _last, _until, _step })
            command.Add(option);
    }

    /// <summary>Whether a command line names a server, before it is read.</summary>
    public static bool AreAmong(CommandResult result) => result.Children.Any(c => c is OptionResult { Option.Name: "--prometheus" });

    public bool AreGiven(ParseResult parsed) => parsed.GetValue(_url) is not null;

    /// <summary>Judges what the server holds.</summary>
    /// <exception cref="BadInputException">An option is wrong, or the server refuses.</exception>
    public async Task<FleetVerdict> JudgeAsync(
        ParseResult parsed, string budgetFile, IReadOnlyDictionary<string, string> mapped, string? nodeLabel, FleetInventory? inventory,
        Surroundings surroundings, CancellationToken ct)
    {
        using var access = new PrometheusAccess(surroundings.Environment);
        foreach (var secret in access.Secrets)
            surroundings.Scrubber.Learn(secret);
        var budget = RunJudge.ReadBudget(surroundings.WorkingFolder, budgetFile);
        var ask = Ask(parsed, surroundings.Clock.Now) with { Mapped = mapped };
        using var http = access.Client(Patience);
        var fleet = new PrometheusFleet(ask, http, TimeProvider.System);
        var view = new FleetView(budget.File, ask.Url.GetLeftPart(UriPartial.Path))
        {
            NodeLabel = nodeLabel,
            Inventory = inventory,
        };
        var verdict = await fleet.JudgeAsync(budget, view, (done, all) => Tell(done, all, surroundings), ct).ConfigureAwait(false);
        foreach (var warning in fleet.Warnings)
            surroundings.Say(warning);
        return verdict;
    }

    private PrometheusAsk Ask(ParseResult parsed, DateTimeOffset now)
    {
        var to = parsed.GetValue(_until) is { } until ? Time(until) : now;
        var last = Span.Read(parsed.GetValue(_last)!, "--last");
        if (to - DateTimeOffset.UnixEpoch < last)
            throw new BadInputException("--until", FleetReasons.NoSuchPast());
        return new PrometheusAsk(Address(parsed.GetValue(_url)!), parsed.GetValue(_select)!, to - last, to)
        {
            Step = parsed.GetValue(_step) is { } step ? Span.Read(step, "--step") : null,
        };
    }

    private static Uri Address(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && url is { Scheme: "http" or "https", UserInfo: "", Query: "", Fragment: "" }
            ? url : throw new BadInputException("--prometheus", FleetReasons.NoAddress());

    private static DateTimeOffset Time(string text) => DateTimeOffset.TryParse(text, System.Globalization.CultureInfo.InvariantCulture,
        System.Globalization.DateTimeStyles.AssumeUniversal | System.Globalization.DateTimeStyles.AdjustToUniversal, out var time)
        ? time : throw new BadInputException("--until", InputReasons.NoTime(text));

    private static void Tell(int done, int all, Surroundings surroundings)
    {
        if (!surroundings.IsTerminal)
            return;
        lock (surroundings.Error)
            Terminal.Rewrite(surroundings.Error, FleetReasons.Judged(done, all).In(surroundings.Language), done == all);
    }
}
