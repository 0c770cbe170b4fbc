using WesMemGuard.Budgets;
using WesMemGuard.Scenarios;
using WesMemGuard.TestNodes;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Harness.Tests.Live;

/// <summary>Each scenario for live nodes, run whole against a test node.</summary>
internal sealed class LiveScenariosTests
{
    private static string Folder => Path.Combine(RepositoryFolder.Path, "scenarios", "_live");

    [TestCase("idle", NodeBehaviour.Flat, Outcome.Held)]
    [TestCase("idle", NodeBehaviour.Leak, Outcome.Broken)]
    [TestCase("mining", NodeBehaviour.Garbage, Outcome.Held)]
    [TestCase("transfers", NodeBehaviour.Flat, Outcome.Held)]
    [TestCase("transfers", NodeBehaviour.LeakInGarbage, Outcome.Broken)]
    [TestCase("sync-like", NodeBehaviour.Flat, Outcome.Held)]
    [TestCase("subscribers", NodeBehaviour.Flat, Outcome.Held)]
    [TestCase("many-clients", NodeBehaviour.Flat, Outcome.Held)]
    [TestCase("pool-flood", NodeBehaviour.Flat, Outcome.Broken)]
    [TestCase("full", NodeBehaviour.Flat, Outcome.Held)]
    public async Task A_live_scenario_comes_out_as_the_node_deserves(string name, NodeBehaviour behaviour, Outcome outcome)
    {
        await using var test = await LiveTest.StartAsync(new TestNodeOptions
        {
            Behaviour = behaviour,
            UnevenBlocks = true,
            SyncedBlockEvery = name == "sync-like" ? TimeSpan.FromSeconds(4) : null,
        });
        var verdict = (await RunAsync(test, name))!;
        verdict.Worst.ShouldBe(outcome, string.Join("\n\n", verdict.Verdicts.Select(v => v.Message)));
        test.Run.Phases.ShouldAllBe(p => p.Ok == p.Sent);
        test.Node.Limited.ShouldBe(0);
    }

    [Test]
    public async Task Client_addresses_that_are_kept_for_ever_are_found()
    {
        await using var test = await LiveTest.StartAsync(new TestNodeOptions { KeptPerAddress = 110 });
        (await RunAsync(test, "many-clients"))!.Worst.ShouldBe(Outcome.Broken);
    }

    [Test]
    public async Task A_queue_that_keeps_8_KiB_a_transfer_is_found()
    {
        await using var test = await LiveTest.StartAsync(new TestNodeOptions { KeptPerTransfer = 8.3 * 1024, UnevenBlocks = true });
        (await RunAsync(test, "transfers"))!.Worst.ShouldBe(Outcome.Broken);
    }

    [Test]
    public void Every_live_scenario_has_a_case()
    {
        var folders = Directory.GetDirectories(Folder).Select(Path.GetFileName).ToList();
        folders.ShouldNotBeEmpty();
        var cases = typeof(LiveScenariosTests).GetMethod(nameof(A_live_scenario_comes_out_as_the_node_deserves))!
            .GetCustomAttributes(typeof(TestCaseAttribute), false).Cast<TestCaseAttribute>()
                .Select(c => (string)c.Arguments[0]!).Distinct();
        cases.Order(StringComparer.Ordinal).ShouldBe(folders.Order(StringComparer.Ordinal));
    }

    private static Task<RunVerdict?> RunAsync(LiveTest test, string name)
    {
        var scenario = ScenarioFile.Read(File.ReadAllBytes(Path.Combine(Folder, name, "scenario.json")), "scenario.json");
        var budget = BudgetFile.Read(File.ReadAllBytes(Path.Combine(Folder, name, "budget.json")), "budget.json");
        return test.RunAsync(scenario, budget, options => options with { Url = test.Node.Http, DiagnosticsUrl = test.Node.Diagnostics });
    }
}
