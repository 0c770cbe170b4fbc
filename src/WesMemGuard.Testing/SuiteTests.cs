using System.Reflection;
using WesMemGuard.Budgets;
using WesMemGuard.Harness;
using WesMemGuard.Harness.Configuration;
using WesMemGuard.Harness.Runs;
using WesMemGuard.Harness.Suites;
using WesMemGuard.Input;

namespace WesMemGuard.Testing;

/// <summary>Finds the tests of a suite: files are read now, recordings are replayed when the first test of a scenario runs.</summary>
internal sealed class SuiteTests(ScenarioSuiteAttribute attribute, Assembly assembly)
{
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);

    public IReadOnlyList<LimitTest> All()
    {
        try
        {
            var home = HomeOf(attribute.Folder, Path.GetDirectoryName(assembly.Location)!);
            var settings = Settings.Read(home, Variables(), new Dictionary<string, string>());
            var only = attribute.Only?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];
            var suite = Suite.Find([attribute.Folder], home, only);
            var options = new RunOptions(Path.GetFullPath(Path.Combine(home, settings.Out)), settings.Parallel, settings.ReplayTimeout);
            var fails = attribute.Inconclusive == WhenInconclusive.Fail
                || (attribute.Inconclusive == WhenInconclusive.AsConfigured && settings.InconclusiveFails);
            return [.. suite.Scenarios.SelectMany(s => TestsOf(s, options, fails))];
        }
        catch (BadInputException e)
        {
            return [LimitTest.Failing($"{attribute.Folder}: bad input", e)];
        }
    }

    private IEnumerable<LimitTest> TestsOf(ScenarioFolder scenario, RunOptions options, bool inconclusiveFails)
    {
        MemoryBudget budget;
        try
        {
            budget = scenario.ReadBudget(scenario.ReadScenario());
        }
        catch (BadInputException e)
        {
            return [LimitTest.Failing(Unique($"{scenario.Name}: bad input"), e)];
        }

        var run = new OneRun(scenario, options);
        return budget.Limits.Select((limit, i) => new LimitTest(
            Unique($"{scenario.Name}: {LimitTitle.Of(limit)}"),
            async () => Held.OrThrow([await run.VerdictAsync(i).ConfigureAwait(false)], inconclusiveFails)));
    }

    private string Unique(string name)
    {
        for (var i = 1; ; i++)
        {
            var unique = i == 1 ? name : $"{name} ({i})";
            if (_names.Add(unique))
                return unique;
        }
    }

    private static string HomeOf(string folder, string start)
    {
        for (var home = start; home is not null; home = Path.GetDirectoryName(home))
        {
            if (Directory.Exists(Path.Combine(home, folder)))
                return home;
        }

        throw new BadInputException(folder, $"is neither in {start} nor in a folder above it");
    }

    private static Dictionary<string, string> Variables() =>
        Environment.GetEnvironmentVariables().Cast<System.Collections.DictionaryEntry>()
        .ToDictionary(v => (string)v.Key, v => (string?)v.Value ?? "");
}
