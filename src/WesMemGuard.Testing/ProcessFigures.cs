using WesMemGuard.Measurement;
using WesMemGuard.Runs;

namespace WesMemGuard.Testing;

/// <summary>The figures of the node's process in one run.</summary>
public sealed class ProcessFigures
{
    private readonly MemoryRun _run;

    internal ProcessFigures(MemoryRun run) => _run = run;

    /// <summary>Bytes live at the last collection: the figure to judge first.</summary>
    public RunFigure LiveHeap => Of(Metric.LiveHeap);

    /// <summary>Live bytes and garbage, judged by floors.</summary>
    public RunFigure HeapAlloc => Of(Metric.HeapAlloc);

    /// <summary>Bytes in spans in use.</summary>
    public RunFigure HeapInuse => Of(Metric.HeapInuse);

    /// <summary>Resident bytes.</summary>
    public RunFigure Rss => Of(Metric.Rss);

    /// <summary>Resident bytes that no file backs.</summary>
    public RunFigure RssAnon => Of(Metric.RssAnon);

    /// <summary>Goroutines.</summary>
    public RunFigure Goroutines => Of(Metric.Goroutines);

    /// <summary>Open file descriptors.</summary>
    public RunFigure OpenFiles => Of(Metric.OpenFiles);

    /// <summary>Operating system threads.</summary>
    public RunFigure Threads => Of(Metric.Threads);

    /// <summary>Any metric of the process, those of the table that have no property here too.</summary>
    /// <param name="metric">A metric of the process.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is a module's.</exception>
    public RunFigure this[Metric metric] =>
        metric.IsOfProcess()
            ? Of(metric) : throw new ArgumentOutOfRangeException(nameof(metric), metric, "a figure of modules");

    private RunFigure Of(Metric metric) => new(_run, Metrics.Process, metric);
}
