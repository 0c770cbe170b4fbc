using WesMemGuard.Scenarios;

namespace WesMemGuard.Suite.Tests;

/// <summary>Our own scenarios come out as their folders and expected.txt say, and their stored runs are told in the same words.</summary>
[Parallelizable(ParallelScope.All)]
internal sealed class SuiteTests
{
    private const int FewestScenarios = 38;

    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(2);

    private static IEnumerable<string> Names => Found.Scenarios.Select(s => s.FolderName);

    private static Scenarios.Suite Found { get; } = Scenarios.Suite.Find(["scenarios"], RepositoryFolder.Path, []);

    [Test]
    public void There_are_scenarios_and_each_expects_something()
    {
        Names.ShouldNotBeEmpty();
        Names.Count().ShouldBeGreaterThanOrEqualTo(FewestScenarios);
        Found.Scenarios.ShouldAllBe(s => s.ExpectedOutcome != null);
        Found.Scenarios.ShouldAllBe(s => File.Exists(Path.Combine(s.FullPath, Expectation.FileName)));
    }

    [TestCaseSource(nameof(Names))]
    public async Task Each_scenario_comes_out_as_expected_and_so_does_its_stored_run(string name)
    {
        using var folder = new TemporaryFolder();
        var scenario = Found.Scenarios.Single(s => s.FolderName == name);
        var options = new RunOptions(Path.Combine(folder.Path, "runs"), 1, Timeout);

        var result = await ScenarioRun.RunAsync(scenario, options, CancellationToken.None);

        result.BadInput.ShouldBeNull();
        result.Differences.ShouldBeEmpty();
        var stored = await new RunJudge(folder.Path, Timeout).JudgeAsync(
            $"runs/{result.Run!.Header.Id}", Path.Combine(scenario.FullPath, "budget.json"), CancellationToken.None);
        stored.Error.ShouldBeNull();
        stored.Verdict!.Verdicts.Select(v => v.Message).ShouldBe(result.Verdict!.Verdicts.Select(v => v.Message));
    }
}
