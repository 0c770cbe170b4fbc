using WesMemGuard.Budgets;
using WesMemGuard.Diagnosis;
using WesMemGuard.Harness.Diagnosing;
using WesMemGuard.Measurement;
using WesMemGuard.Verdicts;
using WesMemGuard.Verdicts.Judging;

namespace WesMemGuard.Harness.Tests.Diagnosing;

/// <summary>
/// What <c>judge</c> holds, <c>diagnose</c> never calls harm, and what <c>judge</c> breaks is never "no problem":
/// over all recordings and their logs.
/// </summary>
[Parallelizable(ParallelScope.All)]
internal sealed class JudgeAgreesTests
{
    private static readonly Problem[] OfTheHeap =
        [Problems.FunctionGrowth, Problems.UnexplainedGrowth, Problems.RateLimiterMap, Problems.IsolationMap, Problems.PoolQueue];

    /// <summary>
    /// What the judge is asked of, beside the heap, and the problem that must not be harm where it holds.
    /// </summary>
    private static readonly (Metric Metric, double Most, Problem Problem)[] Classes =
    [
        (Metric.Goroutines, 30, Problems.GoroutineGrowth), (Metric.Goroutines, 30, Problems.Subscriptions),
        (Metric.Native, 4 * ByteSize.MiB, Problems.NativeGrowth), (Metric.Fragmentation, 8 * ByteSize.MiB, Problems.FragmentationGrowth),
        (Metric.IdleHeap, 8 * ByteSize.MiB, Problems.IdleHeapGrowth), (Metric.Stacks, 4 * ByteSize.MiB, Problems.StackGrowth),
        (Metric.RuntimeMemory, 8 * ByteSize.MiB, Problems.RuntimeGrowth), (Metric.Mapped, 24 * ByteSize.MiB, Problems.MappedGrowth),
        (Metric.Threads, 6, Problems.ThreadGrowth),
    ];

    private static IEnumerable<TestCaseData> Paths => Directory.GetDirectories(Path.Combine(RepositoryFolder.Scenarios,
        "_recordings"))
        .SelectMany(folder => new[] { folder, Path.Combine(folder, "logs") }).Where(Directory.Exists)
        .Select(path => new TestCaseData(path).SetArgDisplayNames(Path.GetRelativePath(RepositoryFolder.Scenarios, path)));

    [Test]
    public void There_are_recordings_and_logs() => Paths.Count().ShouldBeGreaterThan(35);

    [TestCaseSource(nameof(Paths))]
    public async Task Judge_and_diagnose_agree(string path)
    {
        var seen = await RunDiagnosis.OfAsync(path, path, TimeSpan.FromMinutes(5), default);
        var (live, goroutines) = (Judged(seen, Metric.LiveHeap, 4 * ByteSize.MiB), Judged(seen, Metric.Goroutines, 30));

        if (live.Outcome == Outcome.Held)
            seen.Found.Found.Where(f => f.Rank == ProblemRank.Harm
                && OfTheHeap.Contains(f.Problem)).ShouldBeEmpty(live.Evidence);
        foreach (var (metric, most, problem) in Classes.Where(c => Judged(seen, c.Metric, c.Most).Outcome == Outcome.Held))
            seen.Found.Found.Where(f => f.Rank == ProblemRank.Harm).ShouldNotContain(f => f.Problem == problem,
                $"{metric} {most} is held");
        if (live.Outcome == Outcome.Broken || goroutines.Outcome == Outcome.Broken)
            seen.Found.Outcome.ShouldBeOneOf(Outcome.Broken, Outcome.Inconclusive);
        if (live.Outcome == Outcome.Inconclusive)
            seen.Found.Outcome.ShouldNotBe(Outcome.Held, "a growth that can't be told yet is said");
    }

    private static Verdict Judged(RunDiagnosis seen, Metric metric, double most)
    {
        var limit =
            new Limit { Metric = metric, Rule = new GrowthPerHour(most), Text = "growth", Line = 1, Column = 1 };
        return BudgetJudge.Judge(seen.Source.Run, new MemoryBudget(MemoryBudget.DefaultWarmUp, [limit], "b"),
            new JudgeContext("x", "b", "r")).Verdicts[0];
    }
}
