using WesMemGuard.Budgets;
using WesMemGuard.Input;
using WesMemGuard.Json;
using WesMemGuard.Scenarios;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Harness.Suites;

/// <summary>A folder that holds <c>scenario.json</c>.</summary>
internal sealed class ScenarioFolder
{
    /// <summary>The file that makes a folder a scenario.</summary>
    public const string ScenarioFileName = "scenario.json";

    /// <summary>The file that says what must be kept.</summary>
    public const string BudgetFileName = "budget.json";

    private static readonly (string Prefix, Outcome Outcome)[] Prefixes =
    [
        ("holds-", Outcome.Held), ("breaks-", Outcome.Broken),
        ("inconclusive-", Outcome.Inconclusive), ("notmeasured-", Outcome.NotMeasured),
    ];

    internal ScenarioFolder(string path, string shown)
    {
        FullPath = path;
        Shown = shown;
        FolderName = System.IO.Path.GetFileName(path);
        RunName = FolderName;
        var prefix = Prefixes.FirstOrDefault(p => FolderName.StartsWith(p.Prefix, StringComparison.Ordinal)
            && FolderName.Length > p.Prefix.Length);
        Name = FolderName[(prefix.Prefix?.Length ?? 0)..];
        ExpectedOutcome = prefix.Prefix is null ? null : prefix.Outcome;
    }

    /// <summary>Where it lies.</summary>
    public string FullPath { get; }

    /// <summary>How messages of bad input call it: as it was given, with <c>/</c>.</summary>
    public string Shown { get; }

    /// <summary>The folder's name: <c>breaks-transfers</c>.</summary>
    public string FolderName { get; }

    /// <summary>The scenario's name: the folder's without the prefix of an outcome, <c>transfers</c>.</summary>
    public string Name { get; }

    /// <summary>
    /// What the folder of its run is called behind the time: the folder's name, with a number when another scenario
    /// of the suite has the same.
    /// </summary>
    internal string RunName { get; init; }

    /// <summary>The worst outcome that the prefix announces; null without a prefix.</summary>
    public Outcome? ExpectedOutcome { get; }

    /// <summary>Reads what is done.</summary>
    /// <exception cref="BadInputException">The file is no scenario.</exception>
    public Scenario ReadScenario() => ScenarioFile.Read(
        FileBytes.Read(PathOf(ScenarioFileName), ShownOf(ScenarioFileName), JsonText.MostBytes), ShownOf(ScenarioFileName));

    /// <summary>Reads what must be kept.</summary>
    /// <exception cref="BadInputException">The file is absent, or no budget.</exception>
    public MemoryBudget ReadBudget(Scenario scenario)
    {
        var (path, shown) = (PathOf(scenario.Budget.Path), ShownOf(scenario.Budget.Path));
        return BudgetFile.Read(FileBytes.Read(path, shown, JsonText.MostBytes, InputReasons.NoBudget()), shown);
    }

    /// <summary>How verdicts call a file: relative to the suite that holds the scenario, <c>breaks-transfers/budget.json</c>.</summary>
    internal string InSuite(string file)
    {
        var suite = System.IO.Path.GetDirectoryName(FullPath)!;
        return Slashes(System.IO.Path.GetRelativePath(suite, System.IO.Path.GetFullPath(PathOf(file))));
    }

    internal string PathOf(string file) => System.IO.Path.Combine(FullPath, file);

    internal string ShownOf(string file) => $"{Shown}/{file}";

    /// <summary>A path as messages write it, on any system.</summary>
    internal static string Slashes(string path) => path.Replace('\\', '/');
}
