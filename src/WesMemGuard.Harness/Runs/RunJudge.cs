using WesMemGuard.Budgets;
using WesMemGuard.Diagnosis;
using WesMemGuard.Harness.Facts;
using WesMemGuard.Harness.Suites;
using WesMemGuard.Input;
using WesMemGuard.Logs.Entries;
using WesMemGuard.Node.Profiles;
using WesMemGuard.Runs;
using WesMemGuard.Verdicts;
using WesMemGuard.Verdicts.Judging;

namespace WesMemGuard.Harness.Runs;

/// <summary>Holds one budget against recordings and stored runs; nothing is written.</summary>
/// <param name="workingFolder">The folder that relative paths start from.</param>
/// <param name="replayTimeout">The wall time that one replay may take.</param>
internal sealed class RunJudge(string workingFolder, TimeSpan replayTimeout)
{
    /// <summary>Bytes of a budget's file at most.</summary>
    public const long LargestBudget = 1024 * 1024;

    /// <summary>What series call the figures, by our names (<c>--map</c>).</summary>
    public IReadOnlyDictionary<string, string> Mapped { get; init; } = new Dictionary<string, string>();

    /// <summary>Judges one input; bad input comes back as such, so that the others are still judged.</summary>
    /// <param name="path">A recording folder, a run folder or a run file.</param>
    /// <param name="budgetFile">The budget.</param>
    /// <param name="ct">Ends a replay.</param>
    public async Task<JudgedRun> JudgeAsync(string path, string budgetFile, CancellationToken ct)
    {
        var shown = ScenarioFolder.Slashes(path);
        try
        {
            var budget = ReadBudget(workingFolder, budgetFile);
            var source = await OpenAsync(path, ct).ConfigureAwait(false);
            var verdict = Judge(source, budget, budgetFile);
            return new JudgedRun(shown, budget, verdict, verdict.NodeGone is { } gone ? InputReasons.Of(shown, gone) : null);
        }
        catch (Exception e) when (BadInputs.Are(e))
        {
            return new JudgedRun(shown, null, null, BadInputs.ReasonOf(e));
        }
    }

    /// <summary>Judges several inputs as one series: the hours of a node that was watched.</summary>
    /// <param name="paths">Run folders, run files, or folders of run folders as a day's.</param>
    /// <param name="budgetFile">The budget.</param>
    /// <param name="ct">Ends a replay.</param>
    public async Task<JudgedRun> JudgeTogetherAsync(IReadOnlyList<string> paths, string budgetFile, CancellationToken ct)
    {
        var shown = ScenarioFolder.Slashes(paths.Count == 1 ? paths[0] : $"{paths[0]} … {paths[^1]}");
        try
        {
            var budget = ReadBudget(workingFolder, budgetFile);
            var runs = new List<MemoryRun>();
            foreach (var path in RunFolders.In(workingFolder, paths))
            {
                var source = await OpenAsync(path, ct).ConfigureAwait(false);
                runs.Add(source.Run);
            }

            var joined = JoinedRuns.Of(runs, runs[0].Header.Name);
            var verdict = Judge(new RunSource(joined, shown) { CommandPath = ScenarioFolder.Slashes(paths[^1]) }, budget, budgetFile);
            return new JudgedRun(shown, budget, verdict, verdict.NodeGone is { } gone ? InputReasons.Of(shown, gone) : null);
        }
        catch (Exception e) when (BadInputs.Are(e))
        {
            return new JudgedRun(shown, null, null, BadInputs.ReasonOf(e));
        }
    }

    /// <summary>Judges one opened run.</summary>
    /// <exception cref="BadInputException">The budget can't be read, or names what is not there.</exception>
    public (MemoryBudget Budget, RunVerdict Verdict) Judge(RunSource source, string budgetFile)
    {
        var budget = ReadBudget(workingFolder, budgetFile);
        return (budget, Judge(source, budget, budgetFile));
    }

    /// <summary>Judges one run as it is and with a leak put into it.</summary>
    /// <param name="path">A recording folder, a run folder, a run file or a series.</param>
    /// <param name="budgetFile">Its budget; null: <see cref="SelfTest.DefaultBudget"/>.</param>
    /// <param name="leakPerHour">The leak, bytes an hour; null: by the budget.</param>
    /// <param name="ct">Ends a replay.</param>
    /// <exception cref="BadInputException">Run or budget is not there, or the leak reaches no limit.</exception>
    /// <exception cref="UnreadableRunException">The run can't be read.</exception>
    public async Task<SelfTest> SelfTestAsync(string path, string? budgetFile, double? leakPerHour, CancellationToken ct)
    {
        var budget = budgetFile is null ? SelfTest.DefaultBudget : ReadBudget(workingFolder, budgetFile);
        var source = await OpenAsync(path, ct).ConfigureAwait(false);
        var budgetPath = budgetFile is null ? budget.File : NameOf(budgetFile);
        var context = new JudgeContext(source.Run.Header.Name, budgetPath, source.EvidencePath, new ProfileSuspects());
        return SelfTest.Of(source.Run, budget, leakPerHour, context with { RunPath = source.CommandPath });
    }

    /// <summary>Judges a run with all that is known of it, its profiles too.</summary>
    /// <param name="run">What was seen.</param>
    /// <param name="budget">What must have been kept.</param>
    /// <param name="scenario">How messages call the run.</param>
    /// <param name="budgetPath">How messages call the budget.</param>
    /// <param name="evidencePath">How messages call what the verdicts rest on.</param>
    /// <param name="commandPath">What a command is given to find the run; null: the folder of the evidence.</param>
    /// <exception cref="BadInputException">The budget names a phase or a module that is not there.</exception>
    public static RunVerdict Judge(MemoryRun run, MemoryBudget budget, string scenario, string budgetPath, string evidencePath,
        string? commandPath = null) => Judge(run, budget, scenario, budgetPath, evidencePath, commandPath, null);

    private static RunVerdict Judge(MemoryRun run, MemoryBudget budget, string scenario, string budgetPath, string evidencePath,
        string? commandPath, LogReading? log) =>
        BudgetJudge.Judge(run, budget,
            new JudgeContext(scenario, budgetPath, evidencePath, new ProfileSuspects())
            {
                RunPath = commandPath,
                Symptoms = new SymptomHolders(log is null ? null : LogFactsOf.Reading(log)),
            });

    private Task<RunSource> OpenAsync(string path, CancellationToken ct) =>
        RunSource.OpenAsync(Path.Combine(workingFolder, path), ScenarioFolder.Slashes(path), replayTimeout, Mapped, ct);

    private RunVerdict Judge(RunSource source, MemoryBudget budget, string budgetFile) =>
        Judge(source.Run, budget, source.Run.Header.Name, NameOf(budgetFile), source.EvidencePath, source.CommandPath, source.Log);

    /// <summary>Reads a budget.</summary>
    /// <param name="workingFolder">The folder that a relative path starts from.</param>
    /// <param name="file">The file.</param>
    /// <exception cref="BadInputException">It is not there, too large or wrong.</exception>
    public static MemoryBudget ReadBudget(string workingFolder, string file)
    {
        var shown = ScenarioFolder.Slashes(file);
        return BudgetFile.Read(FileBytes.Read(Path.Combine(workingFolder, file), shown, LargestBudget), shown);
    }

    // As the scenario that holds it would call it, so that its stored run is told in the same words.
    private string NameOf(string budgetFile)
    {
        var full = Path.GetFullPath(Path.Combine(workingFolder, budgetFile));
        return $"{Path.GetFileName(Path.GetDirectoryName(full))}/{Path.GetFileName(full)}".TrimStart('/');
    }
}
