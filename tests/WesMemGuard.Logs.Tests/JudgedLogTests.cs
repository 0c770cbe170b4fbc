using System.Text;
using WesMemGuard.Budgets;
using WesMemGuard.Reasons;
using WesMemGuard.Runs;
using WesMemGuard.Texts;
using WesMemGuard.Verdicts;
using WesMemGuard.Verdicts.Judging;

namespace WesMemGuard.Logs.Tests;

internal sealed class JudgedLogTests
{
    [Test]
    public async Task Peaks_hold_and_break_on_a_log_as_on_a_live_node()
    {
        var verdicts = await Judge("transfers", """{"of":"process","metric":"rss","peak":"512 MiB"}""", """
            {"of":"mempool.txpool","metric":"objects","peak":100}
            """, """{"of":"process","metric":"goroutines","peak":150}""");

        verdicts.Select(v => v.Outcome).ShouldBe([Outcome.Broken, Outcome.Held, Outcome.Held]);
        verdicts[0].Message.In(Language.English).ShouldContain("rss in scenario \"transfers\" should stay at or below 512.0 MiB");
        verdicts[0].Message.In(Language.English).ShouldContain("289 samples (log)");
    }

    [Test]
    public async Task The_live_heap_falls_back_to_floors_and_says_why()
    {
        var verdict = (await Judge("idle",
            """{"of":"process","metric":"liveHeap","growthPerHour":"64 MiB"}""")).ShouldHaveSingleItem();

        verdict.Outcome.ShouldNotBe(Outcome.Broken);
        verdict.Outcome.ShouldNotBe(Outcome.NotMeasured);
        verdict.Notices.Select(n => n.In(Language.English)).ShouldContain("floors of heap_alloc are used instead: a log holds no /metrics");
        verdict.Message.In(Language.English).ShouldContain("a log holds no /metrics");
    }

    [Test]
    public async Task A_restart_makes_growth_and_peaks_inconclusive()
    {
        var verdicts = await Judge("restarts", """
            {"of":"process","metric":"heapAlloc","growthPerHour":"4 MiB"}
            """, """{"of":"process","metric":"rss","peak":"8 GiB"}""");

        verdicts[0].Outcome.ShouldBe(Outcome.Inconclusive);
        verdicts[0].Reason.In(Language.English).ShouldContain("gc in memory_sample fell from");
        verdicts[1].Outcome.ShouldBe(Outcome.Inconclusive);
    }

    [Test]
    public async Task At_level_warn_every_limit_is_not_measured_with_the_reason()
    {
        var reading = await RealLog.Read("warn-level-log");
        const string why = "no memory_sample at level warn; set \"log.level\": \"info\"";

        reading.Samples.ShouldBeEmpty();
        reading.Run.Header.Empty!.Why.In(Language.English).ShouldBe(why);
        reading.Notices.Select(n => n.In(Language.English)).ShouldBe([why]);
        var verdicts = Judge(reading.Run, """{"of":"process","metric":"rss","peak":"2 GiB"}""", """
            {"of":"process","metric":"liveHeap","growthPerHour":"4 MiB"}
            """,
            """
                {"of":"mempool.txpool","metric":"objects","peak":100}
                """, """
                    {"of":"process","metric":"goroutines","growthPerHour":60}
                    """, """{"of":"process","metric":"openFiles","peak":100}""");
        verdicts.ShouldAllBe(v => v.Outcome == Outcome.NotMeasured && v.Reason.In(Language.English) == why);
    }

    [Test]
    public async Task The_reason_survives_the_run_file()
    {
        var run = (await RealLog.Read("warn-level-log")).Run;
        using var bytes = new MemoryStream();
        _ = new RunRecorder(run.Header, new RunFileWriter(bytes, (_, _) => { }));

        RunFile.Read(new MemoryStream(bytes.ToArray()), "run.jsonl", _ => null).Header.Empty.ShouldNotBeNull().ShouldBe(run.Header.Empty);
    }

    [Test]
    public async Task In_minimal_mode_bytes_of_the_pool_are_not_measured()
    {
        var verdicts =
            await Judge("minimal-mode", """{"of":"block","metric":"bytes","peak":"1 MiB"}""",
            """{"of":"block","metric":"objects","peak":100}""");

        verdicts[0].Outcome.ShouldBe(Outcome.NotMeasured);
        verdicts[0].Reason.In(Language.English).ShouldContain("\"minimal\"");
        verdicts[1].Outcome.ShouldBe(Outcome.Held);
    }

    [TestCase("", "the log is empty")]
    [TestCase("hello\nworld, this is no log\n", "none of 2 lines is from a log of the node")]
    [TestCase("""
        {"level":"error","timestamp":"2026-01-02T03:04:05Z","message":"x"}
        """ + "\n", "no memory_sample at level error; set \"log.level\": \"info\"")]
    [TestCase("""
        {"level":"info","timestamp":"2026-01-02T03:04:05Z","message":"x"}
        """ + "\n", "no memory_sample in 1 line at level info: the lines with samples were rotated away or filtered out")]
    [TestCase("""
        {"level":"info","timestamp":"2026-01-02T03:04:05Z","message":"memory_sample"}
        """ + "\n", "no memory_sample can be read in 1 line, 1 of which is broken: rss_bytes is missing or no number")]
    public async Task Each_kind_of_empty_log_has_its_reason(string text, string why)
    {
        using var log = new WrittenLog();

        (await log.Read(text)).Run.Header.Empty!.Why.In(Language.English).ShouldBe(why);
    }

    private static async Task<IReadOnlyList<Verdict>> Judge(string name, params string[] limits) =>
        Judge((await RealLog.Read(name)).Run, limits);

    private static IReadOnlyList<Verdict> Judge(MemoryRun run, params string[] limits)
    {
        var budget = BudgetFile.Read(Encoding.UTF8.GetBytes($$"""{ "limits": [ {{string.Join(", ", limits)}} ] }"""),
            "budget.json");
        return BudgetJudge.Judge(run, budget, new JudgeContext(run.Header.Name, "budget.json", "logs")).Verdicts;
    }
}
