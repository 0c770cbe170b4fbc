using WesMemGuard.Measurement;
using WesMemGuard.Runs;

namespace WesMemGuard.Reports.Charts;

/// <summary>What the modules say of themselves: charts of the figures that move; the table has them all.</summary>
internal static class ModuleCharts
{
    /// <summary>The most modules that are drawn: a node has twelve, a hostile answer as many as it likes.</summary>
    public const int Most = 24;

    private const double KiB = 1024;

    public static IEnumerable<Chart?> Of(ReportedRun report, TimeAxis axis) =>
    [
        Chart.Of("module-measured", "ChartMeasured", "MiB", [.. Measured(report, axis)]),
        Chart.Of("module-objects", "ChartObjects", "",
            [.. Moving(report.Run, axis, m => m.Objects, ""), .. Moving(report.Run, axis, m => m.QueueLength, " queue"),
            .. BudgetLines.Modules(report, Metric.Objects, 1, axis)]),
        Chart.Of("module-bytes", "ChartBytes", "KiB",
            [.. Moving(report.Run, axis, m => m.ApproxBytes / KiB, ""), .. BudgetLines.Modules(report, Metric.Bytes, KiB, axis)]),
    ];

    // Beside each what the module says of itself, however little: that is the point.
    private static IEnumerable<ChartLine> Measured(ReportedRun report, TimeAxis axis)
    {
        foreach (var (module, points) in report.Measured)
        {
            yield return new ChartLine("LineMeasured", module, LineKind.Line, axis.Points(points, p => p.At, p => p.Bytes / ByteSize.MiB));
            yield return new ChartLine("LineSelf", module, LineKind.Fit,
                axis.Read(report.Run.Memory, s => Sum(s, module, m => m.ApproxBytes / ByteSize.MiB)));
        }
    }

    private static IEnumerable<ChartLine> Moving(MemoryRun run, TimeAxis axis, Func<ModuleSample, double> figure, string what) =>
        ModuleNames(run)
        .Select(name => new ChartLine(null, name + what, LineKind.Line, axis.Read(run.Memory, s => Sum(s, name, figure))))
        .Where(line => line.Points.Count > 0 && line.Points.Max(p => p.Value) > line.Points.Min(p => p.Value));

    /// <summary>The modules in the order in which they first came, at most <see cref="Most"/>.</summary>
    public static IReadOnlyList<string> ModuleNames(MemoryRun run) =>
        [.. run.Memory.SelectMany(r => r.Sample?.Modules ?? []).Select(m => m.Module).Distinct(StringComparer.Ordinal).Take(Most)];

    /// <summary>A figure of one module over time.</summary>
    public static List<ChartPoint> Figure(MemoryRun run, TimeAxis axis, string name, Func<ModuleSample, double> figure) =>
        axis.Read(run.Memory, s => Sum(s, name, figure));

    private static double? Sum(MemorySample sample, string name, Func<ModuleSample, double> figure)
    {
        double? sum = null;
        foreach (var module in sample.Modules)
        {
            if (module.Module == name)
                sum = (sum ?? 0) + figure(module);
        }

        return sum;
    }
}
