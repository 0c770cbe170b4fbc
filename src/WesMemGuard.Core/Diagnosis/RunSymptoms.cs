using WesMemGuard.LiveHeap;
using WesMemGuard.Measurement;
using WesMemGuard.Runs;
using WesMemGuard.Statistics;
using WesMemGuard.Verdicts;
using WesMemGuard.Verdicts.Observations;

namespace WesMemGuard.Diagnosis;

/// <summary>What recognisers ask of a case, each worked out once.</summary>
internal sealed class RunSymptoms
{
    /// <summary>Start-up caches fill for so long (recordings: the first 5 min of an idle node grow at 5 MiB/h).</summary>
    public static readonly TimeSpan WarmUp = TimeSpan.FromMinutes(5);

    /// <summary>Growth of the live heap below this, or below this share of it, is no harm: an idle node's varies by 0.1 MiB/h.</summary>
    public const double HarmlessPerHour = 2 * ByteSize.MiB, HarmlessShare = 0.004;

    /// <summary>Goroutines an hour below which nobody is accused.</summary>
    public const double HarmlessGoroutines = 30;

    /// <summary>A rise of the live heap below this, or below this share of it, is noise of work in flight.</summary>
    public const double Noise = 2 * ByteSize.MiB, NoiseShare = 0.002;

    /// <summary>A look that is shorter has no time to lose: of a process that runs for long nothing is cut.</summary>
    private static readonly TimeSpan ShortLook = TimeSpan.FromMinutes(15);

    private readonly Dictionary<Metric, JudgedGrowth> _growths = [];
    private readonly TimeSpan _warmUp;
    private readonly Lazy<LiveHeapSeries> _live;
    private readonly Lazy<MetricValues> _values;
    private readonly Lazy<Suspects> _heapSuspects;

    public RunSymptoms(DiagnosisCase @case)
    {
        Case = @case;
        Samples = Distinct(RunSamples.Of(Run));
        Replacements = RunBreaks.Of(Run).Where(b => b.Replaced).ToList();
        _warmUp = @case.WarmUp ?? WarmUpLeft();
        WarmFrom = FirstAnswer() + _warmUp;
        _live = new(() => LiveHeapDecision.Of(Run));
        _values = new(() => new MetricValues(Run));
        _heapSuspects =
            new(() => Case.Suspects?.OfHeap(Run, WarmFrom, End, stoppedToo: true) ?? new Suspects([], MessageReasons.ProfilesNotRead()));
    }

    public DiagnosisCase Case { get; }

    public MemoryRun Run => Case.Run;

    public LogFacts? Log => Case.Log;

    /// <summary>The node's own samples, each once.</summary>
    public List<(DateTimeOffset At, MemorySample Sample)> Samples { get; }

    public IReadOnlyList<RunBreak> Replacements { get; }

    public bool IsOneProcess => Replacements.Count == 0;

    /// <summary>What is cut from the start.</summary>
    public TimeSpan WarmUpCut => _warmUp;

    /// <summary>When start-up is over.</summary>
    public DateTimeOffset WarmFrom { get; }

    /// <summary>The last answer of any kind, UTC.</summary>
    public DateTimeOffset End =>
        Samples.Select(s => s.At).TakeLast(1).Concat(Run.Metrics.Select(r => r.At).TakeLast(1)).Append(Run.Header.StartedAt).Max();

    public LiveHeapSeries Live => _live.Value;

    /// <summary>Live-heap points after start-up; none when the process was replaced.</summary>
    public List<LiveHeapPoint> LivePoints => IsOneProcess ? Live.Points.Where(p => p.At >= WarmFrom).ToList() : [];

    /// <summary>The live heap's growth against what is harmless.</summary>
    public JudgedGrowth LiveGrowth => Growth(Metric.LiveHeap, Math.Max(HarmlessPerHour, HarmlessShare * LiveLevel));

    public bool LiveGrows => LiveGrowth.Grows;

    /// <summary>What the live heap lies above its level after start-up at the end, bytes; null when too few points tell.</summary>
    public double? LiveRise => Rise(LivePoints.ConvertAll(p => p.Bytes));

    public bool LiveRose => LiveRise >= Math.Max(Noise, NoiseShare * LiveLevel);

    /// <summary>What was live at the last collection that is known of; 0 when none is.</summary>
    public double LiveLevel => Live.Points.Count > 0 ? Live.Points[^1].Bytes : 0;

    public JudgedGrowth GoroutineGrowth => Growth(Metric.Goroutines, HarmlessGoroutines);

    /// <summary>A metric's growth by the judge, each asked once.</summary>
    public JudgedGrowth Growth(Metric metric, double harmless) =>
        _growths.TryGetValue(metric, out var known) ? known : _growths[metric] = JudgedGrowth.Of(Run, metric, harmless, _warmUp);

    /// <summary>The growths of memory that is not the live heap, as far as they were asked for.</summary>
    public IEnumerable<JudgedGrowth> OtherGrowths => _growths.Values.Where(g => g.Metric is not Metric.LiveHeap and not Metric.Goroutines);

    /// <summary>The live heap's growth, the goroutines', and those that were asked for.</summary>
    public IEnumerable<JudgedGrowth> Growths => [LiveGrowth, GoroutineGrowth, .. OtherGrowths];

    /// <summary>A metric's values after start-up.</summary>
    public List<(DateTimeOffset At, double Value)> Values(Metric metric) => [.. _values.Value.Of(metric).Where(v => v.At >= WarmFrom)];

    public Suspects HeapSuspects => _heapSuspects.Value;

    /// <summary>A module's figure through the samples that hold it.</summary>
    public List<(DateTimeOffset At, double Value)> Module(string name, Func<ModuleSample, double> figure)
    {
        var series = new List<(DateTimeOffset, double)>();
        foreach (var (at, sample) in Samples)
        {
            var own = sample.Modules.Where(m => m.Module == name).ToList();
            if (own.Count > 0)
                series.Add((at, own.Sum(figure)));
        }

        return series;
    }

    private static double? Rise(List<double> values)
    {
        if (values.Count < 4)
            return null;
        var some = Math.Clamp(values.Count / 8, 1, 5);
        return Median.Of(values.TakeLast(some).ToArray()) - Median.Of(values.Take(some).ToArray());
    }

    /// <summary>
    /// Start-up caches fill for <see cref="WarmUp"/> after the process began; a short look at one that runs for longer is not cut.
    /// </summary>
    private TimeSpan WarmUpLeft()
    {
        var first = FirstAnswer();
        var start = Run.Metrics.Where(r => UnixSeconds.IsMoment(r.Sample?.StartTimeSeconds))
            .Select(r => r.Sample!.StartTimeSeconds!.Value).Take(1).ToList();
        if (start.Count == 0 || End - first > ShortLook)
            return WarmUp;
        var age = first - UnixSeconds.At(start[0]);
        return age >= WarmUp ? TimeSpan.Zero : age <= TimeSpan.Zero ? WarmUp : WarmUp - age;
    }

    private DateTimeOffset FirstAnswer() => Samples.Select(s => s.At).Take(1)
        .Concat(Run.Metrics.Where(r => r.Sample is not null).Select(r => r.At).Take(1))
        .DefaultIfEmpty(Run.Header.StartedAt).Min();

    private static List<(DateTimeOffset At, MemorySample Sample)> Distinct(IReadOnlyList<Reading<MemorySample>> readings)
    {
        var samples = new List<(DateTimeOffset, MemorySample)>();
        MemorySample? last = null;
        foreach (var reading in readings)
        {
            if (reading.Sample is { } sample && !sample.Equals(last))
                samples.Add((reading.At, last = sample));
        }

        return samples;
    }
}
