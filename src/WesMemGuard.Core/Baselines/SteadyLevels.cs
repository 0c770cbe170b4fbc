using WesMemGuard.Budgets;
using WesMemGuard.LiveHeap;
using WesMemGuard.Measurement;
using WesMemGuard.Reasons;
using WesMemGuard.Runs;
using WesMemGuard.Verdicts;
using WesMemGuard.Verdicts.Limits;
using WesMemGuard.Verdicts.Observations;

namespace WesMemGuard.Baselines;

/// <summary>
/// Reads what a run settled at, by the judge's own rule for levels: the median of the period's second half for the live heap and
/// counts, the least value for bytes that carry garbage.
/// </summary>
internal static class SteadyLevels
{
    /// <summary>Fewer live-heap points in the second half are no level to compare with.</summary>
    private const int FewestPoints = 3;

    private const int MostModules = 64;

    private static readonly IReadOnlyList<Metric> OfProcess = [.. Kept(MetricOf.Process)];
    private static readonly IReadOnlyList<Metric> OfModules = [.. Kept(MetricOf.Module)];

    /// <summary>The levels of a run, or of a part of it.</summary>
    /// <param name="run">What was seen.</param>
    /// <param name="from">Start of the part, UTC; null: five minutes after the first answer, while caches fill.</param>
    /// <param name="to">End of the part, UTC; null: the run's.</param>
    /// <param name="whyNot">Why there are none: another process, nothing measured; null when there are.</param>
    public static RunLevels? Of(MemoryRun run, DateTimeOffset? from, DateTimeOffset? to, out Reason? whyNot)
    {
        var view = new RunView(run, new MemoryBudget(MemoryBudget.DefaultWarmUp, [], "baseline"), suspects: null);
        var window = new Window(from ?? view.AfterWarmUp(view.Extent).From, to ?? view.Extent.To);
        whyNot = WhyNot(view, window);
        if (whyNot is not null)
            return null;
        var levels = Levels(view, window);
        whyNot = levels.Count == 0 ? BaselineReasons.NothingMeasured() : null;
        return whyNot is null ? new RunLevels(run.Header.Id, window.From, window.To, levels) : null;
    }

    private static Reason? WhyNot(RunView view, Window window)
    {
        if (window.Length == TimeSpan.Zero)
            return BaselineReasons.PeriodEmpty(window.From, window.To, MemoryBudget.DefaultWarmUp);
        var replaced = view.Breaks.Where(b => window.Contains(b.At)).Select(b => (DateTimeOffset?)b.At).FirstOrDefault();
        return replaced is { } at ? BaselineReasons.ProcessChanged(at) : null;
    }

    private static SortedDictionary<string, double> Levels(RunView view, Window window)
    {
        var levels = new SortedDictionary<string, double>(StringComparer.Ordinal);
        var points = LiveHeapDecision.Of(view.Run).Points.Where(p => window.Contains(p.At)).Select(p => (p.At, p.Bytes)).ToList();
        if (points.Count(p => window.SecondHalf.Contains(p.At)) >= FewestPoints)
            Add(levels, Metric.LiveHeap.Name(), points, window, SeriesKind.LiveHeap);
        foreach (var metric in OfProcess)
            Add(levels, metric.Name(), Values(view.Sources.OfProcess(metric), window), window, LimitSource.KindOf(metric));
        foreach (var module in view.Run.Memory.SelectMany(r => r.Sample?.Modules ?? []).Select(m => m.Module)
            .Distinct(StringComparer.Ordinal).Take(MostModules))
        {
            foreach (var metric in OfModules)
                Add(levels, $"{module} {metric.Name()}", Values(view.Sources.OfModule(module, metric), window), window, SeriesKind.Counts);
        }

        return levels;
    }

    private static IEnumerable<Metric> Kept(MetricOf whose) => Metrics.Of(whose).Where(row => row.InBaselines).Select(row => row.Metric);

    private static List<(DateTimeOffset, double)> Values(SourceReadings readings, Window window) =>
        readings.Within(window).Distinct().ConvertAll(s => (s.At, s.Value!.Value));

    private static void Add(SortedDictionary<string, double> levels, string name, List<(DateTimeOffset, double)> values,
        Window window, SeriesKind kind)
    {
        if (PhaseLevel.Of(values, window, kind) is { } level && double.IsFinite(level.Value))
            levels[name] = level.Value;
    }
}
