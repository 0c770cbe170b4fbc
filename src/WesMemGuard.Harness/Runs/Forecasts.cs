using WesMemGuard.Budgets;
using WesMemGuard.Harness.Live;
using WesMemGuard.Harness.Suites;
using WesMemGuard.Input;
using WesMemGuard.Node;
using WesMemGuard.Reasons;
using WesMemGuard.Runs;
using WesMemGuard.Verdicts;
using WesMemGuard.Verdicts.Judging;

namespace WesMemGuard.Harness.Runs;

/// <summary>Says before a run how long its limits will take to be decided, by the last runs of the scenario that lie beside it.</summary>
internal static class Forecasts
{
    /// <summary>So many of the last runs are looked at; the newest one that tells of a limit counts.</summary>
    private const int Most = 3;

    /// <summary>So many folders are opened for them: names that are alike are few.</summary>
    private const int MostLookedAt = 20;

    /// <summary>Says it.</summary>
    /// <param name="folder">The scenario.</param>
    /// <param name="budget">Its limits.</param>
    /// <param name="runs">The folder of all runs.</param>
    /// <param name="allowed">How long the run may take.</param>
    /// <param name="said">Told; null: nobody is.</param>
    public static void Say(ScenarioFolder folder, MemoryBudget budget, string runs, TimeSpan allowed, Action<Reason>? said)
    {
        if (said is null)
            return;
        var last = Last(folder, runs, budget).Take(Most).ToList();
        for (var i = 0; i < budget.Limits.Count; i++)
        {
            if (budget.Limits[i].Rule is not (GrowthPerHour or GrowthPer { Unit: not WorkUnit.Cycle }))
                continue;
            var told = last.Select(r => (r.Id, Time: DecisionForecast.Of(r.Verdicts[i]))).FirstOrDefault(r => r.Time is not null);
            said(told.Time is { } time && DecisionWatch.EndOf(time + budget.WarmUp) is var end
                ? ForecastReasons.Takes(LimitTitle.Of(budget.Limits[i]), end, told.Id, end > allowed)
                : ForecastReasons.Unknown(LimitTitle.Of(budget.Limits[i]), allowed));
        }
    }

    /// <summary>
    /// Its runs, the newest first. A folder's name holds the scenario's and perhaps the node's address; which of them a run is of it says
    /// itself, as another scenario may be called alike.
    /// </summary>
    private static IEnumerable<(string Id, IReadOnlyList<Verdict> Verdicts)> Last(ScenarioFolder folder, string runs, MemoryBudget budget)
    {
        if (!Directory.Exists(runs))
            yield break;
        foreach (var path in Directory.EnumerateDirectories(runs, $"*-{folder.RunName}*").OrderDescending(StringComparer.Ordinal)
            .Where(path => File.Exists(Path.Combine(path, RunFile.Name))).Take(MostLookedAt))
        {
            if (Judged(path, folder.Name, budget) is { } verdicts)
                yield return (Path.GetFileName(path), verdicts);
        }
    }

    /// <summary>
    /// What an earlier run says of today's limits; null where it is of another scenario, can't be read, or lacks what they name.
    /// </summary>
    private static IReadOnlyList<Verdict>? Judged(string path, string scenario, MemoryBudget budget)
    {
        try
        {
            var run = RunFolder.Read(path);
            return run.Header.Name == scenario ? BudgetJudge.Judge(run, budget, new JudgeContext("", "", "")).Verdicts : null;
        }
        catch (Exception e) when (e is UnreadableRunException or BadInputException)
        {
            return null;
        }
    }
}
