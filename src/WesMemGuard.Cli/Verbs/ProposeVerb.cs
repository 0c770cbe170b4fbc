using System.CommandLine;
using WesMemGuard.Baselines;
using WesMemGuard.Budgets;
using WesMemGuard.Cli.Baselines;
using WesMemGuard.Cli.Options;
using WesMemGuard.Cli.Output;
using WesMemGuard.Harness.Runs;
using WesMemGuard.Node.Profiles;
using WesMemGuard.Proposals;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Cli.Verbs;

/// <summary>
/// <c>wesmemguard propose RECORDING|RUN|BASELINE…</c>: a budget that good runs keep, and what changes in the one there
/// is.
/// </summary>
internal static class ProposeVerb
{
    private static readonly ResourceTexts Texts = ResourceTexts.Beside(typeof(ProposeVerb));

    public const string Name = "propose";

    /// <summary>What the list of verbs shows beside it.</summary>
    public const string Takes = "RECORDING|RUN|BASELINE";

    public static readonly string[] Examples =
    [
        "wesmemguard propose scenarios/_recordings/idle -o budget.json",
        "wesmemguard propose runs/20261122-*-idle --budget scenarios/holds-idle/budget.json",
    ];

    public static Command Create(Surroundings surroundings, Option<string[]> set)
    {
        var texts = Texts.In(surroundings.Language);
        var paths = new Argument<string[]>(Takes) { Arity = ArgumentArity.OneOrMore, Description = texts["Paths"] };
        CommandArguments.RefuseOptions(paths);
        var output = new Option<string?>("--output", "-o") { Description = texts["Output"], HelpName = "FILE" };
        var budget = new Option<string?>("--budget") { Description = texts["Budget"], HelpName = "FILE" };
        var json = new Option<bool>("--json") { Description = texts["Json"] };
        var command = new Command(Name, texts["Description"]) { paths, output, budget, json };
        command.SetAction(async (parsed, ct) =>
        {
            var settings = SettingsOption.Read(surroundings, parsed.GetValue(set), outFolder: null);
            var file = parsed.GetValue(output);
            var old = Old(parsed.GetValue(budget), file, surroundings);
            var (runs, levels) = await ReadAsync(parsed.GetRequiredValue(paths), settings.ReplayTimeout, surroundings, ct)
                .ConfigureAwait(false);
            var proposal = BudgetProposer.Of(runs, levels, old, new ProfileSuspects());
            var isAny = proposal.Limits.Any(l => l.Runs > 0);
            if (file is not null && isAny)
                OutputFile.Write(file, surroundings, to => to.Write(BudgetText.Of(proposal, surroundings.Language)));
            if (parsed.GetValue(json))
                surroundings.Out.WriteLine(ProposalReport.Json(proposal));
            else if (file is null && isAny)
                surroundings.Out.Write(SafeText.Of(BudgetText.Of(proposal, surroundings.Language)));
            else
                ProposalReport.Write(proposal, file, surroundings);
            return isAny ? ExitCodes.Held : ExitCodes.Inconclusive;
        });
        return command;
    }

    /// <summary>The budget that is compared: the one that was named, else the file that would be written.</summary>
    private static MemoryBudget? Old(string? named, string? file, Surroundings surroundings)
    {
        var old =
            named ?? (file is not null && File.Exists(Path.Combine(surroundings.WorkingFolder, file)) ? file : null);
        return old is null ? null : RunJudge.ReadBudget(surroundings.WorkingFolder, old);
    }

    private static async Task<(List<GoodRun> Runs, List<RunLevels> Levels)> ReadAsync(IReadOnlyList<string> paths,
        TimeSpan replayTimeout, Surroundings surroundings, CancellationToken ct)
    {
        var (runs, levels, baselines) = (new List<GoodRun>(), new List<RunLevels>(), new BaselineFolder(surroundings.WorkingFolder));
        foreach (var path in RunFolders.In(surroundings.WorkingFolder, paths))
        {
            var full = Path.Combine(surroundings.WorkingFolder, path);
            if (!Path.Exists(full) && baselines.Names.Contains(path))
            {
                levels.AddRange(baselines.Read(path));
                continue;
            }

            var source =
                await RunSource.OpenAsync(full, path.Replace('\\', '/'), replayTimeout, ct).ConfigureAwait(false);
            runs.Add(new GoodRun(Path.GetFileName(Path.TrimEndingDirectorySeparator(full)), source.Run));
        }

        return (runs, levels);
    }
}
