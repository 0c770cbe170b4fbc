using System.CommandLine;
using System.CommandLine.Parsing;
using WesMemGuard.Cli.Options;
using WesMemGuard.Harness.Comparing;
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

    public static readonly string[] Examples =
    [
        "wesmemguard ab --base bin/node-main --head bin/node-pr scenarios/_live/full",
        "wesmemguard ab --base './old -port {http}' --head './new -port {http}' --profile go --time-budget 45min scenarios/_live/idle",
        "wesmemguard ab --base-url http://127.0.0.1:28680 --head-url http://127.0.0.1:38680 scenarios/_live/idle",
        "wesmemguard ab recordings/main recordings/pr",
    ];

    public static Command Create(Surroundings surroundings, Option<string[]> set)
    {
        var texts = Texts.In(surroundings.Language);
        var paths = new Argument<string[]>("SCENARIO|BASE HEAD…") { Arity = ArgumentArity.OneOrMore, Description = texts["Paths"] };
        CommandArguments.RefuseOptions(paths);
        var given = new AbOptions(texts, surroundings.Language);
        var budget = new Option<string?>("--budget") { Description = texts["Budget"], HelpName = "FILE" };
        var json = new Option<bool>("--json") { Description = texts["Json"] };
        var folder = new Option<string?>("--out") { Description = texts["Out"], HelpName = "FOLDER" };
        var command = new Command(Name, texts["Description"]) { paths, budget, json, folder };
        given.AddTo(command);
        command.Validators.Add(result => Refuse(result, given, budget, paths));
        command.SetAction(async (parsed, ct) =>
        {
            var settings = SettingsOption.Read(surroundings, parsed.GetValue(set), parsed.GetValue(folder));
            var names = parsed.GetRequiredValue(paths);
            BuildRounds rounds;
            try
            {
                rounds = given.AreDriven(parsed.CommandResult)
                    ? await BuildRun.RunAsync(Only(names[0], surroundings), given.Read(parsed, surroundings, settings.Out),
                        surroundings.Clock, ct).ConfigureAwait(false)
                    : await new StoredBuilds(surroundings.WorkingFolder, settings.ReplayTimeout).CompareAsync(names,
                        parsed.GetValue(budget) is { } file ? RunJudge.ReadBudget(surroundings.WorkingFolder, file) : null,
                        given.WarmUp(parsed), ct).ConfigureAwait(false);
            }
            catch (NodeStartException e)
            {
                surroundings.Say(e.Reason);
                return ExitCodes.NoNode;
            }

            if (parsed.GetValue(json))
                surroundings.Out.WriteLine(AbJson.Of(rounds));
            else
                AbReport.Write(rounds, surroundings);
            return rounds.Verdict.ExitCode;
        });
        return command;
    }

    /// <exception cref="BadInputException">It is not there, or a suite of several.</exception>
    private static ScenarioFolder Only(string name, Surroundings surroundings)
    {
        var found = Suite.Find([name], surroundings.WorkingFolder, []).Scenarios;
        return found.Count == 1 ? found[0] : throw new BadInputException(name.Replace('\\', '/'), AbReasons.OneScenario(found.Count));
    }

    private static void Refuse(CommandResult result, AbOptions given, Option<string?> budget, Argument<string[]> paths)
    {
        var count = result.GetResult(paths)?.Tokens.Count ?? 0;
        var isDriven = given.AreDriven(result);
        Reason? wrong = given.WhyNoPair(result)
            ?? (isDriven && count != 1 ? AbReasons.OneScenario(count) : null)
            ?? (isDriven && result.GetResult(budget) is not null ? AbReasons.BudgetOfScenario() : null)
            ?? (!isDriven ? given.WhyOnlyDriven(result) : null);
        if (wrong is not null)
            result.Refuse(wrong);
    }
}
