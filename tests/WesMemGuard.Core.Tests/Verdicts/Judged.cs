using System.Text;
using WesMemGuard.Budgets;
using WesMemGuard.Reasons;
using WesMemGuard.Runs;
using WesMemGuard.Texts;
using WesMemGuard.Verdicts;
using WesMemGuard.Verdicts.Judging;

namespace WesMemGuard.Core.Tests.Verdicts;

/// <summary>Judges runs against limits as budgets write them.</summary>
internal static class Judged
{
    public const string LiveHeapSlope = """{ "of": "process", "metric": "liveHeap", "growthPerHour": "4 MiB" }""";
    public const string HeapLevels = """
        { "of": "process", "metric": "liveHeap", "growth": { "from": "warm", "to": "settle", "max": "1 MiB" } }
        """;
    public const string HeapReturns = """
        { "of": "process", "metric": "liveHeap", "returnsTo": { "from": "warm", "after": "settle",
        "tolerance": "1 MiB" } }
        """;
    public const string HeapPerTransfer = """
        { "of": "process", "metric": "liveHeap", "phase": "load", "growthPer": { "unit": "transfer", "max": "1 KiB" } }
        """;
    public const string GoroutineSlope = """{ "of": "process", "metric": "goroutines", "growthPerHour": 60 }""";
    public const string RssPeak = """{ "of": "process", "metric": "rss", "peak": "512 MiB" }""";
    public const string PoolReturns = """
        { "of": "mempool.txpool", "metric": "objects", "returnsTo": { "from": "warm", "after": "settle",
        "tolerance": 10 } }
        """;
    public const string PoolPeak = """{ "of": "mempool.txpool", "metric": "bytes", "peak": "1 MiB" }""";

    /// <summary>Limits of growth of every kind and source.</summary>
    public static readonly string[] Growths = [LiveHeapSlope, HeapLevels, HeapReturns, HeapPerTransfer, GoroutineSlope, PoolReturns];

    public static readonly JudgeContext Context =
        new("synthetic", "scenarios/synthetic/budget.json", "runs/synthetic/run.jsonl");

    public static Verdict By(this MemoryRun run, string limit, string warmUp = "5 min") =>
        All(run, warmUp, limit).Verdicts.ShouldHaveSingleItem();

    public static RunVerdict All(MemoryRun run, string warmUp, params string[] limits) =>
        BudgetJudge.Judge(run, Budget(warmUp, limits), Context);

    public static MemoryBudget Budget(string warmUp, params string[] limits) => BudgetFile.Read(
        Encoding.UTF8.GetBytes($$"""
            { "warmUp": "{{warmUp}}", "warmUpFrom": "run", "limits": [{{"\n"}}{{string.Join(",\n", limits)}} ] }
            """), "budget.json");

    /// <summary>The outcome, and a part of the reason: right for the right reason.</summary>
    public static void ShouldBe(this Verdict verdict, Outcome outcome, string because)
    {
        verdict.Outcome.ShouldBe(outcome, verdict.Message.In(Language.English));
        verdict.Reason.In(Language.English).ShouldContain(because, Case.Sensitive,
            verdict.Message.In(Language.English));
        verdict.Message.In(Language.English).ShouldNotBeEmpty();
    }
}
