using System.Collections.Concurrent;
using WesMemGuard.Budgets;
using WesMemGuard.Diagnosis;
using WesMemGuard.Harness.Diagnosing;
using WesMemGuard.Harness.Live;
using WesMemGuard.Harness.Runs;
using WesMemGuard.Harness.Targets;
using WesMemGuard.Measurement;
using WesMemGuard.Node.Processes;
using WesMemGuard.Runs;
using WesMemGuard.Verdicts;
using WesMemGuard.Verdicts.Judging;

namespace WesMemGuard.GoProcess.Tests;

/// <summary>
/// A real Go process in each of its kinds, looked at for 100 s with a collection at each look, all kinds at once: each
/// leak is named by its class and breaks a budget on its metric, and what only looks like a leak is never harm.
/// </summary>
[Parallelizable(ParallelScope.Self)]
internal sealed class LiveGoTests
{
    private const double Rate = 1200;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(5), Every = TimeSpan.FromSeconds(2), Length =
        TimeSpan.FromSeconds(100);

    /// <summary>
    /// Each leak: its rate an hour, what diagnose must name it, and the metric whose budget it must break.
    /// </summary>
    private static readonly (string Kind, double Rate, Problem Problem, Metric Metric)[] Leaks =
    [
        ("heap", Rate, Problems.FunctionGrowth, Metric.LiveHeap),
        ("timers", 200_000, Problems.FunctionGrowth, Metric.LiveHeap),
        ("goroutines", 7200, Problems.GoroutineGrowth, Metric.Goroutines),
        ("cgo", Rate, Problems.NativeGrowth, Metric.Native),
        ("mmap", Rate, Problems.NativeGrowth, Metric.Native),
        ("files", Rate, Problems.MappedGrowth, Metric.Mapped),
        ("fragmentation", 2400, Problems.FragmentationGrowth, Metric.Fragmentation),
        ("threads", Rate, Problems.ThreadGrowth, Metric.Threads),
    ];

    private static readonly string[] Clean = ["flat", "saw", "cache", "warmup", "ballast", "churn"];

    private readonly ConcurrentDictionary<string, MemoryRun> _runs = new();

    private static IEnumerable<TestCaseData> LeakCases =>
        Leaks.Select(l => new TestCaseData(l.Kind, l.Problem, l.Metric).SetArgDisplayNames(l.Kind));

    [OneTimeSetUp]
    public async Task Look_at_every_kind()
    {
        using var folder = new TemporaryFolder();
        var program = await GoProgram.BuildAsync(folder.Path);
        var kinds = Leaks.Select(l => (l.Kind, l.Rate)).Concat(Clean.Select(kind => (Kind: kind, Rate: 2400.0)));
        await Task.WhenAll(kinds.Select(async k => _runs[k.Kind] = await LookAsync(program, k.Kind, k.Rate)));
    }

    [TestCaseSource(nameof(LeakCases))]
    public void A_leak_is_named_by_its_class_and_breaks_its_budget(string kind, Problem problem, Metric metric)
    {
        var found = Diagnosed(kind);
        TestContext.Out.WriteLine(Said(found));

        found.Outcome.ShouldBe(Outcome.Broken);
        found.Found[0].Problem.ShouldBe(problem, Said(found));
        var verdict = Judged(kind, metric);
        verdict.Outcome.ShouldBe(Outcome.Broken, verdict.Message.ToString());
        var rate = Leaks.Single(l => l.Kind == kind).Rate;
        if (kind is not "timers")
            verdict.Value!.Value.ShouldBe(rate, 0.15 * rate);
    }

    [TestCaseSource(nameof(LeakCases))]
    public void A_leak_outside_the_heap_breaks_no_budget_on_the_live_heap(string kind, Problem problem, Metric metric)
    {
        if (problem != Problems.FunctionGrowth)
            Judged(kind, Metric.LiveHeap).Outcome.ShouldNotBe(Outcome.Broken, metric.Name());
    }

    [TestCaseSource(nameof(Clean))]
    public void What_is_no_leak_is_never_harm_and_breaks_nothing(string kind)
    {
        var found = Diagnosed(kind);
        TestContext.Out.WriteLine(Said(found));

        found.Found.Where(f => f.Rank == ProblemRank.Harm).ShouldBeEmpty(Said(found));
        foreach (var metric in new[] { Metric.LiveHeap, Metric.Goroutines, Metric.Native, Metric.Mapped, Metric.Threads })
            Judged(kind, metric).Outcome.ShouldBeOneOf(Outcome.Held, Outcome.Inconclusive);
    }

    [Test]
    public void A_process_that_does_nothing_is_held_on_every_metric()
    {
        foreach (var metric in new[] { Metric.LiveHeap, Metric.Goroutines, Metric.Native, Metric.Mapped, Metric.Stacks,
            Metric.RuntimeMemory, Metric.Threads })
            Judged("flat", metric).Outcome.ShouldBe(Outcome.Held, metric.Name());
    }

    private static async Task<MemoryRun> LookAsync(string program, string kind, double rate)
    {
        using var running = await GoProgram.StartAsync(program, kind, rate);
        var look = new RepeatedLookOptions(running.Address, 1 + (int)(Length / Every), Every)
        {
            Collects = true,
            Process = LocalProcess.Behind(running.Address.Http, TimeProvider.System),
        };
        return await RepeatedLook.TakeAsync(look, LiveClock.Of(TimeProvider.System), default);
    }

    private NodeDiagnosis Diagnosed(string kind) => RunDiagnosis.Of(new RunSource(_runs[kind], kind), WarmUp).Found;

    /// <summary>Budgets of a twentieth of the leak: 60 MiB an hour, or as many things.</summary>
    private Verdict Judged(string kind, Metric metric)
    {
        var rule = new GrowthPerHour(metric.IsSize() ? Rate / 20 * ByteSize.MiB : Rate / 20);
        var limit =
            new Limit { Metric = metric, Rule = rule, Text = LimitRuleText.Of(rule, metric.IsSize()), Line = 1, Column = 1 };
        return BudgetJudge.Judge(_runs[kind], new MemoryBudget(WarmUp, [limit], "budget.json"),
            new JudgeContext(kind, "budget.json", kind)).Verdicts[0];
    }

    private static string Said(NodeDiagnosis found)
    {
        var words = new DiagnosisText(Texts.Language.English);
        var told = found.Found.Select(f => $"{f.Problem.Id} {f.Rank}: {string.Join("; ", f.Evidence.Select(words.Of))}")
            .Concat(found.Undecided.Select(words.Of));
        return string.Join(" | ", told.DefaultIfEmpty("nothing"));
    }
}
