using WesMemGuard.Doctor;
using WesMemGuard.Logs.Entries;
using WesMemGuard.Runs;

namespace WesMemGuard.Logs.Tests;

internal sealed class MemoryDoctorRuleTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    [TestCase("transfers", 40)]
    [TestCase("block-reads", 56)]
    [TestCase("cycles-transfers", 27)]
    [TestCase("stalled-chain", 47)]
    [TestCase("minimal-mode", 41)]
    [TestCase("pool-flood", 35)]
    [TestCase("restarts", 61)]
    [TestCase("many-clients", 0)]
    [TestCase("idle", 0)]
    public async Task The_rule_warns_exactly_where_the_node_did(string name, int warnings)
    {
        var reading = await RealLog.Read(name);

        var logged = reading.Events.Where(e => e.Kind == LogEventKind.TrendWarning).ToList();
        var ruled = MemoryDoctorRule.Warnings(reading.Run);

        logged.Count.ShouldBe(warnings);
        ruled.ShouldAllBe(w => w.Kind == DoctorRule.RssGrowth);
        ruled.Select(w => w.Value).ShouldBe(logged.Select(e => e.Figure("growth_bytes")!.Value));
        ruled.Zip(logged, (w, e) => Math.Abs((w.At - e.At).TotalSeconds)).ShouldAllBe(s => s < 1);
    }

    [Test]
    public void Just_100_MiB_in_the_window_is_no_warning_and_a_KiB_more_is()
    {
        Rule(0, 100 * 1024).ShouldBeEmpty();
        Rule(0, (100 * 1024) + 1).ShouldHaveSingleItem()
            .ShouldBe(new DoctorWarning(Start.AddSeconds(10), DoctorRule.RssGrowth, (100 * 1048576) + 1024, Start));
    }

    [Test]
    public void The_window_holds_thirty_samples()
    {
        var flat = Enumerable.Repeat(200.0 * 1024, 30).ToArray();

        Rule([0, .. flat[..29]]).Count.ShouldBe(29);
        Rule([0, .. flat]).Count.ShouldBe(29);
    }

    [Test]
    public void Another_process_begins_another_window()
    {
        var run = Run((0, 50, 10), (200 * 1024, 3, 10));

        MemoryDoctorRule.Warnings(run).ShouldBeEmpty();
    }

    [TestCase(4999, DoctorRule.GoroutineGrowth)]
    [TestCase(5000, DoctorRule.GoroutinesHigh, DoctorRule.GoroutineGrowth)]
    [TestCase(10000, DoctorRule.GoroutinesCritical, DoctorRule.GoroutineGrowth)]
    public void Goroutines_are_judged_by_number_and_rate(int goroutines, params DoctorRule[] rules) =>
        MemoryDoctorRule.Warnings(Run((0, 1, 4000), (0, 1, goroutines))).Select(w => w.Kind).ShouldBe(rules);

    [Test]
    public void Five_hundred_goroutines_a_minute_are_no_warning_and_more_are()
    {
        MemoryDoctorRule.Warnings(Run([(0, 1, 100), (0, 1, 183), (0, 1, 266), (0, 1, 350)])).ShouldBeEmpty();
        MemoryDoctorRule.Warnings(Run([(0, 1, 100), (0, 1, 183), (0, 1, 266), (0, 1, 351)]))
            .ShouldHaveSingleItem().Value.ShouldBe(502, 1e-6);
    }

    private static IReadOnlyList<DoctorWarning> Rule(params double[] rssKiB) =>
        MemoryDoctorRule.Warnings(Run([.. rssKiB.Select((r, i) => (r, i + 1.0, 10.0))]));

    private static MemoryRun Run(params (double RssKiB, double Gc, double Goroutines)[] samples)
    {
        var run = new MemoryRun(new RunHeader("x", "x", Start, RunOrigin.Log));
        run.Memory.AddRange(
            samples.Select((s, i) =>
            new Reading<MemorySample>(Start.AddSeconds(10 * i),
            new MemorySample(s.RssKiB * 1024, i + 1, 1, s.Gc, s.Goroutines, []), null)));
        return run;
    }
}
