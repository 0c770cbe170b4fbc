using System.Runtime.CompilerServices;
using WesMemGuard.Harness.Live;
using WesMemGuard.Harness.Runs;
using WesMemGuard.Harness.Targets;
using WesMemGuard.Input;
using WesMemGuard.Node;
using WesMemGuard.Runs;
using WesMemGuard.Scenarios;

namespace WesMemGuard.Harness.Periods;

/// <summary>
/// Samples a node period after period, each a run of its own in a folder of its day, and judges each as any other run is.
/// </summary>
internal static class PeriodicWatch
{
    private const string Name = "watch";

    /// <summary>A day has as many pages then as an hour or two of the poll.</summary>
    private static readonly TimeSpan DayEvery = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan WeekEvery = TimeSpan.FromMinutes(10);

    /// <summary>
    /// The periods as they end. A node that is gone ends a period early with a verdict that says so; the next one begins when it was due.
    /// </summary>
    /// <exception cref="BadInputException">The host was not allowed, or the budget names a phase.</exception>
    public static async IAsyncEnumerable<WatchedPeriod> RunAsync(PeriodPlan plan, LiveClock clock,
        [EnumeratorCancellation] CancellationToken ct)
    {
        var scenario = Scenario(plan);
        var options = plan.Live with { Url = plan.Url, Budget = null };
        (scenario, options) = await LiveService.FitAsync(scenario, options, clock, ct).ConfigureAwait(false);
        LivePlan.Check(scenario, options); // before a folder is made
        PeriodSpan[] spans = [new(TimeSpan.FromDays(1), DayEvery), new(TimeSpan.FromDays(7), WeekEvery)];
        for (var period = 0; period != plan.Periods; period++)
        {
            var due = clock.Now + plan.Every;
            var seen = await OneAsync(scenario, options, plan, clock, ct).ConfigureAwait(false);
            yield return seen with { Spans = Judged(seen, spans, plan) };
            plan.Forget(clock.Now);
            if (period + 1 != plan.Periods && clock.Now < due)
                await clock.RunAsync(() => clock.UntilAsync(due, ct)).ConfigureAwait(false);
        }
    }

    /// <summary>A longer time is judged while it is longer: the last week from the second day on.</summary>
    private static List<JudgedSpan> Judged(WatchedPeriod period, PeriodSpan[] spans, PeriodPlan plan)
    {
        var judged = new List<JudgedSpan>();
        foreach (var span in spans)
        {
            // Every span takes the period, judged or not.
            if (span.Take(period.Run) is { } run && (judged.Count == 0 || Lasts(run) > judged[^1].Length))
                judged.Add(new JudgedSpan(span.Length, run, RunJudge.Judge(run, plan.Budget, Name, plan.BudgetPath, period.Evidence)));
        }

        return judged;
    }

    private static TimeSpan Lasts(MemoryRun run) => run.Phases.Max(p => p.EndedAt) - run.Header.StartedAt;

    private static async Task<WatchedPeriod> OneAsync(Scenario scenario, LiveOptions options, PeriodPlan plan, LiveClock clock,
        CancellationToken ct)
    {
        var day = DayFolders.NameOf(clock.Now);
        var id = LiveRun.Id(Name, plan.Url, clock.Now);
        using var run = RunFolder.Create(Path.Combine(plan.Out, day), LiveRun.Header(scenario, id, Name, clock.Now), options.Scrubber.Text);
        await LiveRun.RunAsync(scenario, options, run.Recorder, clock, ct).ConfigureAwait(false);
        var seen = run.Recorder.Run;
        var evidence = $"{day}/{run.Id}/{RunFile.Name}";
        return new WatchedPeriod(run.Path, seen, RunJudge.Judge(seen, plan.Budget, Name, plan.BudgetPath, evidence))
        {
            Evidence = evidence,
        };
    }

    private static Scenario Scenario(PeriodPlan plan) => new()
    {
        File = "--url",
        Node = new RunningNode(plan.Url.OriginalString, plan.Live.DiagnosticsUrl?.OriginalString),
        Phases = [new ScenarioPhase { Name = Name, Kind = PhaseKind.Idle, For = plan.Every }],
    };
}
