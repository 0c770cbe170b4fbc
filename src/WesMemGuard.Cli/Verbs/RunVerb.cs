using System.CommandLine;
using WesMemGuard.Cli.Output;
using WesMemGuard.Scenarios;
using WesMemGuard.Scenarios.Configuration;

namespace WesMemGuard.Cli.Verbs;

/// <summary><c>wesmemguard run PATH…</c>: replays scenarios, judges them, and compares suites with what they expect.</summary>
internal static class RunVerb
{
    public const string Name = "run";

    public static readonly string[] Examples =
    [
        "wesmemguard run scenarios",
        "wesmemguard run scenarios --only transfers --only 'cycles-*'",
        "wesmemguard run scenarios/breaks-transfers --out artifacts/runs",
        "wesmemguard run scenarios/_live/idle --url http://127.0.0.1:28680",
    ];

    public static Command Create(Surroundings surroundings, Option<string[]> set)
    {
        var paths = new Argument<string[]>("PATH")
        {
            Arity = ArgumentArity.OneOrMore,
            Description = "Folders with scenario.json (scenarios), or folders of such (suites) · 场景文件夹或其上级文件夹",
        };
        CommandArguments.RefuseOptions(paths);
        var only = new Option<string[]>("--only")
        {
            Description = "Only scenarios of this name, * for any letters; may be repeated · 只运行这些场景",
            HelpName = "NAME",
            AllowMultipleArgumentsPerToken = false,
        };
        var folder = new Option<string?>("--out") { Description = "Folder that runs are written to (default: runs) · 运行结果文件夹", HelpName = "FOLDER" };
        var accept = new Option<bool>("--accept") { Description = "Write each scenario's expected.txt from what comes out · 按本次结果重写 expected.txt" };
        var record = new Option<string?>("--record") { Description = "Record live runs too, each into a folder of this one · 同时录制实跑场景", HelpName = "DIR" };
        var node = new NodeOptions();
        var command = new Command(Name, "Replays scenarios, or drives live nodes through them, and judges their budgets. · 回放或实跑场景并判断预算。") { paths, only, folder, accept, record };
        node.AddTo(command);
        command.SetAction(async (parsed, ct) =>
        {
            var settings = SettingsOption.Read(surroundings, parsed.GetValue(set), parsed.GetValue(folder));
            var suite = Suite.Find(parsed.GetRequiredValue(paths), surroundings.WorkingFolder, parsed.GetValue(only) ?? []);
            var options = Options(settings, surroundings, parsed.GetValue(accept)) with
            {
                Live = node.Read(parsed, surroundings),
                Record = parsed.GetValue(record) is { } to ? Path.GetFullPath(Path.Combine(surroundings.WorkingFolder, to)) : null,
            };
            var results = await Progress.WatchAsync(surroundings, suite, seen => SuiteRun.RunAsync(suite, options, seen, ct)).ConfigureAwait(false);
            RunReport.Write(suite, results, surroundings);
            return SuiteExit.Of(suite, results);
        });
        return command;
    }

    private static RunOptions Options(Settings settings, Surroundings surroundings, bool accept) =>
        new(Path.GetFullPath(Path.Combine(surroundings.WorkingFolder, settings.Out)), settings.Parallel, settings.ReplayTimeout, accept);
}
