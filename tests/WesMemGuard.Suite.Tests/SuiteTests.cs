using WesMemGuard.Harness.Runs;
using WesMemGuard.Harness.Suites;
using WesMemGuard.Runs;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Suite.Tests;

/// <summary>
/// Our own scenarios come out as their folders and expected.txt say, and their stored runs are told in the same words.
/// </summary>
[Parallelizable(ParallelScope.All)]
internal sealed class SuiteTests
{
    private const int FewestScenarios = 38;

    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(2);

    private static IEnumerable<string> Names => Found.Scenarios.Select(s => s.FolderName);

    private static Harness.Suites.Suite Found { get; } = Harness.Suites.Suite.Find(["scenarios"], RepositoryFolder.Path,
        []);

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
        WithoutMarks(result).Verdicts.Select(v => v.Outcome).ShouldBe(result.Verdict.Verdicts.Select(v => v.Outcome));
    }

    [Test]
    public async Task An_idle_node_treats_itself_four_times_by_its_clock_and_once_by_its_backup()
    {
        using var folder = new TemporaryFolder();
        var options = new RunOptions(Path.Combine(folder.Path, "runs"), 1, Timeout);

        var result = await ScenarioRun.RunAsync(Found.Scenarios.Single(s => s.FolderName == "holds-idle"), options,
            CancellationToken.None);

        var run = result.Run.ShouldNotBeNull();
        var marks = Treatments.Of(run);
        marks.Select(m => m.Kind).ShouldBe(
            [TreatmentKind.Backup, TreatmentKind.Release, TreatmentKind.Release, TreatmentKind.Release, TreatmentKind.Release]);
        var start = DateTimeOffset.UnixEpoch.AddSeconds(run.Metrics[0].Sample!.StartTimeSeconds!.Value);
        marks.Select(m => Math.Round((m.At - start).TotalMinutes)).ShouldBe([1, 10, 20, 30, 40]);
    }

    /// <summary>The same run on pages that don't tell what was given back, so that no treatment can be seen.</summary>
    private static RunVerdict WithoutMarks(ScenarioResult result)
    {
        var run = result.Run!;
        for (var i = 0; i < run.Metrics.Count; i++)
            run.Metrics[i] = run.Metrics[i] with { Sample = run.Metrics[i].Sample is { } page ? page with { HeapReleased = null } : null };
        Treatments.Of(run).ShouldBeEmpty();
        return RunJudge.Judge(run, result.Budget!, result.Scenario.Name, "budget.json", "run.jsonl");
    }
}
