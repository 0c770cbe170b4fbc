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
        var last = Last(folder.RunName, runs).Select(path => (Id: Path.GetFileName(path), Verdicts: Judged(path, budget)))
            .Where(r => r.Verdicts is not null).ToList();
        for (var i = 0; i < budget.Limits.Count; i++)
        {
            if (budget.Limits[i].Rule is not (GrowthPerHour or GrowthPer { Unit: not WorkUnit.Cycle }))
                continue;
            var told = last.Select(r => (r.Id, Time: DecisionForecast.Of(r.Verdicts![i]))).FirstOrDefault(r => r.Time is not null);
            said(told.Time is { } time && DecisionWatch.EndOf(time + budget.WarmUp) is var end
                ? ForecastReasons.Takes(LimitTitle.Of(budget.Limits[i]), end, told.Id, end > allowed)
                : ForecastReasons.Unknown(LimitTitle.Of(budget.Limits[i]), allowed));
        }
    }

    private static IEnumerable<string> Last(string name, string runs) => !Directory.Exists(runs) ? []
        : Directory.EnumerateDirectories(runs, $"*-{name}*").Where(path => File.Exists(Path.Combine(path, RunFile.Name)))
            .OrderDescending(StringComparer.Ordinal).Take(Most);

    /// <summary>What an earlier run says of today's limits; null where it can't be read, or lacks what they name.</summary>
    private static IReadOnlyList<Verdict>? Judged(string path, MemoryBudget budget)
    {
        try
        {
            return BudgetJudge.Judge(RunFolder.Read(path), budget, new JudgeContext("", "", "")).Verdicts;
        }
        catch (Exception e) when (e is UnreadableRunException or BadInputException)
        {
            return null;
        }
    }
}
