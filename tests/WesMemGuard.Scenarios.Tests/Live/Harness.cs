using System.Globalization;
using WesMemGuard.Node;
using WesMemGuard.Scenarios.Live;

namespace WesMemGuard.Scenarios.Tests.Live;

/// <summary>Live runs in a process of their own, for tests that kill it: <c>URL FOLDER COUNT SECONDS</c> makes so many runs of one node at a time.</summary>
internal static class Harness
{
    public static async Task<int> Main(string[] args)
    {
        if (args is not [var url, var folder, var count, var seconds])
            return 64;
        var scenario = LiveTest.Scenario($$"""
            { "node": { "url": "{{url}}" }, "interval": "0.3 s", "metricsInterval": "0.3 s",
              "phases": [ { "phase": "a", "kind": "idle", "for": "0.2 s" }, { "phase": "b", "kind": "idle", "for": "0.3 s" }, { "phase": "c", "kind": "idle", "for": "{{seconds}} s" } ] }
            """);
        var runs = Enumerable.Range(0, int.Parse(count, CultureInfo.InvariantCulture)).Select(async i =>
        {
            await Task.Delay(17 * i);
            var clock = LiveClock.Of(TimeProvider.System);
            using var run = RunFolder.Create(folder, LiveRun.Header(scenario, string.Create(CultureInfo.InvariantCulture, $"run{i}"), "killed", clock.Now));
            await LiveRun.RunAsync(scenario, new LiveOptions(), run.Recorder, clock, default);
        });
        await Task.WhenAll(runs);
        return 0;
    }
}
