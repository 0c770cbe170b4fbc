using WesMemGuard.Budgets;
using WesMemGuard.Harness.Diagnosing;
using WesMemGuard.Harness.Live;
using WesMemGuard.Harness.Targets;
using WesMemGuard.LiveHeap;
using WesMemGuard.Measurement;
using WesMemGuard.Node;
using WesMemGuard.Node.Processes;
using WesMemGuard.Runs;
using WesMemGuard.Statistics;
using WesMemGuard.Verdicts;
using WesMemGuard.Verdicts.Judging;

namespace WesMemGuard.GoProcess.Tests;

/// <summary>
/// The live heap of a real Go process by its page alone, with settings of every kind, beside a collection that is
/// forced at the end: a value, a bracket or a bound that holds it, and no peak below it is held.
/// </summary>
internal sealed class LiveHeapTests
{
    /// <summary>The truth is of another collection than the last on the page, a moment later.</summary>
    private const double Moment = 0.01;

    private static readonly (string Kind, string? Settings, bool Hides, bool HasValue)[] Processes =
    [
        ("settled", null, false, true),
        ("settled", "GOGC=50", true, true),
        ("settled", "GOGC=200", true, true),
        ("settled", "GOMEMLIMIT=100MiB", false, false),
        ("settled", "GOMEMLIMIT=100MiB", true, false),
        ("settled", "GOGC=off", true, false),
        ("goroutines10k", null, false, true),
        ("goroutines10k", "GOGC=50", true, true),
    ];

    private readonly Dictionary<string, (MemoryRun Run, double Truth)> _seen = [];

    private static IEnumerable<TestCaseData> Cases =>
        Processes.Select(p => (Name: Name(p.Kind, p.Settings, p.Hides), p.HasValue))
            .Select(p => new TestCaseData(p.Name, p.HasValue).SetArgDisplayNames(p.Name));

    [OneTimeSetUp]
    public async Task Look_at_every_process()
    {
        using var folder = new TemporaryFolder();
        var program = await GoProgram.BuildAsync(folder.Path);
        var looks = await Task.WhenAll(Processes.Select(async p =>
            (Name(p.Kind, p.Settings, p.Hides), await LookAsync(program, p.Kind, p.Settings, p.Hides))));
        foreach (var (name, seen) in looks)
            _seen[name] = seen;
    }

    [TestCaseSource(nameof(Cases))]
    public void What_is_said_holds_the_truth(string name, bool hasValue)
    {
        var (run, truth) = _seen[name];
        var series = LiveHeapDecision.Of(run);
        series.Known.ShouldNotBeEmpty();
        // Of the later ones the median: where others keep the machine busy, a collection now and then marks for so long that more
        // is allocated meanwhile than at any other.
        var late = series.Known.Skip(series.Known.Count / 2).ToList();
        var least = Median.Of([.. late.Select(point => point.Low - point.Floating)]);
        var most = Median.Of([.. late.Select(point => point.High)]);
        TestContext.Out.WriteLine($"{name}: {truth:0} in {least:0} .. {most:0}, {series.Points.Count} points, {series.WhyNone?.Id}");

        least.ShouldBeLessThanOrEqualTo(truth * (1 + Moment));
        most.ShouldBeGreaterThanOrEqualTo(truth * (1 - Moment));
        (series.Points.Count > 0).ShouldBe(hasValue);
    }

    [TestCaseSource(nameof(Cases))]
    public void No_peak_below_the_truth_is_held(string name, bool hasValue)
    {
        var (run, truth) = _seen[name];

        Judged(run, 0.9 * truth).ShouldNotBe(Outcome.Held);
        Judged(run, hasValue ? 2.5 * truth : 1e12).ShouldBe(Outcome.Held);
    }

    private static async Task<(MemoryRun Run, double Truth)> LookAsync(string program, string kind, string? settings,
        bool hides)
    {
        using var running = await GoProgram.StartAsync(program, kind, 1, settings, hides);
        var look = new RepeatedLookOptions(running.Address, 41, TimeSpan.FromSeconds(1))
        {
            Process = LocalProcess.Behind(running.Address.Http, TimeProvider.System),
        };
        var run = await RepeatedLook.TakeAsync(look, LiveClock.Of(TimeProvider.System), default);
        using var client = new NodeClient(running.Address, TimeProvider.System);
        var least = double.MaxValue;
        // What is allocated until it is read counts too: of several the least has none of it.
        for (var i = 0; i < 8; i++)
            least = Math.Min(least, (await client.CollectedHeapAsync(default)).Sample.ShouldNotBeNull().HeapAlloc);
        return (run, least);
    }

    private static Outcome Judged(MemoryRun run, double bytes)
    {
        var rule = new Peak(bytes);
        var limit = new Limit { Metric = Metric.LiveHeap, Rule = rule, Text = LimitRuleText.Of(rule, isSize: true), Line = 1, Column = 1 };
        return BudgetJudge.Judge(run, new MemoryBudget(TimeSpan.FromSeconds(5), [limit], "budget.json"),
            new JudgeContext("settings", "budget.json", "settings")).Verdicts[0].Outcome;
    }

    private static string Name(string kind, string? settings, bool hides) =>
        $"{kind} {settings ?? "as usual"}{(hides ? ", untold" : "")}";
}
