using System.Globalization;
using System.Runtime.CompilerServices;
using WesMemGuard.Budgets;
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
public static class PeriodicWatch
{
    private const string Day = "yyyy-MM-dd";
    private const string Name = "watch";

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
        for (var period = 0; period != plan.Periods; period++)
        {
            var due = clock.Now + plan.Every;
            yield return await OneAsync(scenario, options, plan, clock, ct).ConfigureAwait(false);
            Forget(plan, clock.Now);
            if (period + 1 != plan.Periods && clock.Now < due)
                await clock.RunAsync(() => clock.UntilAsync(due, ct)).ConfigureAwait(false);
        }
    }

    /// <summary>Deletes the folders of days that are too old; nothing but folders that are named as days, beside today's.</summary>
    internal static void Forget(PeriodPlan plan, DateTimeOffset now)
    {
        if (plan.KeepDays is not { } keep || !Directory.Exists(plan.Out))
            return;
        var oldest = DateOnly.FromDateTime(now.UtcDateTime).AddDays(1 - keep);
        foreach (var folder in Directory.EnumerateDirectories(plan.Out))
        {
            if (DateOnly.TryParseExact(Path.GetFileName(folder), Day, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
                && day < oldest)
                Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<WatchedPeriod> OneAsync(Scenario scenario, LiveOptions options, PeriodPlan plan, LiveClock clock,
        CancellationToken ct)
    {
        var day = clock.Now.UtcDateTime.ToString(Day, CultureInfo.InvariantCulture);
        var id = LiveRun.Id(Name, plan.Url, clock.Now);
        using var run = RunFolder.Create(Path.Combine(plan.Out, day), LiveRun.Header(scenario, id, Name, clock.Now), options.Scrubber.Text);
        await LiveRun.RunAsync(scenario, options, run.Recorder, clock, ct).ConfigureAwait(false);
        var seen = run.Recorder.Run;
        return new WatchedPeriod(run.Path, seen,
            RunJudge.Judge(seen, plan.Budget, Name, plan.BudgetPath, $"{day}/{run.Id}/{RunFile.Name}"));
    }

    private static Scenario Scenario(PeriodPlan plan) => new()
    {
        File = "--url",
        Node = new RunningNode(plan.Url.OriginalString, plan.Live.DiagnosticsUrl?.OriginalString),
        Phases = [new ScenarioPhase { Name = Name, Kind = PhaseKind.Idle, For = plan.Every }],
    };
}
