using WesMemGuard.Measurement;
using WesMemGuard.Runs;

namespace WesMemGuard.Verdicts;

/// <summary>
/// Which source a metric of a run is read from: the first in the order of verdicts.md that this run ever heard of. Each is read
/// once, however many limits ask for it.
/// </summary>
internal sealed class MetricSources(MemoryRun run, bool ofClient = false)
{
    private readonly Dictionary<(string Of, Metric Metric), SourceReadings> _known = [];
    private readonly double[] _samples = SampleNumbers(run.Memory);
    private readonly Rhythm _memory = new(run.Memory.Select(r => (r.At, r.Mark)), run.Header.MemoryInterval);
    private readonly Rhythm _metrics = new(run.Metrics.Select(r => (r.At, r.Mark)), run.Header.MetricsInterval);
    private readonly Rhythm _process = new(run.Process.Select(r => (r.At, r.Mark)), null);
    private SourceReadings? _pages;
    private SourceReadings? _collected;

    /// <summary>All answers of <c>/metrics</c>, whatever they carry: what live-heap points from next_gc are gated by.</summary>
    public SourceReadings Pages => _pages ??= Metrics(s => s.HeapLive ?? s.NextGc);

    /// <summary>All collections that were asked for.</summary>
    public SourceReadings Collected => _collected ??= new SourceReadings(
        MetricSource.CollectedPath, "gc=1",
        run.LiveHeap.Select(r => new Slot(r.At, r.Sample?.HeapAlloc, r.Miss, r.Sample?.NumGc, null)).ToArray(),
        new Rhythm(run.LiveHeap.Select(r => (r.At, (string?)null)), null));

    /// <summary>The readings of a process metric other than the live heap.</summary>
    public SourceReadings OfProcess(Metric metric) => Known(Measurement.Metrics.Process, metric, () => Process(metric));

    /// <summary>
    /// The readings of a module's own figure; an answer without the module is a missing sample, not a zero (node.md 1.4).
    /// </summary>
    public SourceReadings OfModule(string module, Metric metric) =>
        Known(module, metric, () => Memory(sample => Sum(sample, module, metric)));

    private SourceReadings Known(string of, Metric metric, Func<SourceReadings> read) =>
        _known.TryGetValue((of, metric), out var known) ? known : _known[(of, metric)] = read();

    private SourceReadings Process(Metric metric)
    {
        SourceReadings? asked = null;
        foreach (var figure in MetricFigures.Of(metric))
        {
            var source = Read(figure);
            if (source.Slots.Any(s => s.Value is not null))
                return source;
            if (asked is null or { Slots.Count: 0 })
                asked = source;
        }

        return asked ?? throw new ArgumentOutOfRangeException(nameof(metric), metric, "not a metric of the process");
    }

    private SourceReadings Read(MetricFigure figure) =>
        figure.Memory is { } memory ? Memory(memory)
        : figure.Page is { } page ? Metrics(page)
        : figure is { Process: { } look, LessPage: { } less } ? Paired(look, less)
        : figure.Process is { } process ? Process(process)
        : throw new ArgumentOutOfRangeException(nameof(figure), figure, "a module's figure is not the process's");

    private static double? Sum(MemorySample sample, string module, Metric metric)
    {
        var figure = MetricFigures.Of(metric)[0].Module
            ?? throw new ArgumentOutOfRangeException(nameof(metric), metric, "not a figure that modules report");
        double? sum = null;
        foreach (var m in sample.Modules)
        {
            if (m.Module == module)
                sum = (sum ?? 0) + figure(m);
        }

        return sum;
    }

    private SourceReadings Memory(Func<MemorySample, double?> figure) => new(
        MetricSource.IsLog(run) ? MetricSource.LogLines : MetricSource.MemoryPath, MetricSource.IsLog(run) ? "log" : "memory endpoint",
        run.Memory.Select((r, i) => new Slot(r.At, r.Sample is null ? null : figure(r.Sample), r.Miss, _samples[i], r.Mark)).ToArray(),
        _memory);

    private SourceReadings Metrics(Func<MetricsSample, double?> figure) => new(
        ofClient ? MetricSource.EventsPath : MetricSource.MetricsPath, ofClient ? MetricSource.EventsPath : "/metrics",
        run.Metrics.Select(r => new Slot(r.At, r.Sample is null ? null : figure(r.Sample), r.Miss, Moving(r.Sample), r.Mark)).ToArray(),
        _metrics);

    private SourceReadings Process(Func<ProcessSample, double?> figure) => new(
        MetricSource.ProcessPath, "/proc",
        run.Process.Select(r => new Slot(r.At, r.Sample is null ? null : figure(r.Sample), r.Miss, null, r.Mark)).ToArray(), _process);

    private SourceReadings Paired(Func<ProcessSample, double?> look, Func<MetricsSample, double?> page) =>
        new(MetricSource.PairedPath, ofClient ? "/proc with EventPipe" : MetricSource.PairedPath,
            PairedReadings.Of(run, look, page), _process);

    /// <summary>
    /// What must move between two pages of a running Go process: bytes ever allocated (every scrape allocates), else the heap.
    /// </summary>
    private static double? Moving(MetricsSample? sample) => sample?.AllocTotal ?? sample?.HeapAlloc;

    /// <summary>The node's samples, numbered: answers that repeat one have its number.</summary>
    private static double[] SampleNumbers(List<Reading<MemorySample>> readings)
    {
        var numbers = new double[readings.Count];
        MemorySample? last = null;
        var number = 0;
        for (var i = 0; i < numbers.Length; i++)
        {
            if (readings[i].Sample is { } sample && !sample.Equals(last))
                (last, number) = (sample, number + 1);
            numbers[i] = number;
        }

        return numbers;
    }
}
