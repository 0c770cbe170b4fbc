using System.CommandLine;
using WesMemGuard.Cli.Options;
using WesMemGuard.Cli.Output;
using WesMemGuard.Harness.Runs;
using WesMemGuard.Texts;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Cli.Verbs;

/// <summary><c>wesmemguard judge RECORDING|RUN… --budget FILE</c>: one budget held against recordings, stored runs and series.</summary>
internal static class JudgeVerb
{
    private static readonly ResourceTexts Texts = ResourceTexts.Beside(typeof(JudgeVerb));

    public const string Name = "judge";

    public static readonly string[] Examples =
    [
        "wesmemguard judge scenarios/_recordings/idle --budget scenarios/holds-idle/budget.json",
        "wesmemguard judge runs/*/run.jsonl --budget budget.json --json",
        "wesmemguard judge data/dev/dev-private-memlab/logs --budget budget.json",
    ];

    public static Command Create(Surroundings surroundings, Option<string[]> set)
    {
        var texts = Texts.In(surroundings.Language);
        var paths = new Argument<string[]>("RECORDING|RUN")
        {
            Arity = ArgumentArity.OneOrMore,
            Description = texts["Paths"],
        };
        CommandArguments.RefuseOptions(paths);
        var budget = new Option<string>("--budget") { Description = texts["Budget"], HelpName = "FILE", Required = true };
        var json = new Option<bool>("--json") { Description = texts["Json"] };
        var command = new Command(Name, texts["Description"]) { paths, budget, json };
        command.SetAction(async (parsed, ct) =>
        {
            var settings = SettingsOption.Read(surroundings, parsed.GetValue(set), outFolder: null);
            var judge = new RunJudge(surroundings.WorkingFolder, settings.ReplayTimeout);
            var budgetFile = parsed.GetRequiredValue(budget);
            var judged = new List<JudgedRun>();
            foreach (var path in parsed.GetRequiredValue(paths))
            {
                judged.Add(await judge.JudgeAsync(path, budgetFile, ct).ConfigureAwait(false));
                Tell(judged[^1], parsed.GetValue(json), surroundings);
            }

            if (!parsed.GetValue(json))
                JudgeReport.Write(judged, surroundings);
            return judged.Select(j => j.ExitCode).Aggregate(ExitCodes.Held, ExitCodes.Worse);
        });
        return command;
    }

    private static void Tell(JudgedRun judged, bool json, Surroundings surroundings)
    {
        if (judged.Error is { } error)
            surroundings.Say(error);
        if (json)
            surroundings.Out.WriteLine(VerdictJson.Of(judged));
    }
}
