using WesMemGuard.Harness.Suites;
using WesMemGuard.Input;
using WesMemGuard.Node;
using WesMemGuard.Node.Processes;
using WesMemGuard.Recording;
using WesMemGuard.Runs;
using WesMemGuard.Scenarios;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Harness.Runs;

/// <summary>One scenario from its files to its verdicts: replayed or driven live, written to its run folder, judged, compared.</summary>
internal static class ScenarioRun
{
    /// <summary>Runs a scenario; bad input comes back as such, so that the others still run.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="options">Where to and how.</param>
    /// <param name="ct">Ends the replay.</param>
    public static async Task<ScenarioResult> RunAsync(ScenarioFolder scenario, RunOptions options, CancellationToken ct)
    {
        try
        {
            var story = scenario.ReadScenario();
            var budget = scenario.ReadBudget(story);
            var expectation = options.Accept ? null : Expectation.Of(scenario);
            var (run, id, expectedId) = story.Node is null
                ? await ReplayAsync(scenario, story, options, ct).ConfigureAwait(false)
                : await LiveScenario.RunAsync(scenario, story, budget, options, ct).ConfigureAwait(false);
            RunVerdict Judged(string evidence) => RunJudge.Judge(run, budget, scenario.Name, scenario.InSuite(story.Budget.Path), evidence);
            var (shown, expected) = (options.EvidencePath(id), RunOptions.ExpectedPath(expectedId));
            var verdict = Judged(shown);
            var told = shown == expected ? verdict : Judged(expected);
            if (options.Accept)
                Expectation.Accept(scenario, told);
            return new ScenarioResult
            {
                Scenario = scenario,
                Budget = budget,
                Run = run,
                Verdict = verdict,
                Notices = story.Notices,
                IsLive = story.Node is not null,
                Differences = (expectation ?? Expectation.Of(scenario)).Differences(told),
            };
        }
        catch (Exception e) when (BadInputs.Are(e))
        {
            return new ScenarioResult { Scenario = scenario, BadInput = BadInputs.ReasonOf(e) };
        }
        catch (NodeStartException e)
        {
            return new ScenarioResult
            {
                Scenario = scenario,
                BadInput = InputReasons.Of(scenario.Shown, InputReasons.Verbatim(e.Message)),
                IsNodeMissing = true
            };
        }
    }

    private static async Task<(MemoryRun Run, string Id, string ExpectedId)> ReplayAsync(
        ScenarioFolder folder, Scenario scenario, RunOptions options, CancellationToken ct)
    {
        var reference = scenario.Recording!;
        var path = Path.GetFullPath(Path.Combine(folder.FullPath, reference.Path));
        if (LogRun.IsAt(path))
            return await ReadLogAsync(folder, scenario, path, options, ct).ConfigureAwait(false);
        if (!Directory.Exists(path))
            throw new BadInputException(
                [new FileProblem(scenario.File, reference.Line, reference.Column, MissingNames.Recording(reference.Path))]);
        var recording = RecordingFolder.Open(path);
        PhaseCheck.Refuse(scenario.PhaseNames, scenario.File, recording.Phases);
        var header = recording.Header(folder.RunName) with { Name = folder.Name };
        using var run = RunFolder.Create(options.Out, header, replace: options.Replace);
        await BoundedReplay.RunAsync(recording, run.Recorder, options.ReplayTimeout, ct).ConfigureAwait(false);
        return (run.Recorder.Run, run.Id, header.Id);
    }

    private static async Task<(MemoryRun Run, string Id, string ExpectedId)> ReadLogAsync(
        ScenarioFolder folder, Scenario scenario, string path, RunOptions options, CancellationToken ct)
    {
        var log = (await LogRun.ReadAsync([path], ct).ConfigureAwait(false)).Run;
        PhaseCheck.Refuse(scenario.PhaseNames, scenario.File, log.Phases);
        var header = log.Header with { Id = $"{log.Header.StartedAt.UtcDateTime:yyyyMMdd-HHmmss}-{folder.RunName}", Name = folder.Name };
        using var run = RunFolder.Create(options.Out, header, replace: options.Replace);
        LogRun.Tell(log, run.Recorder);
        return (run.Recorder.Run, run.Id, header.Id);
    }
}
