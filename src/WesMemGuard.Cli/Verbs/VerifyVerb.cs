using System.CommandLine;
using WesMemGuard.Cli.Options;
using WesMemGuard.Cli.Output;
using WesMemGuard.Harness.Preflight;
using WesMemGuard.Node;

namespace WesMemGuard.Cli.Verbs;

/// <summary><c>wesmemguard verify [--url URL]</c>: whether a node can be measured at all.</summary>
internal static class VerifyVerb
{
    private static readonly ResourceTexts Texts = ResourceTexts.Beside(typeof(VerifyVerb));

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public const string Name = "verify";

    public static readonly string[] Examples =
    [
        "wesmemguard verify",
        "wesmemguard verify --url http://127.0.0.1:28780 --diagnostics-url http://127.0.0.1:28786 --json",
    ];

    public static Command Create(Surroundings surroundings)
    {
        var texts = Texts.In(surroundings.Language);
        var url = new Option<string?>("--url") { Description = texts["Url"], HelpName = "URL" };
        var diagnostics = new Option<string?>("--diagnostics-url") { Description = texts["Diagnostics"], HelpName = "URL" };
        var profile = RhythmOptions.ProfileOption(surroundings.Language);
        var access = new AccessOptions(surroundings.Language);
        var json = new Option<bool>("--json") { Description = texts["Json"] };
        var command = new Command(Name, texts["Description"]) { url, diagnostics, profile, json };
        access.AddTo(command);
        command.SetAction(async (parsed, ct) =>
        {
            var http = NodeOptions.Address(parsed.GetValue(url), url.Name) ?? NodePreflight.DefaultUrl;
            var named = NodeOptions.Address(parsed.GetValue(diagnostics), diagnostics.Name);
            var debug = named ?? NodePreflight.DiagnosticsBeside(http);
            if (surroundings.IsTerminal)
                surroundings.Error.WriteLine(texts.Format("Looking", http.GetLeftPart(UriPartial.Authority)));
            var asking = new NodeClientSettings
            {
                Timeout = Patience,
                Scrub = surroundings.Scrubber.Text,
                Access = access.Read(parsed, surroundings),
                Waits = WaitNotice.Of(http.GetLeftPart(UriPartial.Authority), surroundings)
            };
            var report = PreflightReport.Of(await NodePreflight.LookAsync(http, debug, surroundings.Clock, asking, ct,
                parsed.GetValue(profile), named).ConfigureAwait(false));
            if (parsed.GetValue(json))
                surroundings.Out.WriteLine(PreflightJson.Of(report, http, surroundings.Language));
            else
                PreflightTable.Write(report, http, surroundings);
            return report.ExitCode;
        });
        return command;
    }
}
