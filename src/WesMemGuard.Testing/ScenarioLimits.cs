using System.Reflection;
using WesMemGuard.Budgets;
using WesMemGuard.Harness.Configuration;
using WesMemGuard.Harness.Runs;
using WesMemGuard.Harness.Suites;
using WesMemGuard.Harness;
using WesMemGuard.Input;
using WesMemGuard.Texts;

namespace WesMemGuard.Testing;

/// <summary>
/// The limits of a folder of scenarios as tests, for any framework: files are read now, recordings are replayed when the first test of a
/// scenario runs. A name doesn't hold the limit's figure, so a test keeps its history when a budget is changed.
/// </summary>
public static class ScenarioLimits
{
    /// <summary>One test a scenario and limit; a folder that yields none, and bad input, are tests that fail.</summary>
    /// <param name="folder">A suite or a scenario, relative to the test project or a folder above it.</param>
    /// <param name="assembly">The test assembly, where the search begins.</param>
    /// <param name="only">Names of scenarios or folders, separated by commas, <c>*</c> for any letters; null: all.</param>
    /// <param name="inconclusive">What an inconclusive limit does to its test.</param>
    public static IReadOnlyList<LimitTest> In(string folder, Assembly assembly, string? only = null,
        WhenInconclusive inconclusive = WhenInconclusive.AsConfigured)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        try
        {
            var home = ProjectFolder.HomeOf(folder, Path.GetDirectoryName(assembly.Location)!);
            var settings = SettingsReader.Read(home, ProcessLanguage.Variables(), new Dictionary<string, string>());
            var chosen = only?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];
            var suite = Suite.Find([folder], home, chosen);
            var options = new RunOptions(Path.GetFullPath(Path.Combine(home, settings.Out)), settings.Parallel, settings.ReplayTimeout);
            var fails = inconclusive == WhenInconclusive.Fail
                || (inconclusive == WhenInconclusive.AsConfigured && settings.InconclusiveFails);
            return [.. suite.Scenarios.SelectMany(s => Of(s, options, fails, names))];
        }
        catch (BadInputException e)
        {
            return [LimitTest.Failing($"{folder}: bad input", e)];
        }
    }

    private static IEnumerable<LimitTest> Of(ScenarioFolder scenario, RunOptions options, bool inconclusiveFails, HashSet<string> names)
    {
        MemoryBudget budget;
        try
        {
            budget = scenario.ReadBudget(scenario.ReadScenario());
        }
        catch (BadInputException e)
        {
            return [LimitTest.Failing(Unique($"{scenario.Name}: bad input", names), e)];
        }

        var run = new OneRun(scenario, options);
        return budget.Limits.Select((limit, i) => new LimitTest(
            Unique($"{scenario.Name}: {LimitTitle.WithoutBound(limit)}", names),
            async () => Held.OrThrow([await run.VerdictAsync(i).ConfigureAwait(false)], inconclusiveFails)));
    }

    private static string Unique(string name, HashSet<string> names)
    {
        for (var i = 1; ; i++)
        {
            var unique = i == 1 ? name : $"{name} ({i})";
            if (names.Add(unique))
                return unique;
        }
    }
}
