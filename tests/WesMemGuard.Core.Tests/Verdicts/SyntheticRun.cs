using WesMemGuard.Runs;

namespace WesMemGuard.Core.Tests.Verdicts;

/// <summary>
/// A run of an invented node that behaves like the real one: a collection each 2 minutes, a sample each 10 s read every
/// 5 s, /metrics every 30 s. Nothing is random but a fixed ripple of 10 kB, so that slopes have an interval.
/// </summary>
internal sealed record SyntheticRun
{
    public static readonly DateTimeOffset Start = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    /// <summary>How long the process has run when the run begins.</summary>
    public static readonly TimeSpan Age = TimeSpan.FromSeconds(200);

    public double Minutes { get; init; } = 40;

    /// <summary>Bytes live as a function of hours since the start.</summary>
    public Func<double, double> Live { get; init; } = _ => 800 * ByteSize.MiB;

    public Func<double, double> Goroutines { get; init; } = _ => 115;

    public Func<double, IReadOnlyList<ModuleSample>> Modules { get; init; } = Usual;

    public IReadOnlyList<Phase> Phases { get; init; } = [Idle("warm", 0, 10), Transfers("load", 10, 24), Idle("settle", 24, 40)];

    public bool WithMemory { get; init; } = true;

    public bool WithMetrics { get; init; } = true;

    public bool WithProcess { get; init; } = true;

    /// <summary>Whether a collection is asked for every 15 s.</summary>
    public bool WithCollections { get; init; }

    public string? Mode { get; init; } = "heuristic";

    public double GoGc { get; init; } = 100;

    public static SyntheticRun Flat => new();

    /// <summary>A new run that nothing was asked in.</summary>
    public static MemoryRun Empty =>
        new(new RunHeader("20261122-120000-synthetic", "synthetic", Start, RunOrigin.Replay, null, 5, 30));

    public static SyntheticRun Leaking(double mebibytesPerHour) =>
        new() { Live = h => (800 + (mebibytesPerHour * h)) * ByteSize.MiB };

    public static DateTimeOffset At(double minutes) => Start.AddMinutes(minutes);

    public static Phase Idle(string name, double from, double to) =>
        new(name, "idle", At(from), At(to), 1, 0, 0, 0, 0, null);

    public static Phase Transfers(string name, double from, double to)
    {
        var count = (long)((to - from) * 60);
        return new Phase(name, "transfers", At(from), At(to), 1, count, count, 0, 0, null);
    }

    public static IReadOnlyList<ModuleSample> Usual(double hours) =>
    [
        new("event", "L2-Infrastructure", 3, 0, 0, 0),
        new("mempool.txpool", "L3-Coordination", 40 + (Index(hours) % 3), 5360 + (134 * (Index(hours) % 3)), 0, 7),
        new("block", "L4-CoreBusiness", 20, 4000, 20, 0),
        new("ures", "L4-CoreBusiness", 0, 0, 0, 0),
    ];

    public MemoryRun Build()
    {
        var run = new MemoryRun(new RunHeader("20261122-120000-synthetic", "synthetic", Start, RunOrigin.Replay, Mode, 5, 30));
        for (var second = 0.0; WithMemory && second <= Minutes * 60; second += 5)
            run.Memory.Add(new Reading<MemorySample>(Start.AddSeconds(second + 0.1),
                Memory(Math.Floor(second / 10) * 10), null));
        for (var second = 0.0; WithMetrics && second <= Minutes * 60; second += 30)
            run.Metrics.Add(new Reading<MetricsSample>(Start.AddSeconds(second + 0.2), Metrics(second + 0.2), null));
        for (var second = 0.0; WithProcess && second <= Minutes * 60; second += 10)
            run.Process.Add(new Reading<ProcessSample>(Start.AddSeconds(second), Process(second), null));
        for (var second = 15.0; WithCollections && second <= Minutes * 60; second += 15)
            run.LiveHeap.Add(new Reading<CollectedHeapSample>(Start.AddSeconds(second),
                new CollectedHeapSample(LiveAt(second), Collections(second), Allocated(second),
                    Start.AddSeconds(second)), null,
                "live-heap"));
        run.Phases.AddRange(Phases);
        return run;
    }

    private static int Index(double hours) => (int)Math.Round(hours * 360);

    private double Period => WithCollections ? 15 : 120;

    /// <summary>The process began 200 s before the run, so that no reading is of its boot.</summary>
    private double Collections(double second) => Math.Floor((second + 200) / Period);

    private double LastCollection(double second) => (Collections(second) * Period) - 200;

    private double LiveAt(double second) => Live(second / 3600) + (10_000 * Ripple(second));

    private static double Allocated(double second) => 1e10 + (160_000 * (second + 200));

    /// <summary>Deterministic, between -1 and 1, without a trend.</summary>
    private static double Ripple(double second) => Math.Sin(second * 12.9898) * Math.Cos(second * 78.233);

    private double HeapAlloc(double second) =>
        LiveAt(LastCollection(second)) + (160_000 * (second - LastCollection(second)));

    private double Rss(double second) =>
        (90 * ByteSize.MiB) + (Live(second / 3600) - Live(0)) + (4096 * Math.Round(200 * Ripple(second)));

    private MemorySample Memory(double second) => new(
        Rss(second), HeapAlloc(second), HeapAlloc(second) + 1e6, Collections(second), Goroutines(second / 3600),
        Modules(second / 3600));

    private MetricsSample Metrics(double second) => new()
    {
        StartTimeSeconds = (Start - Age).ToUnixTimeSeconds(),
        GcCount = Collections(second),
        LastGcSeconds = Start.ToUnixTimeSeconds() + LastCollection(second),
        NextGc = LiveAt(LastCollection(second)) * (1 + (GoGc / 100)),
        GoGcPercent = GoGc,
        MemoryLimit = 9.223372036854776e18,
        HeapAlloc = HeapAlloc(second),
        HeapInuse = HeapAlloc(second) + 1e6,
        HeapIdle = 1e8,
        HeapReleased = 5e7,
        Sys = HeapAlloc(second) + 1.5e8,
        StackInuse = 2e6,
        AllocTotal = Allocated(second),
        Goroutines = Goroutines(second / 3600),
        Threads = 12,
        OpenFiles = 96,
        RssBytes = Rss(second),
    };

    private ProcessSample Process(double second) => new(4711, Rss(second), Rss(second) / 2, Rss(second) / 2, 12, 96);
}
