using WesMemGuard.Budgets;
using WesMemGuard.Harness.Live;
using WesMemGuard.Harness.Suites;
using WesMemGuard.Harness.Targets;
using WesMemGuard.Input;
using WesMemGuard.Node;
using WesMemGuard.Runs;
using WesMemGuard.Scenarios;

namespace WesMemGuard.Harness.Runs;

/// <summary>A scenario folder driven live into a run folder.</summary>
internal static class LiveScenario
{
    private const string OutputName = "node-output.log";

    /// <summary>Two scenarios at a time would be each other's load.</summary>
    private static readonly SemaphoreSlim OneAtATime = new(1);

    /// <summary>Runs it in real time.</summary>
    /// <exception cref="BadInputException">It asks for what can't be done here, or its budget names a phase that it
    /// lacks.</exception>
    /// <exception cref="Node.Processes.NodeStartException">Its node can't be started.</exception>
    public static async Task<(MemoryRun Run, string Id, string ExpectedId)> RunAsync(
        ScenarioFolder folder, Scenario scenario, MemoryBudget budget, RunOptions options, CancellationToken ct)
    {
        RefusePhases(scenario, budget);
        await OneAtATime.WaitAsync(ct);
        try
        {
            var clock = LiveClock.Of(TimeProvider.System);
            var live = options.Live with { Budget = budget, ScenarioFolder = folder.FullPath };
            if (live.IsUntilDecided)
            {
                scenario = scenario with { TimeBudget = live.TimeBudget ?? scenario.TimeBudget ?? Usual(scenario) };
                Forecasts.Say(folder, budget, options.Out, scenario.TimeBudget.Value, live.Said);
            }

            (scenario, live) = await LiveService.FitAsync(scenario, live, clock, ct);
            LivePlan.Check(scenario, live); // before a folder is made
            var id = LiveRun.Id(folder.RunName, LiveTarget.Of(scenario, live)?.Http, clock.Now);
            var header = LiveRun.Header(scenario, id, folder.Name, clock.Now);
            using var recording = options.Record is { } to
                ? LiveRecording.Begin(scenario, header, Path.Combine(to, id), live.Scrubber, live.WholeLog) : null;
            using var run = RunFolder.Create(options.Out, header, live.Scrubber.Text, recording, options.Replace);
            await LiveRun.RunAsync(scenario,
                live with { NodeOutput = Path.Combine(run.Path, OutputName), Recording = recording }, run.Recorder,
                clock, ct);
            return (run.Recorder.Run, run.Id, run.Id);
        }
        finally
        {
            OneAtATime.Release();
        }
    }

    /// <summary>Where nobody says how long it may take: three times what its phases say.</summary>
    private static TimeSpan Usual(Scenario scenario) =>
        TimeSpan.FromTicks(3 * scenario.Phases.Sum(p => p.For!.Value.Ticks));

    /// <summary>A misspelt phase is told before the run, not after its half an hour.</summary>
    private static void RefusePhases(Scenario scenario, MemoryBudget budget)
    {
        var missing =
            budget.PhaseNames.Where(named => !scenario.AllPhases.Any(phase => named.Matches(phase.Name))).ToList();
        if (missing.Count == 0)
            return;
        var there = scenario.AllPhases.Select(p => p.Name).ToArray();
        throw new BadInputException(
            missing.ConvertAll(p => new FileProblem(budget.File, p.Line, p.Column, MissingNames.PhaseOfScenario(p.Name, there))));
    }
}
