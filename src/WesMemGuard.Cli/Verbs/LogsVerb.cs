using System.CommandLine;
using WesMemGuard.Cli.Options;
using WesMemGuard.Cli.Output;
using WesMemGuard.Harness.Runs;
using WesMemGuard.Logs;
using WesMemGuard.Logs.Entries;
using WesMemGuard.Logs.Writing;
using WesMemGuard.Verdicts;
using WesMemGuard.Verdicts.Judging;

namespace WesMemGuard.Cli.Verbs;

/// <summary>
/// <c>wesmemguard logs FILE…|DIR</c>: the node's own log as a picture, a series, or judged against a budget.
/// </summary>
internal static class LogsVerb
{
    private static readonly ResourceTexts Texts = ResourceTexts.Beside(typeof(LogsVerb));

    public const string Name = "logs";

    /// <summary>What the list of verbs shows beside it.</summary>
    public const string Takes = "FILE|DIR";

    public static readonly string[] Examples =
    [
        "wesmemguard logs data/dev/dev-private-memlab/logs",
        "wesmemguard logs node-system.log node-system-2026-11-22T16-09-12.731.log.gz --out csv > samples.csv",
        "wesmemguard logs logs --budget budget.json",
    ];

    public static Command Create(Surroundings surroundings)
    {
        var texts = Texts.In(surroundings.Language);
        var paths = new Argument<string[]>(Takes)
        {
            Arity = ArgumentArity.OneOrMore,
            Description = texts["Paths"],
        };
        CommandArguments.RefuseOptions(paths);
        var form = new Option<string?>("--out") { Description = texts["Out"] }.TakesOneOf(["csv", "jsonl"]);
        var budget = new Option<string>("--budget") { Description = texts["Budget"], HelpName = "FILE" };
        var follow = new Option<bool>("--follow") { Description = texts["Follow"] };
        var command = new Command(Name, texts["Description"]) { paths, form, budget, follow };
        command.SetAction((parsed, ct) =>
        {
            var files =
                parsed.GetRequiredValue(paths).Select(p => Path.Combine(surroundings.WorkingFolder, p)).ToList();
            return parsed.GetValue(follow)
                ? FollowAsync(files, parsed.GetValue(form), parsed.GetValue(budget), surroundings, ct)
                : ReadAsync(files, parsed.GetValue(form), parsed.GetValue(budget), surroundings, ct);
        });
        return command;
    }

    private static async Task<int> ReadAsync(List<string> files, string? form, string? budget,
        Surroundings surroundings,
        CancellationToken ct)
    {
        var held = budget is null ? null : RunJudge.ReadBudget(surroundings.WorkingFolder, budget);
        var log = await LogRun.ReadAsync(files, ct).ConfigureAwait(false);
        if (form is null)
            LogReport.Write(log, surroundings);
        else
            Write(log, form, surroundings.Out);
        foreach (var notice in log.Notices)
            surroundings.Say(notice);
        if (held is null)
            return log.Samples.Count > 0 ? ExitCodes.Held : ExitCodes.NotMeasured;
        var verdict =
            BudgetJudge.Judge(log.Run, held,
            new JudgeContext(log.Run.Header.Name, budget!.Replace('\\', '/'), files[0].Replace('\\', '/')));
        // With --out the samples are the output, and what is judged goes where people look.
        JudgeReport.Write([new JudgedRun(log.Run.Header.Name, held, verdict, null)], form is null
            ? surroundings : surroundings with { Out = surroundings.Error });
        return verdict.ExitCode;
    }

    private static void Write(LogReading log, string form, TextWriter to)
    {
        if (form == "csv")
        {
            SampleCsv.Write(log.Samples, to);
            return;
        }

        LogJsonLines.Write(log.Samples, to);
        LogJsonLines.Write(log.Events, to);
    }

    private static async Task<int> FollowAsync(List<string> files, string? form, string? budget,
        Surroundings surroundings,
        CancellationToken ct)
    {
        if (files.Count != 1 || form == "csv" || budget is not null)
        {
            surroundings.Say(CommandReasons.FollowsOne());
            return ExitCodes.Usage;
        }

        await foreach (var entry in NodeLog.FollowAsync(files[0], TimeProvider.System, ct: ct).ConfigureAwait(false))
        {
            if (entry.Sample is { } sample)
                LogJsonLines.Write([sample], surroundings.Out);
            if (entry.Event is { } happened)
                LogJsonLines.Write([happened], surroundings.Out);
            await surroundings.Out.FlushAsync(ct).ConfigureAwait(false);
        }

        return ExitCodes.Held;
    }
}
