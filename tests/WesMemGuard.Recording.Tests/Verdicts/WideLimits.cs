using System.Text;
using WesMemGuard.Budgets;
using WesMemGuard.Core.Tests.Verdicts;
using WesMemGuard.Runs;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Recording.Tests.Verdicts;

/// <summary>
/// Limits so wide that only a gate can take <c>held</c> from them: one of each metric that a recording carries, over
/// the whole run, in a phase, and from one phase to another.
/// </summary>
internal static class WideLimits
{
    private static readonly (string Of, string Metric, string? Evidence)[] Metrics =
    [
        ("process", "liveHeap", null), ("process", "liveHeap", "nextGc"), ("process", "liveHeap", "gc"), ("process", "liveHeap", "floors"),
        ("process", "heapAlloc", null), ("process", "rss", null), ("process", "rssAnon", null), ("process", "goroutines", null),
        ("process", "openFiles", null), ("process", "threads", null), ("mempool.txpool", "objects", null),
            ("mempool.txpool", "bytes", null),
        ("block", "objects", null), ("storage", "objects", null), ("network", "cacheItems", null),
    ];

    private static readonly string[] Sizes = ["liveHeap", "heapAlloc", "rss", "rssAnon", "bytes"];

    public static readonly IReadOnlyList<string> Modules = ["mempool.txpool", "block", "storage", "network"];

    /// <summary>The budgets of a run, each with the stretch of time that its limits look at.</summary>
    public static IEnumerable<(MemoryBudget Budget, DateTimeOffset From, DateTimeOffset To)> Of(MemoryRun run,
        Random random)
    {
        var (from, to) = RunFaults.Span(run);
        yield return (Budget(m => $"\"growthPerHour\": {m}"), from, to);
        var long3 = run.Phases.Where(p => p.EndedAt - p.StartedAt >= TimeSpan.FromMinutes(3)).ToList();
        if (long3.Count > 0 && long3[random.Next(long3.Count)] is var phase)
            yield return (Budget(m => $"\"growthPerHour\": {m}, \"phase\": \"{phase.Name}\""), phase.StartedAt, phase.EndedAt);
        if (run.Phases.Count < 2)
            yield break;
        var later = random.Next(1, run.Phases.Count);
        var (first, last) = (run.Phases[random.Next(later)], run.Phases[later]);
        yield return (Budget(m => $"\"growth\": {{ \"from\": \"{first.Name}\", \"to\": \"{last.Name}\", \"max\": {m} }}"),
            first.StartedAt, last.EndedAt);
        yield return (Budget(m => $"\"returnsTo\": {{ \"from\": \"{first.Name}\", \"after\": \"{last.Name}\", \"tolerance\": {m} }}"),
            first.StartedAt, last.EndedAt);
    }

    /// <summary>The source that a verdict rests on.</summary>
    public static Source SourceOf(Verdict verdict) => verdict.Evidence switch
    {
        "memory endpoint" or "floors" => Source.Memory,
        "/metrics" or "next_gc" => Source.Metrics,
        "/proc" => Source.Process,
        "gc=1" => Source.Collected,
        _ => throw new ArgumentOutOfRangeException(nameof(verdict), verdict.Evidence, "no such evidence"),
    };

    private static MemoryBudget Budget(Func<string, string> rule)
    {
        var limits = Metrics.Select(m =>
            $$"""
                { "of": "{{m.Of}}", "metric": "{{m.Metric}}",
                {{rule(Sizes.Contains(m.Metric) ? "\"1000 GiB\"" : "1000000000")}}
                {{(m.Evidence is null ? "" : $", \"evidence\": \"{m.Evidence}\"")}} }
                """);
        return BudgetFile.Read(Encoding.UTF8.GetBytes($$"""
            { "warmUp": "1 min", "limits": [ {{string.Join(",\n", limits)}} ] }
            """), "budget.json");
    }
}
