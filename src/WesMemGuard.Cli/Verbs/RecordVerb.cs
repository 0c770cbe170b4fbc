using System.CommandLine;
using System.Globalization;
using WesMemGuard.Cli.Output;
using WesMemGuard.Files;
using WesMemGuard.Node.Processes;
using WesMemGuard.Runs;
using WesMemGuard.Scenarios;
using WesMemGuard.Scenarios.Live;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Cli.Verbs;

/// <summary><c>wesmemguard record --url URL --out DIR [--scenario PATH]</c>: keeps the whole conversation with a node, for replays.</summary>
internal static class RecordVerb
{
    public const string Name = "record";

    public static readonly string[] Examples =
    [
        "wesmemguard record --url http://127.0.0.1:28680 --diagnostics-url http://127.0.0.1:28686 --out recordings/idle --for '48 min'",
        "wesmemguard record --url http://127.0.0.1:28680 --out recordings/transfers --scenario scenarios/_live/transfers",
    ];

    public static Command Create(Surroundings surroundings)
    {
        var folder = new Option<string>("--out") { Description = "The recording's folder, new or empty · 录制文件夹", HelpName = "DIR", Required = true };
        var path = new Option<string?>("--scenario") { Description = "Drive the node through this scenario meanwhile · 同时执行该场景", HelpName = "PATH" };
        var length = new Option<string?>("--for") { Description = "How long, like '48 min' (default: until Ctrl+C); without --scenario · 录制时长", HelpName = "DURATION" };
        var log = new Option<string?>("--log") { Description = "The node's log file (default: the one its process has open) · 节点日志文件", HelpName = "FILE" };
        var node = new NodeOptions();
        var command = new Command(Name, "Records a node: every answer, its process, its log's tail and profiles; no secrets. · 录制节点的全部对话（不含密钥）。") { folder, path, length, log };
        node.AddTo(command);
        command.Validators.Add(result =>
        {
            if (result.GetResult(path) is not null && result.GetResult(length) is not null)
                result.AddError("--for is of recordings without --scenario; a scenario's phases say how long they are");
        });
        command.SetAction(async (parsed, ct) =>
        {
            var options = node.Read(parsed, surroundings) with { LogFile = Full(surroundings, parsed.GetValue(log)) };
            var (scenario, scenarioFolder) = parsed.GetValue(path) is { } given ? Read(surroundings, given) : (Sampling(options, parsed.GetValue(length)), ".");
            return await RunAsync(surroundings, scenario, options with { ScenarioFolder = scenarioFolder }, Full(surroundings, parsed.GetRequiredValue(folder))!, ct).ConfigureAwait(false);
        });
        return command;
    }

    private static async Task<int> RunAsync(Surroundings surroundings, Scenario scenario, LiveOptions options, string folder, CancellationToken ct)
    {
        surroundings.Error.WriteLine(SafeText.Of($"recording to {folder}; Ctrl+C ends it"));
        try
        {
            var run = await NodeRecording.RunAsync(scenario, options, folder, LiveClock.Of(TimeProvider.System), ct).ConfigureAwait(false);
            surroundings.Out.WriteLine(SafeText.Of(Summary(run, folder)));
            if (run.Memory.Exists(r => r.Sample is not null) || run.Metrics.Exists(r => r.Sample is not null))
                return ExitCodes.Held;
            surroundings.Error.WriteLine(SafeText.Of($"the node never answered: {run.Metrics.FirstOrDefault().Miss?.Detail ?? "it was not asked long enough"}"));
        }
        catch (NodeStartException e)
        {
            surroundings.Error.WriteLine(SafeText.Of(e.Message));
        }

        return ExitCodes.NoNode;
    }

    private static string Summary(MemoryRun run, string folder) => string.Create(
        CultureInfo.InvariantCulture,
        $"{folder}: {run.Memory.Count} memory answers, {run.Metrics.Count} pages, {run.Process.Count} looks at the process, {run.Profiles.Count} profiles, {run.Phases.Count} phases");

    /// <exception cref="BadInputException">There is no node, or the duration is none.</exception>
    private static Scenario Sampling(LiveOptions options, string? length)
    {
        if (options.Url is null)
            throw new BadInputException("--url", "names the node to record, like http://127.0.0.1:28680; or --scenario PATH names one");
        if (length is null)
            return NodeRecording.Sampling(options.Url, options.DiagnosticsUrl, NodeRecording.Longest);
        var parsed = DurationText.Parse(length, out var wrong);
        return wrong is null && parsed > TimeSpan.Zero && parsed <= NodeRecording.Longest
            ? NodeRecording.Sampling(options.Url, options.DiagnosticsUrl, parsed)
            : throw new BadInputException("--for", wrong ?? $"found \"{length}\"; above 0 s, and at most {DurationText.Write(NodeRecording.Longest)}");
    }

    /// <exception cref="BadInputException">It is no live scenario.</exception>
    private static (Scenario Scenario, string Folder) Read(Surroundings surroundings, string path)
    {
        var folders = Suite.Find([path], surroundings.WorkingFolder, []).Scenarios;
        if (folders is not [var folder])
            throw new BadInputException(path, $"holds {folders.Count} scenarios; one can be recorded at a time");
        var scenario = folder.ReadScenario();
        return scenario.Node is null ? throw new BadInputException(path, "replays a recording; only a live scenario can be recorded") : (scenario, folder.FullPath);
    }

    private static string? Full(Surroundings surroundings, string? path) => path is null ? null : Path.GetFullPath(Path.Combine(surroundings.WorkingFolder, path));
}
