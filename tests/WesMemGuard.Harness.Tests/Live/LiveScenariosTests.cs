using WesMemGuard.Budgets;
using WesMemGuard.Diagnosis;
using WesMemGuard.Harness.Diagnosing;
using WesMemGuard.Harness.Live.Keys;
using WesMemGuard.Harness.Runs;
using WesMemGuard.Scenarios;
using WesMemGuard.TestNodes;
using WesMemGuard.Texts;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Harness.Tests.Live;

/// <summary>Each scenario for live nodes, run whole against a test node.</summary>
[Parallelizable(ParallelScope.All)]
internal sealed class LiveScenariosTests
{
    private static string Folder => Path.Combine(RepositoryFolder.Path, "scenarios", "_live");

    [TestCase("idle", NodeBehaviour.Flat, Outcome.Held)]
    [TestCase("idle", NodeBehaviour.Leak, Outcome.Broken)]
    [TestCase("mining", NodeBehaviour.Garbage, Outcome.Held)]
    [TestCase("mining", NodeBehaviour.LeakInGarbage, Outcome.Broken)]
    [TestCase("transfers", NodeBehaviour.Flat, Outcome.Held)]
    [TestCase("transfers", NodeBehaviour.LeakInGarbage, Outcome.Broken)]
    [TestCase("sync-like", NodeBehaviour.Flat, Outcome.Held)]
    [TestCase("subscribers", NodeBehaviour.Flat, Outcome.Held)]
    [TestCase("many-clients", NodeBehaviour.Flat, Outcome.Held)]
    [TestCase("pool-flood", NodeBehaviour.Flat, Outcome.Broken)]
    [TestCase("full", NodeBehaviour.Flat, Outcome.Held)]
    public async Task A_live_scenario_comes_out_as_the_node_deserves(string name, NodeBehaviour behaviour,
        Outcome outcome)
    {
        await using var test = await LiveTest.StartAsync(new TestNodeOptions
        {
            Behaviour = behaviour,
            UnevenBlocks = true,
            NoiseWhileMining = 40 * ByteSize.MiB,
            Funded = [.. TestAddresses.First(40)],
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
        var verdict = Judged(test, "many-clients").Verdicts[0];
        verdict.Seen.ShouldHaveSingleItem().Module.ShouldBe("api");
        verdict.Message.In(Language.English)
            .ShouldMatch("  suspect    api: [0-9,]+ client addresses were sent and 1[01][0-9] B of each stayed");
        RunDiagnosis.Of(new RunSource(test.Run, "run")).Found.Found[0].Problem.ShouldBe(Problems.RateLimiterMap);
    }

    [TestCase(24 * 1024, 0)]
    [TestCase(0, 48 * ByteSize.MiB)]
    public async Task A_leak_breaks_full_in_at_most_twelve_minutes(double keptPerTransfer, double leakPerHour)
    {
        await using var test = await LiveTest.StartAsync(new TestNodeOptions
        {
            Behaviour = leakPerHour > 0 ? NodeBehaviour.LeakInGarbage : NodeBehaviour.Garbage,
            UnevenBlocks = true,
            NoiseWhileMining = 40 * ByteSize.MiB,
            KeptPerTransfer = keptPerTransfer,
            LeakPerHour = leakPerHour,
        });
        (await RunAsync(test, "full"))!.Worst.ShouldBe(Outcome.Broken);
        (test.Run.Phases[^1].EndedAt - test.Run.Header.StartedAt).ShouldBeLessThanOrEqualTo(TimeSpan.FromMinutes(12));
    }

    [Test]
    public async Task What_heads_queue_keeps_of_transfers_does_not_break_full_and_every_limit_is_decided()
    {
        await using var test = await LiveTest.StartAsync(new TestNodeOptions
        {
            Behaviour = NodeBehaviour.Garbage,
            UnevenBlocks = true,
            NoiseWhileMining = 40 * ByteSize.MiB,
            KeptPerTransfer = 8.3 * 1024,
        });
        var verdict = (await RunAsync(test, "full"))!;
        verdict.Verdicts.ShouldAllBe(v => v.Outcome == Outcome.Held, Said(verdict));
        (test.Run.Phases[^1].EndedAt - test.Run.Header.StartedAt).ShouldBeLessThanOrEqualTo(TimeSpan.FromMinutes(12));
    }

    [Test]
    public async Task A_pool_that_forgets_what_no_block_takes_keeps_the_budget_of_pool_flood()
    {
        await using var test = await LiveTest.StartAsync(new TestNodeOptions { PoolForgets = true });
        var verdict = (await RunAsync(test, "pool-flood"))!;
        verdict.Worst.ShouldBe(Outcome.Held, Said(verdict));
    }

    [Test]
    public async Task A_leak_of_48_MiB_an_hour_breaks_sync_like()
    {
        await using var test = await LiveTest.StartAsync(new TestNodeOptions
        {
            Behaviour = NodeBehaviour.Leak,
            LeakPerHour = 48 * ByteSize.MiB,
            SyncedBlockEvery = TimeSpan.FromSeconds(4),
        });
        (await RunAsync(test, "sync-like"))!.Worst.ShouldBe(Outcome.Broken);
    }

    [Test]
    public async Task A_queue_that_keeps_8_KiB_a_transfer_is_found()
    {
        await using var test =
            await LiveTest.StartAsync(new TestNodeOptions { KeptPerTransfer = 8.3 * 1024, UnevenBlocks = true });
        (await RunAsync(test, "transfers"))!.Worst.ShouldBe(Outcome.Broken);
        Judged(test, "transfers").Verdicts[0].Message.In(Language.English)
            .ShouldMatch("  suspect    mempool.txpool: [0-9,]+ transfers were mined and [89]\\.[0-9] KiB of each stayed");
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

    private static string Said(RunVerdict verdict) =>
        string.Join("\n\n", verdict.Verdicts.Select(v => v.Message.In(Language.English)));

    /// <summary>With all that a stored run is judged by.</summary>
    private static RunVerdict Judged(LiveTest test, string name) =>
        RunJudge.Judge(test.Run, BudgetOf(name), name, "budget.json", "runs/x/run.jsonl");

    private static MemoryBudget BudgetOf(string name) =>
        BudgetFile.Read(File.ReadAllBytes(Path.Combine(Folder, name, "budget.json")), "budget.json");

    private static Task<RunVerdict?> RunAsync(LiveTest test, string name)
    {
        var scenario =
            ScenarioFile.Read(File.ReadAllBytes(Path.Combine(Folder, name, "scenario.json")), "scenario.json");
        return test.RunAsync(scenario, BudgetOf(name),
            options => options with { Url = test.Node.Http, DiagnosticsUrl = test.Node.Diagnostics });
    }
}
