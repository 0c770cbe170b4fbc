using WesMemGuard.Budgets;
using WesMemGuard.Diagnosis;
using WesMemGuard.Harness.Diagnosing;
using WesMemGuard.Harness.Runs;
using WesMemGuard.Measurement;
using WesMemGuard.Runs;
using WesMemGuard.Verdicts;
using WesMemGuard.Verdicts.Judging;

namespace WesMemGuard.Harness.Tests.Diagnosing;

/// <summary>
/// Growth of 60 MiB an hour put into each class of real recordings of an idle node: named by its class, and no budget
/// on another class breaks.
/// </summary>
internal sealed class PutGrowthTests
{
    private const double PerHour = 60 * ByteSize.MiB;

    private static readonly (string Kind, string Problem, Metric Metric)[] Kinds =
    [
        ("native", "native-growth", Metric.Native), ("fragmented", "fragmentation-growth", Metric.Fragmentation),
            ("idle", "idle-heap-growth", Metric.IdleHeap),
        ("stacks", "stack-growth", Metric.Stacks), ("runtime", "runtime-growth", Metric.RuntimeMemory),
            ("files", "mapped-growth", Metric.Mapped),
        ("goheap", "unexplained-growth", Metric.LiveHeap), ("goroutines", "goroutines-by-function", Metric.Stacks),
    ];

    private static IEnumerable<TestCaseData> Cases => new[] { "idle", "many-clients", "subscribers" }
        .SelectMany(recording =>
            Kinds.Select(k => new TestCaseData(recording, k.Kind, k.Problem, k.Metric).SetArgDisplayNames(recording, k.Kind)));

    [TestCaseSource(nameof(Cases))]
    public async Task Growth_is_named_by_its_class_and_breaks_a_budget_on_it_alone(string recording, string kind,
        string problem, Metric metric)
    {
        var whole = await RunSource.OpenAsync(RepositoryFolder.Recording(recording), recording, TimeSpan.FromMinutes(5), default);
        var run = PutGrowth.Into(whole.Run, kind, PerHour);

        var found = RunDiagnosis.Of(new RunSource(run, recording)).Found;

        found.Outcome.ShouldBe(Outcome.Broken);
        var first = found.Found.Where(f => f.Rank == ProblemRank.Harm).ToList().ShouldHaveSingleItem();
        first.Problem.Id.ShouldBe(problem);
        first.BytesPerHour.ShouldNotBeNull().ShouldBeInRange(PerHour / 3, 1.1 * PerHour);
        Metric[] classes = [Metric.LiveHeap, Metric.Native, Metric.Fragmentation, Metric.Stacks, Metric.RuntimeMemory, Metric.Mapped];
        foreach (var other in classes.Append(metric).Distinct())
            (Judged(run, other).Outcome == Outcome.Broken).ShouldBe(other == metric, $"{other} beside {kind}");
    }

    [TestCase("native", "native-growth")]
    [TestCase("files", "mapped-growth")]
    [TestCase("goheap", "unexplained-growth")]
    [TestCase("goroutines", "goroutines-by-function")]
    public async Task Of_another_service_nothing_is_advised_that_only_a_node_has(string kind, string problem)
    {
        var whole = await RunSource.OpenAsync(RepositoryFolder.Recording("idle"), "idle", TimeSpan.FromMinutes(5), default);
        var run = PutGrowth.Into(whole.Run, kind, PerHour);
        var ofNode = RunDiagnosis.Of(new RunSource(run, "idle")).Found.Found[0];
        run.Memory.Clear();
        run.Blocks.Clear();

        var found = RunDiagnosis.Of(new RunSource(run, "service")).Found.Found[0];

        (found.Problem.Id, found.IsOfNode, ofNode.IsOfNode).ShouldBe((problem, false, true));
        foreach (var words in new[] { new DiagnosisText(Texts.Language.English), new DiagnosisText(Texts.Language.Chinese) })
        {
            words.StepsOf(found).Count.ShouldBe(words.StepsOf(ofNode).Count);
            words.StepsOf(found).ShouldNotBe(words.StepsOf(ofNode));
            words.StepsOf(found).ShouldAllBe(step => !step.Contains("Badger") && !step.Contains("wasmer") && !step.Contains("node")
                && !step.Contains("28686"));
        }
    }

    [Test]
    public async Task Without_it_no_class_grows_and_the_level_of_native_memory_is_not_held_where_arenas_were_never_touched()
    {
        var run = (await RunSource.OpenAsync(RepositoryFolder.Recording("idle"), "idle", TimeSpan.FromMinutes(5), default)).Run;

        RunDiagnosis.Of(new RunSource(run, "idle")).Found.Outcome.ShouldBe(Outcome.Held);
        var limit = new Limit { Metric = Metric.Native, Rule = new Peak(64 * ByteSize.MiB), Text = "peak", Line = 1, Column = 1 };
        BudgetJudge.Judge(run, new MemoryBudget(TimeSpan.Zero, [limit], "b"),
            new JudgeContext("idle", "b", "r")).Verdicts[0].Outcome.ShouldBe(Outcome.Inconclusive);
    }

    private static Verdict Judged(MemoryRun run, Metric metric)
    {
        var limit = new Limit { Metric = metric, Rule = new GrowthPerHour(24 * ByteSize.MiB), Text = "growth", Line = 1, Column = 1 };
        return BudgetJudge.Judge(run, new MemoryBudget(MemoryBudget.DefaultWarmUp, [limit], "b"),
            new JudgeContext("put", "b", "r")).Verdicts[0];
    }
}
