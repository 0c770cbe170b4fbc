using WesMemGuard.Runs;

namespace WesMemGuard.Bench.Shapes;

/// <summary>
/// A WES node of known growth in virtual time, with the figures of the recordings: 971 MiB live, 12 MiB of warm-up, garbage up to
/// as much again over it (a swing of 950 MB and more), a collection when it is full or after two minutes, and a start that is never
/// twice the same. The noise on a collection is that of the residuals there: 0.06 MiB at rest (<c>idle</c>), 0.9 MiB under transfers
/// (<c>transfers</c>), 0.06 MiB of those that were asked for, of which one in 17 is up to 5 MiB too high (<c>transfers-long</c>).
/// </summary>
internal sealed record BuildProcess
{
    private const double MiB = 1024 * 1024;
    private const double Step = 1;
    private static readonly DateTimeOffset Start = new(2026, 11, 29, 12, 0, 0, TimeSpan.Zero);

    /// <summary>How long it runs.</summary>
    public double Minutes { get; init; } = 15;

    /// <summary>Transfers a second; 0: it rests.</summary>
    public double Rate { get; init; } = 1;

    /// <summary>Seconds between two collections that are asked for (<c>gc=1</c>); null: none is.</summary>
    public int? GcEvery { get; init; }

    /// <summary>
    /// By which share the slow course of two processes of one build differs at most: no recording tells, as none has two nodes under
    /// one load.
    /// </summary>
    public double Apart { get; init; } = 0.05;

    /// <summary>Bytes an hour that stay.</summary>
    public double PerHour { get; init; }

    /// <summary>Bytes a transfer that stay.</summary>
    public double PerTransfer { get; init; }

    /// <summary>Goroutines an hour that stay.</summary>
    public double GoroutinesPerHour { get; init; }

    /// <summary>Bytes an hour outside the Go heap that stay.</summary>
    public double NativePerHour { get; init; }

    /// <summary>Bytes that it holds from its start on.</summary>
    public double More { get; init; }

    /// <summary>What both builds live through: the chain's and the caches' slow course (alike over 10 min), a value a second.</summary>
    public static double[] Swing(double minutes, Noise noise) => noise.Autoregressive((int)(minutes * 60) + 1, 0.9983, 1 * MiB);

    /// <summary>Its run.</summary>
    /// <param name="swing">What it shares with the process beside it.</param>
    /// <param name="noise">Of its own.</param>
    public MemoryRun Run(double[] swing, Noise noise)
    {
        var run = new MemoryRun(new RunHeader("run", "simulated", Start, RunOrigin.Live, null, 10, 30));
        var own = (Live: (971 * MiB) + More + (0.3 * MiB * noise.Normal()), Warm: 60 * noise.Uniform(0.9, 1.1),
            Share: Rate > 0 ? noise.Uniform(1 - Apart, 1 + Apart) : 0,
            Garbage: (Rate > 0 ? 28 * MiB : 0.15 * MiB) * noise.Uniform(0.95, 1.05));
        var native = noise.Autoregressive(swing.Length, 0.99, 0.5 * MiB);
        double garbage = 300 * MiB, lastGc = 0, atGc = 0;
        var collections = 0;
        for (var second = 0; second < swing.Length; second++)
        {
            var live = own.Live + (12 * MiB * (1 - Math.Exp(-second / own.Warm))) + (own.Share * swing[second])
                + (second * ((PerHour / 3600) + (PerTransfer * Rate)));
            garbage += own.Garbage * Step;
            var isAsked = GcEvery is { } every && second % every == 0;
            if (isAsked || garbage >= live || second - lastGc >= 120)
            {
                (garbage, lastGc, collections) = (0, second, collections + 1);
                atGc = live + (MiB * (isAsked ? Asked(noise) : (Rate > 0 ? 0.9 : 0.06) * noise.Normal()));
                if (isAsked)
                    Collected(run, second, atGc, collections);
            }

            if (second % 10 == 0)
                Take(run, second, live + garbage, collections, noise, native[second]);
            if (second % 30 == 0 || isAsked)
                run.Metrics.Add(new Reading<MetricsSample>(At(second), Page(live + garbage, atGc, lastGc, collections, second), null));
        }

        run.Phases.Add(Phase(swing.Length - 1));
        run.Events.Add(new RunEvent(At(swing.Length - 1), RunEvent.End));
        return run;
    }

    private double Asked(Noise noise) =>
        (0.06 * noise.Normal()) + (Rate > 0 && noise.Uniform(0, 1) < 1.0 / 17 ? noise.Uniform(0.5, 5) : 0);

    private static void Collected(MemoryRun run, int second, double live, int collections) => run.LiveHeap.Add(
        new Reading<CollectedHeapSample>(At(second),
            new CollectedHeapSample(live, collections, 1e9 + (second * 1e6), At(second)) { NextGc = 2 * live }, null));

    private void Take(MemoryRun run, int second, double heap, int collections, Noise noise, double native)
    {
        var goroutines = Math.Round(116 + (GoroutinesPerHour * second / 3600) + ((Rate > 0 ? 2 : 0.5) * noise.Normal()));
        var outside = (40 * MiB) + (NativePerHour * second / 3600) + native;
        var sample = new MemorySample(heap + outside, heap, heap, collections, goroutines, []);
        run.Memory.Add(new Reading<MemorySample>(At(second), sample, null));
        run.Process.Add(new Reading<ProcessSample>(At(second),
            new ProcessSample(4711, (2000 * MiB) + outside, (1950 * MiB) + outside, 50 * MiB, 8, 24), null));
    }

    private static MetricsSample Page(double heap, double atGc, double lastGc, int collections, int second) => new()
    {
        StartTimeSeconds = Start.ToUnixTimeSeconds() - 1,
        GcCount = collections,
        LastGcSeconds = Start.ToUnixTimeSeconds() + lastGc,
        NextGc = 2 * atGc,
        GoGcPercent = 100,
        MemoryLimit = 9.2e18,
        HeapAlloc = heap,
        HeapInuse = heap,
        AllocTotal = 1e9 + (second * 1e6),
        Sys = 1950 * MiB,
        HeapReleased = 0,
        StackInuse = 2 * MiB,
    };

    private Phase Phase(int seconds)
    {
        var sent = (long)(Rate * seconds);
        return Rate > 0 ? new Phase("load", "transfers", Start, At(seconds), Rate, sent, sent, 0, 0)
            : new Phase("rest", "idle", Start, At(seconds), 0, 0, 0, 0, 0);
    }

    private static DateTimeOffset At(double second) => Start.AddSeconds(second);
}
