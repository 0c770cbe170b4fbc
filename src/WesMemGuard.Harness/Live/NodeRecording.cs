using WesMemGuard.Harness.Targets;
using WesMemGuard.Input;
using WesMemGuard.Node.Processes;
using WesMemGuard.Runs;
using WesMemGuard.Scenarios;

namespace WesMemGuard.Harness.Live;

/// <summary>Records a live node without judging it.</summary>
internal static class NodeRecording
{
    /// <summary>A scenario that does nothing but sample a node.</summary>
    /// <param name="url">The node's HTTP port.</param>
    /// <param name="diagnostics">Its diagnostics port; null: none.</param>
    /// <param name="length">How long.</param>
    public static Scenario Sampling(Uri url, Uri? diagnostics, TimeSpan length) => new()
    {
        File = "--url",
        Node = new RunningNode(url.ToString(), diagnostics?.ToString()),
        Phases = [new ScenarioPhase { Name = "recorded", Kind = PhaseKind.Idle, For = length }],
    };

    /// <summary>
    /// Drives a node through a scenario, and records the whole conversation, the process, the tail of its log and profiles at marks.
    /// </summary>
    /// <param name="scenario">A live scenario.</param>
    /// <param name="options">Which node, and how.</param>
    /// <param name="folder">The recording's folder; it is not there yet, or empty.</param>
    /// <param name="clock">The run's time.</param>
    /// <param name="ct">Ends the recording; what was seen stays.</param>
    /// <returns>What was seen.</returns>
    /// <exception cref="BadInputException">The scenario asks for what can't be done, or the folder holds something.</exception>
    /// <exception cref="NodeStartException">The node can't be started.</exception>
    public static async Task<MemoryRun> RunAsync(Scenario scenario, LiveOptions options, string folder, LiveClock clock,
        CancellationToken ct)
    {
        (scenario, options) = await LiveService.FitAsync(scenario, options, clock, ct);
        LivePlan.Check(scenario, options); // before a folder is made
        var name = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)));
        var header = LiveRun.Header(scenario, LiveRun.Id(name, LiveTarget.Of(scenario, options)?.Http, clock.Now), name, clock.Now);
        using var recording = LiveRecording.Begin(scenario, header, folder, options.Scrubber, options.WholeLog);
        var recorder = new RunRecorder(header) { Scrub = options.Scrubber.Text, Witness = recording };
        try
        {
            await LiveRun.RunAsync(scenario, options with { Recording = recording, ProfileMarks = true }, recorder, clock, ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            return recorder.Run; // ended by the user: that is how a recording ends
        }

        return recorder.Run;
    }
}
