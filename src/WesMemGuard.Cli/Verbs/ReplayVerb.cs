using System.CommandLine;
using System.Globalization;
using WesMemGuard.Cli.Options;
using WesMemGuard.Input;
using WesMemGuard.Recording;
using WesMemGuard.Units;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Cli.Verbs;

/// <summary><c>wesmemguard replay DIR [--speed N] [--port P]</c>: serves a recording as if it were the node.</summary>
internal static class ReplayVerb
{
    private static readonly ResourceTexts Texts = ResourceTexts.Beside(typeof(ReplayVerb));

    public const string Name = "replay";

    /// <summary>What the list of verbs shows beside it.</summary>
    public const string Takes = "RECORDING";

    private const int UsualPort = 28680;

    /// <summary>The real node's diagnostics port lies 6 above its HTTP port.</summary>
    private const int DiagnosticsAbove = 6;
    private const double Fastest = 100_000;

    public static readonly string[] Examples =
    [
        "wesmemguard replay scenarios/_recordings/idle",
        "wesmemguard replay scenarios/_recordings/planted-ispc-12 --speed 60 --port 0",
    ];

    public static Command Create(Surroundings surroundings)
    {
        var texts = Texts.In(surroundings.Language);
        var path = new Argument<string>(Takes) { Description = texts["Path"] };
        CommandArguments.RefuseOptions(path);
        var speed = new Option<double>("--speed") { Description = texts["Speed"], HelpName = "N", DefaultValueFactory = _ => 1 };
        var port = new Option<int>("--port")
        {
            Description = texts["Port"],
            HelpName = "P",
            DefaultValueFactory = _ => UsualPort,
        };
        var stay = new Option<bool>("--stay") { Description = texts["Stay"] };
        var command = new Command(Name, texts["Description"]) { path, speed, port, stay };
        speed.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && double.TryParse(token.Value, CultureInfo.InvariantCulture, out var times)
                && times is not (> 0 and <= Fastest))
                result.Refuse(UsageReasons.NotAbove("--speed", 0, Fastest));
        });
        port.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && int.TryParse(token.Value, CultureInfo.InvariantCulture, out var number)
                && number is not (>= 0 and <= 65535 - DiagnosticsAbove))
                result.Refuse(UsageReasons.OutOfRange("--port", token.Value, 0, 65535 - DiagnosticsAbove));
        });
        command.SetAction((parsed, ct) => ServeAsync(
            surroundings, Path.GetFullPath(Path.Combine(surroundings.WorkingFolder, parsed.GetRequiredValue(path))),
            new ReplayPorts { Speed = parsed.GetValue(speed), Http = parsed.GetValue(port), Stays = parsed.GetValue(stay) }, ct));
        return command;
    }

    private static async Task<int> ServeAsync(Surroundings surroundings, string path, ReplayPorts ports, CancellationToken ct)
    {
        var recording = RecordingFolder.Open(path);
        // A node without a diagnostics port refused every request to it.
        var hasDiagnostics = recording.Profiles.Count > 0
            || recording.Exchanges.Any(e => e.Error is null && e.Request.Path.StartsWith("/debug/", StringComparison.Ordinal));
        ports = ports with { Diagnostics = !hasDiagnostics ? null : ports.Http == 0 ? 0 : ports.Http + DiagnosticsAbove };
        using var server = Start(recording, ports);
        var length = recording.EndedAt - recording.StartedAt;
        var texts = Texts.In(surroundings.Language);
        surroundings.Out.WriteLine(SafeText.Of(texts.Format(
            "Serves", server.Address.Http, hasDiagnostics
                ? server.Address.Diagnostics : texts["None"], recording.Title ?? path, DurationText.Write(length), ports.Speed)));
        try
        {
            await Task.Delay(ports.Stays ? Timeout.InfiniteTimeSpan : length / ports.Speed, TimeProvider.System, ct).ConfigureAwait(false);
            surroundings.Out.WriteLine(texts["Over"]);
        }
        catch (OperationCanceledException)
        {
            surroundings.Out.WriteLine(texts["Ended"]);
        }

        return ExitCodes.Held;
    }

    /// <exception cref="BadInputException">The port is in use.</exception>
    private static ReplayServer Start(RecordingFolder recording, ReplayPorts ports)
    {
        try
        {
            return ReplayServer.Start(recording, ports);
        }
        catch (IOException)
        {
            throw new BadInputException("--port", ReplayReasons.PortTaken(ports.Http));
        }
    }
}
