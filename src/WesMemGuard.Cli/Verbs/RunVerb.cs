using System.CommandLine;
using System.CommandLine.Parsing;
using WesMemGuard.Cli.Baselines;
using WesMemGuard.Cli.Options;
using WesMemGuard.Cli.Output;
using WesMemGuard.Harness.Configuration;
using WesMemGuard.Harness.Runs;
using WesMemGuard.Harness.Suites;
using WesMemGuard.Harness.Targets;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Cli.Verbs;

/// <summary><c>wesmemguard run PATH…</c>: replays scenarios, judges them, and compares suites with what they expect.</summary>
internal static class RunVerb
{
    private static readonly ResourceTexts Texts = ResourceTexts.Beside(typeof(RunVerb));

    public const string Name = "run";

    /// <summary>What the list of verbs shows beside it.</summary>
    public const string Takes = "PATH";

    /// <summary>The option whose exit codes <c>git bisect run</c> understands (<see cref="BisectExit"/>).</summary>
    private const string BisectOption = "--bisect";

    public static readonly string[] Examples =
    [
        "wesmemguard run scenarios",
        "wesmemguard run scenarios --only transfers --only 'cycles-*'",
        "wesmemguard run scenarios/breaks-transfers --out artifacts/runs",
        "wesmemguard run scenarios/_live/idle --url http://127.0.0.1:28680",
        "wesmemguard run scenarios/_live/idle --url http://127.0.0.1:28680 --until-decided 45min",
        "git bisect run wesmemguard run scenarios/_live/idle --bisect",
    ];

    public static Command Create(Surroundings surroundings, Option<string[]> set)
    {
        var texts = Texts.In(surroundings.Language);
        var paths = new Argument<string[]>(Takes)
        {
            Arity = ArgumentArity.OneOrMore,
            Description = texts["Paths"],
        };
        CommandArguments.RefuseOptions(paths);
        var only = new Option<string[]>("--only")
        {
            Description = texts["Only"],
            HelpName = "NAME",
            AllowMultipleArgumentsPerToken = false,
        };
        var folder = new Option<string?>("--out") { Description = texts["Out"], HelpName = "FOLDER" };
        var accept = new Option<bool>("--accept") { Description = texts["Accept"] };
        var details = new Option<bool>("--details") { Description = texts["Details"] };
        var junit = new Option<string?>("--junit") { Description = texts["JUnit"], HelpName = "FILE" };
        var sarif = new Option<string?>("--sarif") { Description = texts["Sarif"], HelpName = "FILE" };
        var summary = new Option<string?>("--md") { Description = texts["Markdown"], HelpName = "FILE" };
        var record = new Option<string?>("--record") { Description = texts["Record"], HelpName = "DIR" };
        var replace = new Option<bool>("--replace") { Description = texts["Replace"] };
        var wholeLog = new Option<bool>("--whole-log") { Description = texts["WholeLog"] };
        var until = UntilDecided(texts);
        var history = new HistoryOptions(texts);
        var bisect = new Option<bool>(BisectOption) { Description = texts["Bisect"] };
        var node = new NodeOptions(surroundings.Language);
        var command =
            new Command(Name, texts["Description"]) { paths, only, folder, details, accept, replace, record, wholeLog, junit, sarif,
                summary, until, bisect };
        history.AddTo(command);
        node.AddTo(command);
        command.SetAction(async (parsed, ct) =>
        {
            var settings = SettingsOption.Read(surroundings, parsed.GetValue(set), parsed.GetValue(folder));
            var suite = Suite.Find(parsed.GetRequiredValue(paths), surroundings.WorkingFolder, parsed.GetValue(only) ?? []);
            var options = Options(settings, surroundings, parsed.GetValue(accept)) with
            {
                Live = Until(parsed, until,
                    node.Read(parsed, surroundings) with { Said = surroundings.Say, WholeLog = parsed.GetValue(wholeLog) }),
                Replace = parsed.GetValue(replace),
                Shown = Shown(settings),
                Record = parsed.GetValue(record) is { } to ? Path.GetFullPath(Path.Combine(surroundings.WorkingFolder, to)) : null,
            };
            var results = await Progress.WatchAsync(
                surroundings, suite, (seen, stands) =>
                    SuiteRun.RunAsync(suite, options with { Live = options.Live with { Progress = stands } }, seen, ct))
                    .ConfigureAwait(false);
            RunReport.Write(suite, results, parsed.GetValue(details), surroundings);
            RunFiles.Write(suite, results,
                new RunFileNames(parsed.GetValue(junit), parsed.GetValue(sarif), parsed.GetValue(summary)), surroundings);
            await history.WriteAsync(parsed, results, surroundings, ct).ConfigureAwait(false);
            // What a suite expects of its folders is no question of git's: it asks whether this commit is good.
            return parsed.GetValue(bisect)
                ? results.Select(r => r.ExitCode).Aggregate(ExitCodes.Held, ExitCodes.Worse) : SuiteExit.Of(suite, results);
        });
        return command;
    }

    /// <summary>
    /// Whether git asks, however the command line says it; one that is wrong elsewhere asks all the same, and must end the bisection.
    /// </summary>
    public static bool IsForBisect(ParseResult parsed) => parsed.CommandResult is { Command.Name: Name } run
        && run.Children.OfType<OptionResult>().FirstOrDefault(o => o.Option.Name == BisectOption) is { Implicit: false } asked
        && (asked.Errors.Any() || asked.GetValueOrDefault<bool>());

    private static Option<string?> UntilDecided(LocalTexts texts) => new("--until-decided")
    {
        Description = texts["UntilDecided"],
        HelpName = "TIME",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private static LiveOptions Until(ParseResult parsed, Option<string?> until, LiveOptions live) => live with
    {
        IsUntilDecided = parsed.GetResult(until) is { Implicit: false },
        TimeBudget = parsed.GetValue(until) is { } time ? Durations.Read(time, until.Name) : null,
    };

    private static string Shown(Settings settings) => settings.Out.Replace('\\', '/').TrimEnd('/');

    private static RunOptions Options(Settings settings, Surroundings surroundings, bool accept) =>
        new(Path.GetFullPath(Path.Combine(surroundings.WorkingFolder, settings.Out)), settings.Parallel, settings.ReplayTimeout, accept);
}
