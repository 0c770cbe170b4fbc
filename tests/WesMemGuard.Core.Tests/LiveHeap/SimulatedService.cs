using WesMemGuard.Runs;

namespace WesMemGuard.Core.Tests.LiveHeap;

/// <summary>
/// Pages of an invented Go service by the pacer's own formula, with what makes reading its goal hard: goroutines whose
/// stacks are scanned in part, a GOGC that no page tells, a memory limit that binds.
/// </summary>
internal sealed record SimulatedService
{
    private const double Globals = 300_000;
    private static readonly DateTimeOffset Start = new(2026, 11, 29, 12, 0, 0, TimeSpan.Zero);

    /// <summary>Seeds what is random.</summary>
    public required int Seed { get; init; }

    /// <summary>Bytes live by hours.</summary>
    public required Func<double, double> Live { get; init; }

    /// <summary>Bytes of stacks in use by hours.</summary>
    public Func<double, double> Stacks { get; init; } = _ => 1e6;

    /// <summary>The part of the stacks that collections scan.</summary>
    public double Scanned { get; init; } = 0.3;

    public double GoGc { get; init; } = 100;

    /// <summary>Whether the pages tell GOGC and the limit.</summary>
    public bool Tells { get; init; } = true;

    public double Limit { get; init; } = long.MaxValue;

    public double Hours { get; init; } = 1;

    /// <summary>Pages 15 s apart, a collection each 40 s.</summary>
    public MemoryRun Build()
    {
        var random = new Random(Seed);
        var run = new MemoryRun(new RunHeader("20261129-120000-simulated", "simulated", Start, RunOrigin.Live, null, null, 15));
        var (number, next, live, at, pace) = (100.0, 0.0, 0.0, Start, 0.0);
        for (var second = 0.0; second <= 3600 * Hours; second += 15)
        {
            var now = Start.AddSeconds(second);
            if (second == 0 || (now - at).TotalSeconds >= 40)
            {
                (number, at) = (number + 1, now.AddSeconds(-random.NextDouble() * 10));
                var hours = (at - Start).TotalHours;
                live = Live(hours) + (100_000 * (random.NextDouble() - 0.5));
                var share = GoGc / 100;
                next = Math.Max(live + ((live + (Scanned * Stacks(hours)) + Globals) * share),
                    4 * ByteSize.MiB * share);
                next = Math.Min(next, Math.Max(live, LimitGoal(live, hours)));
                pace = (next - live) / 45;
            }

            run.Metrics.Add(new(now, Page(now, number, next, live + Math.Max(0, (now - at).TotalSeconds * pace), at),
                null));
        }

        return run;
    }

    private double LimitGoal(double live, double hours) =>
        Limit > 1e15
            ? double.MaxValue : Limit - NonHeap(hours) - Math.Max(ByteSize.MiB, 0.03 * (Limit - NonHeap(hours)));

    private double NonHeap(double hours) => Stacks(hours) + 5e6;

    private MetricsSample Page(DateTimeOffset now, double number, double next, double alloc, DateTimeOffset collected)
    {
        var hours = (now - Start).TotalHours;
        return new MetricsSample
        {
            StartTimeSeconds = Start.ToUnixTimeSeconds() - 7200,
            GcCount = number,
            LastGcSeconds = (collected - DateTimeOffset.UnixEpoch).TotalSeconds,
            NextGc = next,
            GoGcPercent = Tells ? GoGc : null,
            MemoryLimit = Tells ? Limit : null,
            HeapAlloc = alloc,
            HeapInuse = alloc + 1e6,
            HeapIdle = 1e7,
            HeapReleased = 1e7,
            Sys = alloc + 1e7 + NonHeap(hours),
            StackInuse = Stacks(hours),
            AllocTotal = 1e9 + (now - Start).TotalSeconds,
            Goroutines = 100,
        };
    }
}
