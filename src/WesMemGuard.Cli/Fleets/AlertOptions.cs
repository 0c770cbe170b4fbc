using System.CommandLine;
using WesMemGuard.Cli.Options;
using WesMemGuard.Cli.Output;
using WesMemGuard.Fleets.Alerting;
using WesMemGuard.Fleets.Judging;
using WesMemGuard.Fleets.Prometheus;
using WesMemGuard.Input;
using WesMemGuard.Reasons;

namespace WesMemGuard.Cli.Fleets;

/// <summary>
/// The options that say who is told of a fleet: once when a limit breaks, again after a time, once when it holds again.
/// </summary>
internal sealed class AlertOptions
{
    private const string Prefix = PrometheusAccess.AlertPrefix;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static readonly ResourceTexts Texts = ResourceTexts.Beside(typeof(AlertOptions));

    private readonly Option<string?> _url;
    private readonly Option<string> _format;
    private readonly Option<string> _book;
    private readonly Option<string> _repeat;
    private readonly Option<string?> _link;

    public AlertOptions(Language language)
    {
        var texts = Texts.In(language);
        _url = new Option<string?>("--alert") { Description = texts["Alert"], HelpName = "URL" };
        _format = new Option<string>("--alert-format")
        {
            Description = texts["AlertFormat"],
            HelpName = "NAME|FILE",
            DefaultValueFactory = _ => "alertmanager",
        };
        _book = new Option<string>("--alert-book")
        {
            Description = texts["AlertBook"],
            HelpName = "FILE",
            DefaultValueFactory = _ => "wesmemguard-alerts.json",
        };
        _repeat = new Option<string>("--alert-repeat")
        {
            Description = texts["AlertRepeat"],
            HelpName = "DURATION",
            DefaultValueFactory = _ => "4h",
        };
        _link = new Option<string?>("--report-link") { Description = texts["ReportLink"], HelpName = "URL" };
    }

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _url, _format, _book, _repeat, _link })
            command.Add(option);
    }

    /// <summary>Tells of a fleet what is due; what can't be told is said, and due again next time.</summary>
    /// <exception cref="BadInputException">An option or the book is wrong.</exception>
    public async Task TellAsync(ParseResult parsed, FleetVerdict fleet, Surroundings surroundings, CancellationToken ct)
    {
        if (parsed.GetValue(_url) is not { } given)
            return;
        using var access = new PrometheusAccess(surroundings.Environment, Prefix);
        var url = Address(given, surroundings);
        var secret = surroundings.Environment.GetValueOrDefault(Prefix + "SECRET");
        foreach (var known in access.Secrets.Append(secret ?? ""))
            surroundings.Scrubber.Learn(known);
        WebhookSecrets.Learn(url, surroundings.Scrubber);
        var shown = parsed.GetValue(_book)!;
        var file = Path.GetFullPath(Path.Combine(surroundings.WorkingFolder, shown));
        var book = AlertBook.Read(file, shown);
        var now = surroundings.Clock.Now;
        var states = AlertStates.Of(fleet, now, parsed.GetValue(_link), surroundings.Language);
        var due = book.Due(states, now, Span.Read(parsed.GetValue(_repeat)!, "--alert-repeat"));
        using var http = access.Client(Patience);
        var sender = new AlertSender(http, url, AlertFormat.Read(parsed.GetValue(_format)!, surroundings.WorkingFolder),
            TimeProvider.System)
        { Secret = secret };
        var sent = 0;
        Reason? failed;
        try
        {
            failed = await sender.SendAsync(due, alert => { book.Told(alert); sent++; }, ct).ConfigureAwait(false);
        }
        finally
        {
            // Also when it is ended in between: what arrived must not be sent again.
            OutputFile.Replace(file, shown, book.Text);
        }

        if (sent > 0)
            surroundings.Say(FleetReasons.Sent(sent, sender.Shown));
        if (failed is not null)
            surroundings.Say(failed);
    }

    private static Uri Address(string given, Surroundings surroundings)
    {
        var text = given == "env" ? surroundings.Environment.GetValueOrDefault(Prefix + "URL") ?? "" : given;
        return Uri.TryCreate(text, UriKind.Absolute, out var url) && url is { Scheme: "http" or "https", UserInfo: "" }
            ? url : throw new BadInputException("--alert", FleetReasons.NoReceiver());
    }
}
