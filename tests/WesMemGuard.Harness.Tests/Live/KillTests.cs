using System.Diagnostics;
using System.Globalization;
using WesMemGuard.Node;
using WesMemGuard.Recording;
using WesMemGuard.Runs;
using WesMemGuard.TestNodes;
using WesMemGuard.Verdicts;
using WesMemGuard.Verdicts.Judging;

namespace WesMemGuard.Harness.Tests.Live;

/// <summary>
/// A harness in a process of its own, killed at random moments; 203 runs with <c>WESMEMGUARD_LONG=1</c>, 21 else.
/// </summary>
internal sealed class KillTests
{
    private const int RunsPerKill = 7;
    private const string Goroutines = """ { "of": "process", "metric": "goroutines", "growthPerHour": 60 } """;
    private static readonly int Kills = Environment.GetEnvironmentVariable("WESMEMGUARD_LONG") == "1" ? 29 : 3;

    [Test]
    public async Task A_harness_that_is_killed_at_any_moment_leaves_runs_and_recordings_that_can_be_read_and_judged()
    {
        await using var node = await TestNode.StartAsync(NodeBehaviour.Flat, TimeProvider.System);
        var random = new Random(7);
        var (runs, recordings, samples) = (0, 0, 0);
        for (var i = 0; i < Kills; i++)
        {
            using var folder = new TemporaryFolder();
            await KillOneAsync(node, folder.Path, TimeSpan.FromMilliseconds(random.Next(100, 600)));
            foreach (var path in Directory.GetDirectories(Path.Combine(folder.Path, "runs")))
            {
                samples += ShouldBeJudged(RunFolder.Read(path));
                runs++;
            }

            foreach (var path in Directory.GetDirectories(Path.Combine(folder.Path, "recordings")))
            {
                await ShouldReplayAsync(path);
                recordings++;
            }
        }

        TestContext.Out.WriteLine($"{Kills} kills: {runs} run files and {recordings} recordings read, {samples} memory answers in them");
        (runs, recordings).ShouldBe((Kills * RunsPerKill, Kills * RunsPerKill));
        samples.ShouldBeGreaterThan(Kills);
    }

    /// <summary>Kills a harness some time after its last run has begun.</summary>
    private static async Task KillOneAsync(TestNode node, string folder, TimeSpan after)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        string[] arguments =
            [typeof(KillTests).Assembly.Location, node.Http.ToString(), folder,
            RunsPerKill.ToString(CultureInfo.InvariantCulture), "60", "0.3"];
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        using var harness = Process.Start(start)!;
        var last = Path.Combine(folder, "runs", string.Create(CultureInfo.InvariantCulture, $"run{RunsPerKill - 1}"),
            RunFile.Name);
        for (var waited = 0; waited < 3000 && (!File.Exists(last) || new FileInfo(last).Length < 3000); waited++)
            await Task.Delay(20);
        await Task.Delay(after);
        harness.Kill();
        await harness.WaitForExitAsync();
    }

    private static async Task ShouldReplayAsync(string path)
    {
        var recording = RecordingFolder.Open(path);
        var recorder = new RunRecorder(recording.Header("killed"));
        await Replay.RunAsync(recording, recorder, default);
        ShouldBeJudged(recorder.Run);
    }

    private static int ShouldBeJudged(MemoryRun run)
    {
        BudgetJudge.Judge(run, LiveTest.Budget(Goroutines),
            new JudgeContext("killed", "budget.json", "run.jsonl")).Worst.ShouldNotBe(Outcome.Held);
        return run.Memory.Count;
    }
}
