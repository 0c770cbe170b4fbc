using System.Diagnostics;
using System.Globalization;
using WesMemGuard.Node;
using WesMemGuard.Runs;
using WesMemGuard.TestNodes;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Scenarios.Tests.Live;

internal sealed class KillTests
{
    private const int Kills = 3;
    private const int RunsPerKill = 7;

    [Test]
    public async Task A_harness_that_is_killed_at_any_moment_leaves_run_files_that_can_be_read_and_judged()
    {
        await using var node = await TestNode.StartAsync(NodeBehaviour.Flat, TimeProvider.System);
        var random = new Random(7);
        var (read, samples) = (0, 0);
        for (var i = 0; i < Kills; i++)
        {
            var (runs, seen) = await KillOneAsync(node, TimeSpan.FromMilliseconds(random.Next(100, 600)));
            (read, samples) = (read + runs, samples + seen);
        }

        read.ShouldBe(Kills * RunsPerKill);
        samples.ShouldBeGreaterThan(Kills);
    }

    /// <summary>Kills a harness some time after its last run has begun, and reads what it left.</summary>
    private static async Task<(int Runs, int Samples)> KillOneAsync(TestNode node, TimeSpan after)
    {
        using var folder = new TemporaryFolder();
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        string[] arguments = [typeof(KillTests).Assembly.Location, node.Http.ToString(), folder.Path, RunsPerKill.ToString(CultureInfo.InvariantCulture), "20"];
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        using (var harness = Process.Start(start)!)
        {
            var last = Path.Combine(folder.Path, string.Create(CultureInfo.InvariantCulture, $"run{RunsPerKill - 1}"), RunFile.Name);
            for (var waited = 0; waited < 1000 && (!File.Exists(last) || new FileInfo(last).Length < 3000); waited++)
                await Task.Delay(20);
            await Task.Delay(after);
            harness.Kill();
            await harness.WaitForExitAsync();
        }

        var runs = Directory.GetDirectories(folder.Path);
        runs.ShouldNotBeEmpty();
        var samples = 0;
        foreach (var run in runs)
        {
            var found = RunFolder.Read(run);
            samples += found.Memory.Count;
            var verdict = BudgetJudge.Judge(found, LiveTest.Budget(""" { "of": "process", "metric": "goroutines", "growthPerHour": 60 } """), new JudgeContext("killed", "budget.json", "run.jsonl"));
            verdict.Worst.ShouldNotBe(Outcome.Held);
        }

        return (runs.Length, samples);
    }
}
