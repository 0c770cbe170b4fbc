using System.Globalization;
using WesMemGuard.Harness.Live;
using WesMemGuard.Harness.Targets;
using WesMemGuard.Node;

namespace WesMemGuard.Harness.Tests.Live;

/// <summary>
/// Live runs in a process of their own, for tests that kill or weigh it: <c>URL FOLDER COUNT SECONDS INTERVAL</c> makes
/// so many runs of one node at a time, each with its recording beside it, in <c>FOLDER/recordings</c>.
/// </summary>
internal static class Harness
{
    public static async Task<int> Main(string[] args)
    {
        if (args is not [var url, var folder, var count, var seconds, var interval])
            return 64;
        var scenario = LiveTest.Scenario($$"""
            { "node": { "url": "{{url}}" }, "interval": "{{interval}} s", "metricsInterval": "{{interval}} s",
              "phases": [ { "phase": "a", "kind": "idle", "for": "0.2 s" }, { "phase": "b", "kind": "idle", "for": "0.3 s" },
                { "phase": "c", "kind": "idle", "for": "{{seconds}} s" } ] }
            """);
        var runs = Enumerable.Range(0, int.Parse(count, CultureInfo.InvariantCulture)).Select(async i =>
        {
            await Task.Delay(17 * i);
            var clock = LiveClock.Of(TimeProvider.System);
            var name = string.Create(CultureInfo.InvariantCulture, $"run{i}");
            var header = LiveRun.Header(scenario, name, "killed", clock.Now);
            // The node's process is the tests' own: its other ports are nodes and replays of other tests, which count what they are asked.
            var options = new LiveOptions { FindsDiagnostics = false };
            using var recording =
                LiveRecording.Begin(scenario, header, Path.Combine(folder, "recordings", name), options.Scrubber);
            using var run = RunFolder.Create(Path.Combine(folder, "runs"), header, options.Scrubber.Text, recording);
            await LiveRun.RunAsync(scenario, options with { Recording = recording }, run.Recorder, clock, default);
        });
        await Task.WhenAll(runs);
        return 0;
    }
}
