using WesMemGuard.LiveHeap;
using WesMemGuard.Measurement;
using WesMemGuard.Runs;

namespace WesMemGuard.Verdicts;

/// <summary>
/// The values of the process's metrics in a run, as the judge reads them: for charts, <c>watch</c> and analyses. Each source is read once.
/// </summary>
internal sealed class MetricValues
{
    private readonly MetricSources _sources;
    private readonly Lazy<LiveHeapSeries> _liveHeap;

    /// <summary>The values of a run.</summary>
    public MetricValues(MemoryRun run)
    {
        run = ClockSteps.Evened(run);
        _sources = new MetricSources(run);
        _liveHeap = new Lazy<LiveHeapSeries>(() => LiveHeapDecision.Of(run));
    }

    /// <summary>
    /// Time and value of every answer that holds the metric, in time order; the live heap's are its points, one a collection.
    /// </summary>
    /// <param name="metric">A metric of the process.</param>
    public IReadOnlyList<(DateTimeOffset At, double Value)> Of(Metric metric) => metric == Metric.LiveHeap
        ? [.. _liveHeap.Value.Points.Select(p => (p.At, p.Bytes))]
        : [.. Slots(_sources.OfProcess(metric)).Select(s => (s.At, s.Value!.Value))];

    /// <summary>The short name of the source that the metric is read from.</summary>
    /// <param name="metric">A metric of the process.</param>
    public string SourceOf(Metric metric) =>
        metric == Metric.LiveHeap ? _liveHeap.Value.Name : _sources.OfProcess(metric).Evidence;

    private static IEnumerable<Slot> Slots(SourceReadings readings) =>
        readings.Source == MetricSource.PairedPath ? readings.Still() : readings.Slots.Where(s => s.Value is not null);
}
