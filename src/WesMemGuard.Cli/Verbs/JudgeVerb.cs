using System.CommandLine;
using WesMemGuard.Cli.Output;
using WesMemGuard.Scenarios;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Cli.Verbs;

/// <summary><c>wesmemguard judge RECORDING|RUN… --budget FILE</c>: one budget held against recordings, stored runs and series.</summary>
internal static class JudgeVerb
{
    public const string Name = "judge";

    public static readonly string[] Examples =
    [
        "wesmemguard judge scenarios/_recordings/idle --budget scenarios/holds-idle/budget.json",
        "wesmemguard judge runs/*/run.jsonl --budget budget.json --json",
        "wesmemguard judge data/dev/dev-private-memlab/logs --budget budget.json",
    ];

    public static Command Create(Surroundings surroundings, Option<string[]> set)
    {
        var paths = new Argument<string[]>("RECORDING|RUN")
        {
            Arity = ArgumentArity.OneOrMore,
            Description = "Recording folders, run folders, run.jsonl files, logs of a node (files, folders) or series (CSV, JSON lines) · 录制、运行、日志或序列文件",
        };
        CommandArguments.RefuseOptions(paths);
        var budget = new Option<string>("--budget") { Description = "The budget file · 预算文件", HelpName = "FILE", Required = true };
        var json = new Option<bool>("--json") { Description = "One compact JSON object a line, nothing else · 每行一个 JSON 对象" };
        var command = new Command(Name, "Judges recordings and stored runs against one budget. · 用同一预算判断录制或运行。") { paths, budget, json };
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
            surroundings.Error.WriteLine(SafeText.Of(error));
        if (json)
            surroundings.Out.WriteLine(VerdictJson.Of(judged));
    }
}
