using WesMemGuard.Measurement;
using WesMemGuard.Runs;

namespace WesMemGuard.Testing;

/// <summary>What became of the requests of one phase; each is one value, so that it can only have a peak.</summary>
public sealed class LoadFigures
{
    private readonly MemoryRun _run;
    private readonly string _phase;

    internal LoadFigures(MemoryRun run, string phase) => (_run, _phase) = (run, phase);

    /// <summary>Requests that the node did not do, those that never left among them.</summary>
    public RunFigure Failed => Of(Metric.Failed);

    /// <summary>Requests that never left.</summary>
    public RunFigure NotSent => Of(Metric.NotSent);

    /// <summary>The time that 99 of 100 answers took at most, in milliseconds.</summary>
    public RunFigure LatencyP99 => Of(Metric.LatencyP99);

    /// <summary>The time by which 99 of 100 requests left late at most, in milliseconds.</summary>
    public RunFigure Lateness => Of(Metric.Lateness);

    private RunFigure Of(Metric metric) => new RunFigure(_run, Metrics.Load, metric).In(_phase);
}
