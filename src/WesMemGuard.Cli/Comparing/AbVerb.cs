using System.CommandLine;
using System.CommandLine.Parsing;
using WesMemGuard.Cli.Options;
using WesMemGuard.Cli.Output;
using WesMemGuard.Harness.Comparing;
using WesMemGuard.Harness.Configuration;
using WesMemGuard.Harness.Runs;
using WesMemGuard.Harness.Suites;
using WesMemGuard.Input;
using WesMemGuard.Node.Processes;
using WesMemGuard.Reasons;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Cli.Comparing;

/// <summary><c>wesmemguard ab</c>: two builds side by side, or what was recorded of them; the difference is judged.</summary>
internal static class AbVerb
{
    private static readonly ResourceTexts Texts = ResourceTexts.Beside(typeof(AbVerb));

    public const string Name = "ab";

    /// <summary>What the list of verbs shows beside it.</summary>
    public const string Takes = "SCENARIO|BASE HEAD…";

    public static readonly string[] Examples =
    [
        "wesmemguard ab --base bin/node-main --head bin/node-pr scenarios/_live/full",
        "wesmemguard ab --base './old -port {http}' --head './new -port {http}' --profile go --time-budget 45min scenarios/_live/idle",
        "wesmemguard ab --base-url http://127.0.0.1:28680 --head-url http://127.0.0.1:38680 scenarios/_live/idle",
        "wesmemguard ab recordings/main recordings/pr",
        "wesmemguard ab --base 'dotnet test main/Client.Tests' --head 'dotnet test pr/Client.Tests'",
    ];

    public static Command Create(Surroundings surroundings, Option<string[]> set)
    {
        var texts = Texts.In(surroundings.Language);
        var paths = new Argument<string[]>(Takes) { Arity = ArgumentArity.ZeroOrMore, Description = texts["Paths"] };
        CommandArguments.RefuseOptions(paths);
        var given = new AbOptions(texts, surroundings.Language);
        var budget = new Option<string?>("--budget") { Description = texts["Budget"], HelpName = "FILE" };
        var json = new Option<bool>("--json") { Description = texts["Json"] };
        var markdown = new Option<string?>("--md") { Description = texts["Markdown"], HelpName = "FILE" };
        var folder = new Option<string?>("--out") { Description = texts["Out"], HelpName = "FOLDER" };
        var command = new Command(Name, texts["Description"]) { paths, budget, json, markdown, folder };
        given.AddTo(command);
        command.Validators.Add(result => Refuse(result, given, budget, folder, paths));
        command.SetAction(async (parsed, ct) =>
        {
            var settings = SettingsOption.Read(surroundings, parsed.GetValue(set), parsed.GetValue(folder));
            var names = parsed.GetValue(paths) ?? [];
            (string Json, AbSummary Summary, int Code) compared;
            try
            {
                compared = await ComparedAsync(names, given, parsed, budget, settings, surroundings, ct)
                    .ConfigureAwait(false);
            }
            catch (NodeStartException e)
            {
                surroundings.Say(e.Reason);
                return ExitCodes.NoNode;
            }

            if (parsed.GetValue(markdown) is { } file)
                OutputFile.Write(file, surroundings, to => AbMarkdown.Write(compared.Summary, texts, surroundings.Language, to));
            if (parsed.GetValue(json))
                surroundings.Out.WriteLine(compared.Json);
            else
                AbReport.Write(compared.Summary, surroundings);
            return compared.Code;
        });
        return command;
    }

    /// <exception cref="BadInputException">What was named can't be compared.</exception>
    /// <exception cref="NodeStartException">A build can't be started.</exception>
    private static async Task<(string Json, AbSummary Summary, int Code)> ComparedAsync(string[] names, AbOptions given,
        ParseResult parsed, Option<string?> budget, Settings settings, Surroundings surroundings, CancellationToken ct)
    {
        var isDriven = given.AreDriven(parsed.CommandResult);
        var clients = isDriven && names.Length == 0
            ? await ClientBuilds.RunAsync(given.Read(parsed, surroundings, settings.Out), surroundings.WorkingFolder,
                surroundings.Clock, ct).ConfigureAwait(false)
            : isDriven ? null : ClientBuilds.Stored(names, surroundings.WorkingFolder);
        if (clients is not null && !isDriven && given.OfNodesAlone(parsed.CommandResult, budget) is { } option)
            throw new BadInputException(option, AbReasons.NotForMeasurements());
        if (clients is not null)
            return (AbJson.Of(clients), AbSummary.Of(clients, surroundings.Language), clients.Verdict.ExitCode);
        var rounds = isDriven
            ? await BuildRun.RunAsync(Only(names[0], surroundings), given.Read(parsed, surroundings, settings.Out),
                surroundings.Clock, ct).ConfigureAwait(false)
            : await new StoredBuilds(surroundings.WorkingFolder, settings.ReplayTimeout).CompareAsync(names,
                parsed.GetValue(budget) is { } file ? RunJudge.ReadBudget(surroundings.WorkingFolder, file) : null,
                given.WarmUp(parsed), ct)
                .ConfigureAwait(false);
        return (AbJson.Of(rounds), AbSummary.Of(rounds, surroundings.Language), rounds.Verdict.ExitCode);
    }

    /// <exception cref="BadInputException">It is not there, or a suite of several.</exception>
    private static ScenarioFolder Only(string name, Surroundings surroundings)
    {
        var found = Suite.Find([name], surroundings.WorkingFolder, []).Scenarios;
        return found.Count == 1 ? found[0] : throw new BadInputException(name.Replace('\\', '/'), AbReasons.OneScenario(found.Count));
    }

    private static void Refuse(CommandResult result, AbOptions given, Option<string?> budget, Option<string?> folder,
        Argument<string[]> paths)
    {
        var count = result.GetResult(paths)?.Tokens.Count ?? 0;
        var isDriven = given.AreDriven(result);
        var wrong = given.WhyNoPair(result)
            ?? (isDriven && count == 0 && given.AreCommands(result) ? given.WhyNotForClients(result)
                : isDriven && count != 1 ? AbReasons.OneScenario(count) : null)
            ?? (isDriven && result.GetResult(budget) is not null ? AbReasons.BudgetOfScenario() : null)
            ?? (!isDriven ? given.WhyOnlyDriven(result, folder) : null);
        if (wrong is not null)
            result.Refuse(wrong);
    }
}
