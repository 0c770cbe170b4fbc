using WesMemGuard.Budgets;
using WesMemGuard.Measurement;
using WesMemGuard.Runs;
using WesMemGuard.Scenarios;

namespace WesMemGuard.Comparison;

/// <summary>
/// In which figures two builds are compared: the live heap's level and growth in each long phase, also per unit of work
/// where work is done; goroutines and native memory in the longest; the peak of resident bytes. And what the budget
/// names a difference for.
/// </summary>
internal static class FigureList
{
    /// <summary>Shorter phases hold too few collections, and each more figure takes a part of the error.</summary>
    private static readonly TimeSpan Shortest = TimeSpan.FromMinutes(2);

    private const int MostPhases = 3;

    /// <summary>The figures, those that a budget names with their tolerance.</summary>
    public static IReadOnlyList<ComparedFigure> Of(MemoryRun before, MemoryRun after, MemoryBudget? budget)
    {
        var named = (budget?.Limits
            ?? []).Where(l => l.Difference is not null).Select(OfLimit).OfType<ComparedFigure>().ToList();
        var usual = Usual(before, after).Where(u => !named.Exists(n => n with { Tolerance = null } == u));
        return [.. usual, .. named.Distinct()];
    }

    private static IEnumerable<ComparedFigure> Usual(MemoryRun before, MemoryRun after)
    {
        var phases = Phases(before, after);
        var longest = phases.Count == 0 ? null : phases.MaxBy(Length)!.Name;
        var windows = phases.Count == 0 ? [null] : phases.ConvertAll(p => (Phase?)p);
        foreach (var phase in windows)
        {
            yield return Figure(Metric.LiveHeap, ComparedAs.Level, phase?.Name);
            yield return Figure(Metric.LiveHeap, ComparedAs.PerHour, phase?.Name);
            if (phase is not null && PhaseLoad.Done(phase) > 0 && PhaseKinds.Of(phase.Kind).Units is [var unit, ..])
                yield return Figure(Metric.LiveHeap, ComparedAs.PerUnit, phase.Name) with { Unit = unit };
        }

        foreach (var metric in new[] { Metric.Goroutines, Metric.Native })
        {
            yield return Figure(metric, ComparedAs.Level, longest);
            yield return Figure(metric, ComparedAs.PerHour, longest);
        }

        yield return Figure(Metric.Rss, ComparedAs.Peak, null);
    }

    /// <summary>The long phases that both runs have, in order; those of one name that are several are none.</summary>
    private static List<Phase> Phases(MemoryRun before, MemoryRun after) =>
        [.. before.Phases.Where(p => p.EndedAt - p.StartedAt >= Shortest
            && PhaseKinds.Of(p.Kind).Act is not (PhaseAct.Switch or PhaseAct.Process)
                && before.Phases.Count(q => q.Name == p.Name) == 1 && after.Phases.Count(q => q.Name == p.Name) == 1)
            .OrderByDescending(Length).Take(MostPhases).OrderBy(p => p.StartedAt)];

    private static TimeSpan Length(Phase phase) => phase.EndedAt - phase.StartedAt;

    private static ComparedFigure Figure(Metric metric, ComparedAs compared, string? phase) =>
        new(metric, compared) { Phase = phase };

    private static ComparedFigure? OfLimit(Limit limit)
    {
        var figure = limit.Rule switch
        {
            GrowthPerHour => Figure(limit.Metric, ComparedAs.PerHour, limit.Phase),
            GrowthPer { Unit: not WorkUnit.Cycle } per =>
                Figure(limit.Metric, ComparedAs.PerUnit, limit.Phase) with { Unit = per.Unit },
            Peak => Figure(limit.Metric, ComparedAs.Peak, limit.Phase),
            Budgets.Growth growth => Figure(limit.Metric, ComparedAs.Level, growth.To),
            ReturnsTo returns => Figure(limit.Metric, ComparedAs.Level, returns.After),
            _ => null,
        };
        return figure is null ? null : figure with { Of = limit.Of, Tolerance = limit.Difference };
    }
}
