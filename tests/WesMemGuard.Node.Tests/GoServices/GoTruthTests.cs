using System.Globalization;
using WesMemGuard.Budgets;
using WesMemGuard.Node.Answers;
using WesMemGuard.Runs;
using WesMemGuard.Texts;
using WesMemGuard.Verdicts;
using WesMemGuard.Verdicts.Judging;

namespace WesMemGuard.Node.Tests.GoServices;

/// <summary>
/// What is read of real services is a value within 0.5 %, a bracket or a bound that holds the truth, or nothing; never another value.
/// </summary>
internal sealed class GoTruthTests
{
    private static readonly string Folder = Path.Combine(TestContext.CurrentContext.TestDirectory, "GoServices", "Cases");

    [TestCase(true)]
    [TestCase(false)]
    public void No_answer_gives_a_wrong_live_heap(bool seesProcess)
    {
        var rows = GoTruth.Of(Folder, seesProcess);

        rows.Count.ShouldBeGreaterThanOrEqualTo(12);
        foreach (var row in rows)
            TestContext.Out.WriteLine($"{row.File,-44} {row.Says,-8} {row.Truth,12:0} in {row.Low:0} .. {row.High:0} {row.IsRight}");
        rows.Where(r => !r.IsRight).ShouldBeEmpty();
    }

    [TestCase("own-live8.default.metrics.txt", "bracket")]
    [TestCase("own-gor2000.default.metrics.txt", "bracket")]
    [TestCase("own-globals8m.default.metrics.txt", "bracket")]
    [TestCase("own-min-live1.default.metrics.txt", "bound")]
    [TestCase("own-memlimit100m.default.metrics.txt", "bound")]
    [TestCase("own-g19-lim.metrics.txt", "bound")]
    [TestCase("own-g19-50.metrics.txt", "bracket")]
    [TestCase("etcd3.4.metrics.txt", "value")]
    [TestCase("etcd3.4.heap-gc1-debug1.tail.txt", "value")]
    [TestCase("nats2.15.2.debug-vars.json", "bound")]
    [TestCase("otel.metrics.txt", "bound")]
    public void On_the_services_own_machine_it_says(string file, string says) =>
        GoTruth.Of(Folder, seesProcess: true).Single(r => r.File == file).Says.ShouldBe(says);

    [TestCase("own-globals8m.default.metrics.txt")]
    [TestCase("own-g19-50.metrics.txt")]
    [TestCase("own-g19-lim.metrics.txt")]
    [TestCase("own-memlimit100m.default.metrics.txt")]
    public void From_elsewhere_it_says_no_value_of(string file) =>
        GoTruth.Of(Folder, seesProcess: false).Single(r => r.File == file).Says.ShouldNotBe("value");

    [Test]
    public void Goroutines_are_those_that_were_counted() => SmallAnswers
        .Goroutines(File.ReadAllBytes(Path.Combine(Folder, "prometheus2.42.goroutine-debug1.txt"))).Total.ShouldBe(184);

    [Test]
    public void A_leak_of_goroutines_is_not_read_as_one_of_the_heap()
    {
        var exact = Judge(withScan: true, "40 MiB");
        exact.Outcome.ShouldBe(Outcome.Held, exact.Message.In(Language.English));
        exact.Value!.Value.ShouldBe(Judge(withScan: true, "40 MiB", exported: true).Value!.Value, 0.1);
        exact.Value.Value.ShouldBe(19.9, 2);

        var open = Judge(withScan: false, "40 MiB");
        open.Outcome.ShouldBe(Outcome.Inconclusive, open.Message.In(Language.English));
        open.Low!.Value.ShouldBeLessThan(19.9);
        open.High!.Value.ShouldBeGreaterThan(19.9);
        Judge(withScan: false, "400 MiB").Outcome.ShouldBe(Outcome.Held);
    }

    private static Verdict Judge(bool withScan, string limit, bool exported = false)
    {
        var lines = File.ReadAllLines(Path.Combine(Folder, "rt-gorleak.tsv"));
        var names = lines[0].Split('\t');
        var run = new MemoryRun(
            new RunHeader("20261129-000000-gorleak", "gorleak", DateTimeOffset.UnixEpoch, RunOrigin.Live, MetricsInterval: 1));
        foreach (var line in lines.Skip(1))
        {
            var row = names.Zip(line.Split('\t')).ToDictionary(p => p.First, p => double.Parse(p.Second, CultureInfo.InvariantCulture));
            run.Metrics.Add(new(DateTimeOffset.UnixEpoch.AddSeconds(row["t"]), new MetricsSample
            {
                GcCount = row["numgc"],
                NextGc = row["next_gc"],
                HeapLive = exported ? row["live"] : null,
                GoGcPercent = 100,
                MemoryLimit = long.MaxValue,
                StackInuse = row["stack_inuse"],
                ScanStack = withScan ? row["stack_scan"] : null,
                ScanGlobals = 246_762,
                Goroutines = row["goroutines"],
                AllocTotal = row["t"],
            }, null));
        }

        var budget = BudgetFile.Read(System.Text.Encoding.UTF8.GetBytes($$"""
            { "warmUp": "30 s", "limits": [ { "of": "process", "metric": "liveHeap", "growthPerHour": "{{limit}}" } ] }
            """), "budget.json");
        return BudgetJudge.Judge(run, budget, new JudgeContext("gorleak", "budget.json", "run.jsonl")).Verdicts[0];
    }
}
