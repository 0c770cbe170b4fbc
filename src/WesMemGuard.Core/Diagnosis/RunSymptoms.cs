using WesMemGuard.Growth;
using WesMemGuard.LiveHeap;
using WesMemGuard.Runs;
using WesMemGuard.Statistics;
using WesMemGuard.Verdicts;
using WesMemGuard.Verdicts.Gates;
using WesMemGuard.Verdicts.Text;

namespace WesMemGuard.Diagnosis;

/// <summary>What recognisers ask of a case, each worked out once.</summary>
internal sealed class RunSymptoms
{
    /// <summary>Start-up caches fill for so long (recordings: the first 5 min of an idle node grow at 5 MiB/h).</summary>
    public static readonly TimeSpan WarmUp = TimeSpan.FromMinutes(5);

    /// <summary>Growth of the live heap below this is no harm: an idle node's varies by 0.1 MiB/h.</summary>
    public const double HarmlessPerHour = 2 * ByteSize.MiB;

    /// <summary>Goroutines an hour below which nobody is accused.</summary>
    public const double HarmlessGoroutines = 30;

    /// <summary>A rise of the live heap below this is noise of work in flight.</summary>
    public const double Noise = 2 * ByteSize.MiB;

    private const double Alpha = 0.01;

    private readonly Lazy<LiveHeapSeries> _live;
    private readonly Lazy<GrowthFinding?> _liveGrowth;
    private readonly Lazy<GrowthFinding?> _goroutineGrowth;
    private readonly Lazy<Suspects> _heapSuspects;

    public RunSymptoms(DiagnosisCase @case)
    {
        Case = @case;
        Samples = Distinct(RunSamples.Of(Run));
        Replacements = IdentityGate.Breaks(Run).Where(b => b.Replaced).ToList();
        WarmFrom = FirstAnswer() + WarmUp;
        _live = new(() => LiveHeapDecision.Of(Run));
        _liveGrowth = new(() => Judge(LivePoints.Select(p => (p.At, p.Bytes)), v => GrowthJudge.OfLiveHeap(v, HarmlessPerHour, Alpha)));
        _goroutineGrowth = new(() => Judge(WarmSamples.Select(s => (s.At, s.Sample.Goroutines)), v => GrowthJudge.OfCounts(v, HarmlessGoroutines, Alpha)));
        _heapSuspects = new(() => Case.Suspects?.OfHeap(Run, WarmFrom, End, stoppedToo: true) ?? new Suspects([], MessageReasons.ProfilesNotRead()));
    }

    public DiagnosisCase Case { get; }

    public MemoryRun Run => Case.Run;

    public LogFacts? Log => Case.Log;

    /// <summary>The node's own samples, each once.</summary>
    public List<(DateTimeOffset At, MemorySample Sample)> Samples { get; }

    public IEnumerable<(DateTimeOffset At, MemorySample Sample)> WarmSamples => Samples.Where(s => s.At >= WarmFrom);

    public IReadOnlyList<RunBreak> Replacements { get; }

    public bool IsOneProcess => Replacements.Count == 0;

    /// <summary>When start-up is over.</summary>
    public DateTimeOffset WarmFrom { get; }

    /// <summary>The last answer of any kind, UTC.</summary>
    public DateTimeOffset End => Samples.Select(s => s.At).TakeLast(1).Concat(Run.Metrics.Select(r => r.At).TakeLast(1)).Append(Run.Header.StartedAt).Max();

    public LiveHeapSeries Live => _live.Value;

    /// <summary>Live-heap points after start-up; none when the process was replaced.</summary>
    public List<LiveHeapPoint> LivePoints => IsOneProcess ? Live.Points.Where(p => p.At >= WarmFrom).ToList() : [];

    /// <summary>The live heap's growth against what is harmless; null when there are no points.</summary>
    public GrowthFinding? LiveGrowth => _liveGrowth.Value;

    public bool LiveGrows => LiveGrowth?.Outcome == GrowthOutcome.Broken;

    /// <summary>What the live heap lies above its level after start-up at the end, bytes; null when too few points tell.</summary>
    public double? LiveRise => Rise(LivePoints.ConvertAll(p => p.Bytes));

    public bool LiveRose => LiveRise >= Noise;

    public GrowthFinding? GoroutineGrowth => _goroutineGrowth.Value;

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

    /// <summary>Growth of a series after start-up; null when the process was replaced or nothing is there.</summary>
    public GrowthFinding? Judge(IEnumerable<(DateTimeOffset At, double Value)> series, Func<TimedValue[], GrowthFinding> judge)
    {
        var values = IsOneProcess ? series.Select(p => new TimedValue((p.At - WarmFrom).TotalSeconds, p.Value)).ToArray() : [];
        return values.Length == 0 ? null : judge(values);
    }

    private static double? Rise(List<double> values)
    {
        if (values.Count < 4)
            return null;
        var some = Math.Clamp(values.Count / 8, 1, 5);
        return Median.Of(values.TakeLast(some).ToArray()) - Median.Of(values.Take(some).ToArray());
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
