using WesMemGuard.Budgets;
using WesMemGuard.Input;
using WesMemGuard.Runs;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Reports.Tests;

/// <summary>A run as a node would give it, with names that a hostile one would give.</summary>
internal static class SeenRun
{
    public static readonly DateTimeOffset Start = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    public static readonly string[] HostileNames =
    [
        "<img src=x onerror=alert(1)>",
        "</script><script>alert(1)</script>",
        "\"><svg onload=alert(1)>",
        "' onfocus='alert(1)",
        "\u202Ecod.exe\u202C",
        "| a | **b** | [x](javascript:alert(1)) | `c` | <b> | @everyone | https://evil.example www.evil.example",
        "```\n# heading\n```",
        "&lt;b&gt;",
        new('x', 10_000),
        "]]>\u0000\uD800\uFFFE",
    ];

    /// <summary>A run of so many hours, a sample each 10 s, a page each 30 s.</summary>
    public static MemoryRun Of(double hours, params IReadOnlyList<string> modules)
    {
        var run = new MemoryRun(new RunHeader("20261122-120000-seen", "seen", Start, RunOrigin.Replay, "heuristic"));
        for (var i = 0; i < hours * 360; i++)
        {
            var at = Start.AddSeconds(10 * i);
            var saw = i * 37 % 120;
            run.Memory.Add(new Reading<MemorySample>(at, new MemorySample(
                (100 + saw) * ByteSize.MiB, (900 + (8 * saw)) * ByteSize.MiB, (910 + (8 * saw)) * ByteSize.MiB, i / 12,
                115 + (i % 5),
                [.. modules.Select((m, n) =>
                    new ModuleSample(m, "L3-Coordination", i * 7919 % 997 * (n + 1), i * 104_729 % 1_000_003, i % 89, i % 97))]), null));
            run.Process.Add(new Reading<ProcessSample>(at,
                new ProcessSample(1, (100 + saw) * ByteSize.MiB, (60 + saw) * ByteSize.MiB, 1, 8, 24), null));
            if (i % 3 == 0)
                run.Metrics.Add(new Reading<MetricsSample>(at, Page(i, at), null));
        }

        return run;
    }

    public static Verdict Verdict(Outcome outcome, string of = "process", string reason = "why",
        string message = "a message",
        string? seen = null) => new()
        {
            Of = of,
            Metric = "liveHeap",
            Limit = "growthPerHour",
            Outcome = outcome,
            Value = 12,
            Low = 11.5,
            High = 12.5,
            Budget = 4,
            Unit = "MiB/h",
            Evidence = "next_gc",
            Reason = InputReasons.Verbatim(reason),
            Message = new VerdictMessage(InputReasons.Verbatim(message), seen is null ? null : InputReasons.Verbatim(seen)),
            From = Start.AddMinutes(5),
            To = Start.AddMinutes(40),
            Samples = 20,
        };

    public static MemoryBudget Budget(int limits) =>
        new(TimeSpan.FromMinutes(5), [.. Enumerable.Range(0, limits).Select(_ => Limit)], "budget.json");

    private static Limit Limit { get; } = BudgetFile.Read(
        """{ "limits": [ { "of": "process", "metric": "liveHeap", "growthPerHour": "4 MiB" } ] }"""u8.ToArray(), "budget.json").Limits[0];

    private static MetricsSample Page(int i, DateTimeOffset at) => new()
    {
        StartTimeSeconds = Start.ToUnixTimeSeconds() - 600,
        GcCount = 100 + (i / 12),
        LastGcSeconds = at.ToUnixTimeMilliseconds() / 1000.0 - (i % 12 * 10),
        GoGcPercent = 100,
        NextGc = 2 * (971 + (i / 12 * 12 / 30.0)) * ByteSize.MiB,
        HeapAlloc = 1200 * ByteSize.MiB,
        HeapIdle = 1e8,
        HeapReleased = 1e7,
        Goroutines = 115,
        AllocTotal = i * 1e6,
    };
}
