using System.CommandLine;
using WesMemGuard.Cli.Options;
using WesMemGuard.Client.Processes;
using WesMemGuard.Harness.Live;
using WesMemGuard.Harness.Suites;
using WesMemGuard.Harness.Targets;
using WesMemGuard.Harness.Watching;
using WesMemGuard.Input;
using WesMemGuard.Node.Processes;
using WesMemGuard.Reasons;
using WesMemGuard.Runs;
using WesMemGuard.Scenarios;
using WesMemGuard.Verdicts;
using WesMemGuard.Verdicts.Observations;

namespace WesMemGuard.Cli.Verbs;

/// <summary>
/// <c>wesmemguard record --url URL --out DIR [--scenario PATH]</c>: keeps the whole conversation with a node, for replays; of a .NET
/// process (<c>--pid PID</c>) what is seen of it, and its heap at the beginning and at the end.
/// </summary>
internal static class RecordVerb
{
    private static readonly ResourceTexts Texts = ResourceTexts.Beside(typeof(RecordVerb));

    public const string Name = "record";

    public static readonly string[] Examples =
    [
        "wesmemguard record --url http://127.0.0.1:28680 --diagnostics-url http://127.0.0.1:28686 --out recordings/idle --for '48 min'",
        "wesmemguard record --pid 4711 --out recordings/client --gc '10 s' --for '20 min'",
        "wesmemguard record --url http://127.0.0.1:28680 --out recordings/transfers --scenario scenarios/_live/transfers",
    ];

    public static Command Create(Surroundings surroundings)
    {
        var texts = Texts.In(surroundings.Language);
        var folder = new Option<string>("--out") { Description = texts["Out"], HelpName = "DIR", Required = true };
        var path = new Option<string?>("--scenario") { Description = texts["Scenario"], HelpName = "PATH" };
        var length = new Option<string?>("--for") { Description = texts["For"], HelpName = "DURATION" };
        var log = new Option<string?>("--log") { Description = texts["Log"], HelpName = "FILE" };
        var wholeLog = new Option<bool>("--whole-log") { Description = texts["WholeLog"] };
        var node = new NodeOptions(surroundings.Language);
        var pid = PidOption.Create(surroundings.Language);
        var command = new Command(Name, texts["Description"]) { folder, path, length, log, wholeLog, pid };
        node.AddTo(command);
        PidOption.Alone(command, pid, [path, log, wholeLog, .. node.OfNode]);
        command.Validators.Add(result =>
        {
            if (result.GetResult(path) is not null && result.GetResult(length) is not null)
                result.Refuse(RecordReasons.LengthOfScenario());
        });
        command.SetAction(async (parsed, ct) =>
        {
            if (parsed.GetValue(pid) is { } process)
                return await ProcessAsync(surroundings, process, node.Gc(parsed), parsed.GetValue(length),
                    Full(surroundings, parsed.GetRequiredValue(folder))!, ct).ConfigureAwait(false);
            var options = node.Read(parsed, surroundings) with
            {
                LogFile = Full(surroundings, parsed.GetValue(log)),
                WholeLog = parsed.GetValue(wholeLog),
            };
            var (scenario, scenarioFolder) = parsed.GetValue(path) is { } given
                ? Read(surroundings, given) : (Sampling(options, parsed.GetValue(length)), ".");
            if (options.LogFile is { } named && scenario.Node is not StartedNode && !File.Exists(named))
                throw new BadInputException(parsed.GetValue(log)!, RecordReasons.NoLog());
            options = options with { Said = surroundings.Say };
            return await RunAsync(surroundings, scenario, options with { ScenarioFolder = scenarioFolder },
                Full(surroundings, parsed.GetRequiredValue(folder))!, ct).ConfigureAwait(false);
        });
        return command;
    }

    private static async Task<int> RunAsync(Surroundings surroundings, Scenario scenario, LiveOptions options, string folder,
        CancellationToken ct)
    {
        var texts = Texts.In(surroundings.Language);
        surroundings.Error.WriteLine(SafeText.Of(texts.Format("Begins", folder)));
        try
        {
            var run = await NodeRecording.RunAsync(scenario, options, folder, surroundings.Clock, ct).ConfigureAwait(false);
            var (answers, pages, looks) =
                (run.Memory.Count(r => r.Sample is not null), run.Metrics.Count(r => r.Sample is not null),
                run.Process.Count(r => r.Sample is not null));
            surroundings.Out.WriteLine(
                SafeText.Of(run.Memory.Count == 0
                    ? texts.Format("SummaryPages", folder, pages, looks, run.Profiles.Count, run.Phases.Count)
                    : texts.Format("Summary", folder, answers, pages, looks, run.Profiles.Count, run.Phases.Count)));
            var failed = run.Memory.Count - answers + run.Metrics.Count - pages;
            if (failed > 0)
                surroundings.Out.WriteLine(SafeText.Of(texts.Format("Failed", failed, answers + pages + failed)));
            if (answers + pages == 0)
                surroundings.Error.WriteLine(SafeText.Of(texts.Format("NeverAnswered", run.Metrics.FirstOrDefault().Miss is { } miss
                    ? MissReasons.Seen(miss.Kind, miss.Detail).In(surroundings.Language) : "-")));
            else if (NodePresence.WhyGone(run) is { } gone)
                surroundings.Error.WriteLine(SafeText.Of(gone.In(surroundings.Language)));
            else
                return ExitCodes.Held;
        }
        catch (NodeStartException e)
        {
            surroundings.Say(e.Reason);
        }

        return ExitCodes.NoNode;
    }

    private static async Task<int> ProcessAsync(Surroundings surroundings, int pid, TimeSpan? gc, string? length, string folder,
        CancellationToken ct)
    {
        var texts = Texts.In(surroundings.Language);
        var options = new ProcessWatchOptions { Pid = pid, Gc = gc, For = length is null ? null : Length(length) };
        surroundings.Error.WriteLine(SafeText.Of(texts.Format("Begins", folder)));
        try
        {
            var run = await ProcessWatch.RecordAsync(options, folder, surroundings.Scrubber, surroundings.Clock, ct).ConfigureAwait(false);
            var looks = run.Client.Count(r => r.Sample is not null);
            surroundings.Out.WriteLine(SafeText.Of(texts.Format("SummaryOfProcess", folder, looks,
                run.Client.FindLast(r => r.Sample is not null).Sample?.Runtime?.GcCount ?? 0, run.Profiles.Count)));
            return looks > 0 ? ExitCodes.Held : ExitCodes.NoNode;
        }
        catch (NoRuntimeException e)
        {
            surroundings.Say(e.Reason);
            return ExitCodes.NoNode;
        }
    }

    /// <exception cref="BadInputException">There is no node, or the duration is none.</exception>
    private static Scenario Sampling(LiveOptions options, string? length)
    {
        if (options.Url is null)
            throw new BadInputException("--url", RecordReasons.NoNode());
        if (length is null)
            return NodeRecording.Sampling(options.Url, options.DiagnosticsUrl, LiveClock.Longest);
        return NodeRecording.Sampling(options.Url, options.DiagnosticsUrl, Length(length));
    }

    /// <exception cref="BadInputException">It is none.</exception>
    private static TimeSpan Length(string length)
    {
        var parsed = Durations.Read(length, "--for");
        return parsed > TimeSpan.Zero && parsed <= LiveClock.Longest ? parsed
            : throw new BadInputException("--for", RecordReasons.NoLength(length, LiveClock.Longest));
    }

    /// <exception cref="BadInputException">It is no live scenario.</exception>
    private static (Scenario Scenario, string Folder) Read(Surroundings surroundings, string path)
    {
        var folders = Suite.Find([path], surroundings.WorkingFolder, []).Scenarios;
        if (folders is not [var folder])
            throw new BadInputException(path, RecordReasons.NotOne(folders.Count));
        var scenario = folder.ReadScenario();
        return scenario.Node is null
            ? throw new BadInputException(path, RecordReasons.NotLive()) : (scenario, folder.FullPath);
    }

    private static string? Full(Surroundings surroundings, string? path) =>
        path is null ? null : Path.GetFullPath(Path.Combine(surroundings.WorkingFolder, path));
}
