using WesMemGuard.Budgets;
using WesMemGuard.Measurement;
using WesMemGuard.Modules;

namespace WesMemGuard.Proposals;

/// <summary>
/// The limits that are asked for: those of the budget that is there, and the usual ones that it lacks.
/// </summary>
internal static class Candidates
{
    /// <summary>Few growths, for they share the error: each more makes all intervals wider.</summary>
    private static readonly Metric[] Growing = [Metric.LiveHeap, Metric.Goroutines, Metric.OpenFiles];

    private static readonly Metric[] Peaking =
        [Metric.LiveHeap, Metric.HeapLive, Metric.Rss, Metric.Goroutines, Metric.OpenFiles, Metric.Threads];

    private static readonly Metric[] OfModules = [Metric.Objects, Metric.QueueLength];

    private const int MostModules = 64;

    /// <summary>All of them, the old ones first in the file's order.</summary>
    public static IReadOnlyList<(Limit Limit, bool IsOld)> Of(IReadOnlyList<GoodRun> runs, MemoryBudget? old)
    {
        var known = old?.Limits ?? [];
        return [.. known.Select(l => (l, true)), .. Usual(runs).Where(u => !known.Any(k => IsSame(k, u))).Select(l => (l, false))];
    }

    private static IEnumerable<Limit> Usual(IReadOnlyList<GoodRun> runs)
    {
        foreach (var metric in Growing)
            yield return new Limit { Metric = metric, Rule = new GrowthPerHour(0) };
        foreach (var metric in Peaking)
            yield return new Limit { Metric = metric, Rule = new Peak(0) };
        var modules = runs.SelectMany(r => r.Run.Memory).SelectMany(r => r.Sample?.Modules ?? []).Select(m => m.Module)
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Take(MostModules);
        foreach (var name in modules)
        {
            if (NodeModules.Resolve(name) is not { Unknown: false, Known: { } known })
                continue;
            foreach (var metric in OfModules.Where(m => !known.Blind.Contains(m)))
                yield return new Limit { Of = known.Name, WrittenOf = known.Name, Metric = metric, Rule = new Peak(0) };
        }
    }

    private static bool IsSame(Limit one, Limit other) =>
        one.Of == other.Of && one.Metric == other.Metric && one.Phase is null
            && one.Rule.GetType() == other.Rule.GetType();
}
