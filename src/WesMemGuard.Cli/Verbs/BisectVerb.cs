using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using WesMemGuard.Cli.Options;
using WesMemGuard.Cli.Output;
using WesMemGuard.Harness.Bisecting;
using WesMemGuard.Harness.Runs;
using WesMemGuard.Harness.Suites;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Cli.Verbs;

/// <summary><c>wesmemguard bisect --good REV --bad REV SCENARIO</c>: the commit that broke a limit.</summary>
internal static class BisectVerb
{
    private const string JournalName = "bisect.jsonl";

    private static readonly ResourceTexts Texts = ResourceTexts.Beside(typeof(BisectVerb));

    public const string Name = "bisect";

    /// <summary>What the list of verbs shows beside it.</summary>
    public const string Takes = "SCENARIO";

    public static readonly string[] Examples =
    [
        "wesmemguard bisect --good v1.2.0 --bad main --build 'go build ./cmd/node' --start './node --port 28680' scenarios/_live/idle",
        "wesmemguard bisect --good f9f07a8 --bad HEAD --build make --start ./run.sh --limit 1 scenarios/_live/transfers",
    ];

    public static Command Create(Surroundings surroundings, Option<string[]> set)
    {
        var texts = Texts.In(surroundings.Language);
        var scenario = new Argument<string>(Takes) { Description = texts["Scenario"] };
        var good = new Option<string>("--good") { Description = texts["Good"], HelpName = "REV", Required = true };
        var bad = new Option<string>("--bad") { Description = texts["Bad"], HelpName = "REV", Required = true };
        var build = new Option<string?>("--build") { Description = texts["Build"], HelpName = "CMD" };
        var start = new Option<string?>("--start") { Description = texts["Start"], HelpName = "CMD" };
        var limit = new Option<int?>("--limit") { Description = texts["Limit"], HelpName = "N" };
        var agree = new Option<int>("--agree")
        {
            Description = texts["Agree"],
            HelpName = "N",
            DefaultValueFactory = _ => 2,
        };
        agree.Validators.Add(result =>
        {
            if (result.Tokens is [var token]
                && (!int.TryParse(token.Value, CultureInfo.InvariantCulture, out var runs) || runs is < 1 or > 10))
                result.Refuse(UsageReasons.OutOfRange("--agree", token.Value, 1, 10));
        });
        var json = new Option<bool>("--json") { Description = texts["Json"] };
        var node = new NodeOptions(surroundings.Language);
        var command = new Command(Name, texts["Description"]) { scenario, good, bad, build, start, limit, agree, json };
        CommandArguments.RefuseOptions(scenario);
        node.AddTo(command);
        command.SetAction(async (parsed, ct) =>
        {
            var began = Stopwatch.GetTimestamp();
            var settings = SettingsOption.Read(surroundings, parsed.GetValue(set), outFolder: null);
            var suite = Suite.Find([parsed.GetRequiredValue(scenario)], surroundings.WorkingFolder, []);
            var folder = Path.GetFullPath(Path.Combine(surroundings.WorkingFolder, settings.Out));
            var options = new RunOptions(folder, 1, settings.ReplayTimeout) { Live = node.Read(parsed, surroundings) };
            var judge = new ScenarioJudge(suite, options, parsed.GetValue(build), parsed.GetValue(start), parsed.GetValue(limit));
            var journal = BisectJournal.Open(Path.Combine(folder, JournalName), $"{settings.Out}/{JournalName}",
                Key(suite.Scenarios[0], [parsed.GetValue(build), parsed.GetValue(start), Text(parsed.GetValue(limit)),
                    Text(parsed.GetValue(agree)), options.Live.Url?.AbsoluteUri, options.Live.ProfileName, options.Live.Gc?.ToString()]));
            var isJson = parsed.GetValue(json);
            var bisection = new Bisection(judge, journal)
            {
                Agree = parsed.GetValue(agree),
                Told = step => BisectReport.Step(step, isJson ? surroundings with { Out = surroundings.Error } : surroundings),
            };
            var result = await bisection.RunAsync(surroundings.WorkingFolder, parsed.GetRequiredValue(good),
                parsed.GetRequiredValue(bad), ct).ConfigureAwait(false);
            var found = result.FirstBad is { } commit
                ? await FoundCommit.ReadAsync(surroundings.WorkingFolder, commit, ct).ConfigureAwait(false) : null;
            BisectReport.Write(result, found, Stopwatch.GetElapsedTime(began), isJson, surroundings);
            return result is { FirstBad: not null, Doubt: null } ? ExitCodes.Held : ExitCodes.Inconclusive;
        });
        return command;
    }

    private static string? Text(int? number) => number?.ToString(CultureInfo.InvariantCulture);

    /// <summary>What was asked of commits: another budget or build asks something else, and so does another number of runs.</summary>
    private static string Key(ScenarioFolder scenario, IEnumerable<string?> asked)
    {
        var story = scenario.ReadScenario();
        using var all = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in new[] { ScenarioFolder.ScenarioFileName, story.Budget.Path })
            all.AppendData(File.ReadAllBytes(Path.Combine(scenario.FullPath, file)));
        all.AppendData(Encoding.UTF8.GetBytes("\n" + string.Join('\n', asked)));
        return Convert.ToHexStringLower(all.GetHashAndReset())[..32];
    }
}
