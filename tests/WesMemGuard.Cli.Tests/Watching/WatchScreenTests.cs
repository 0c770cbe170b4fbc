using System.Text;
using Spectre.Console;
using WesMemGuard.Budgets;
using WesMemGuard.Cli.Output;
using WesMemGuard.Cli.Output.Watching;
using WesMemGuard.Harness.Runs;
using WesMemGuard.Harness.Watching;
using WesMemGuard.Runs;
using WesMemGuard.Texts;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Cli.Tests.Watching;

/// <summary>The screen, drawn to a text.</summary>
internal sealed class WatchScreenTests
{
    private const string Evil = "a\u001b[31m\u202e[red]b[/]\n\u0007" + "中文中文中文中文中文中文中文中文中文中文";

    private static readonly MemoryBudget Budget = BudgetFile.Read(
        Encoding.UTF8.GetBytes("""
            { "limits": [
                { "of": "process", "metric": "liveHeap", "growthPerHour": "4 MiB" },
                { "of": "process", "metric": "rss", "peak": "60 MiB" },
                { "of": "process", "metric": "goroutines", "phase": "later", "peak": 1000 } ] }
            """), "budget.json");

    private MemoryRun _run = null!;

    [OneTimeSetUp]
    public async Task Read() =>
        _run = (await RunSource.OpenAsync(RepositoryFolder.Recording("live-heap-planted-ispc-12"), "x",
            TimeSpan.FromMinutes(2),
        default)).Run;

    [TestCase(80, 24, Language.English)]
    [TestCase(80, 24, Language.Chinese)]
    [TestCase(140, 40, Language.English)]
    [TestCase(60, 14, Language.English)]
    [TestCase(40, 10, Language.Chinese)]
    public void It_fits_the_terminal(int width, int height, Language language)
    {
        var lines = Draw(_run, width, height, language: language);

        lines.Length.ShouldBeLessThan(height);
        lines.ShouldAllBe(l => Spectre.Console.Rendering.Segment.CellCount(new[] { new Spectre.Console.Rendering.Segment(l) }) <= width);
        lines.ShouldContain(l => l.Contains("liveHeap", StringComparison.Ordinal));
    }

    [Test]
    public void It_shows_figures_slopes_budget_and_modules()
    {
        var lines = Draw(_run, 140, 40);

        lines[0].ShouldContain("http://127.0.0.1:28680  00:");
        lines[0].ShouldContain("phase reads");
        Line(lines, "liveHeap ").ShouldContain(" MiB/h (");
        Line(lines, "goroutines ").ShouldNotContain("MiB");
        Line(lines, "liveHeap growthPerHour <= 4.0 MiB").ShouldContain("[##########]");
        Line(lines, "liveHeap growthPerHour <= 4.0 MiB").ShouldContain("broken");
        Line(lines, "goroutines peak <= 1000 in later").ShouldContain("waits: later");
        Line(lines, "storage ").ShouldContain(" 4 ");
        lines[^1].ShouldContain("q  quit");
    }

    [TestCase(80, 24)]
    [TestCase(60, 24)]
    [TestCase(140, 40)]
    public void Figures_are_whole_and_no_row_wraps(int width, int height)
    {
        var big = new MemoryRun(_run.Header);
        big.Metrics.AddRange(_run.Metrics);
        big.Memory.AddRange(_run.Memory.Select(r => r with
        {
            Sample = r.Sample is null ? null
                : r.Sample with
                {
                    RssBytes = 123_456_789_012,
                    Modules = [new ModuleSample("mempool.txpool", "", 1_234_567, 12_345_678_901, 9, 8)]
                },
        }));

        var lines = Draw(big, width, height);

        Line(lines, "rss ").ShouldContain("117,737.6 MiB");
        Line(lines, "mempool.txpool ").ShouldContain("1,234,567");
        if (width >= 80)
            Line(lines, "mempool.txpool ").ShouldContain("12,345,678,901");
        Line(lines, "liveHeap ").ShouldContain(" MiB/h (");
        lines.Where(l => l.StartsWith("liveHeap ", StringComparison.Ordinal)).First().ShouldNotContain("…");
        lines.Length.ShouldBe(lines.Count(l => l.Length > 0));
    }

    [Test]
    public void Modules_that_find_no_room_are_counted() =>
        Draw(_run, 80, 20)
        .ShouldContain(l => l.StartsWith("and ", StringComparison.Ordinal)
            && l.EndsWith(" more", StringComparison.Ordinal));

    [Test]
    public void A_node_that_is_gone_is_said_so() =>
        Draw(_run, 80, 24, gone: true)[1].ShouldStartWith("NO ANSWER for 00:01:00");

    [Test]
    public void A_run_without_anything_yet_has_a_screen_too() =>
        Line(Draw(new MemoryRun(new RunHeader("x", "watch", _run.Header.StartedAt, RunOrigin.Live)), 80,
            24), "liveHeap ").ShouldContain("-");

    [Test]
    public void What_a_node_says_can_neither_steer_the_terminal_nor_be_markup()
    {
        var evil = new MemoryRun(_run.Header);
        evil.Metrics.AddRange(_run.Metrics);
        evil.Memory.AddRange(
            _run.Memory.Select(r =>
            r with { Sample = r.Sample is null ? null : r.Sample with { Modules = [new ModuleSample(Evil, Evil, 3, 3, 3, 3)] } }));
        evil.Memory.Add(evil.Memory[^1] with { Sample = null, Miss = new Miss(MissKind.Unexpected, Evil) });

        var said = string.Join('\n', Draw(evil, 140, 40, gone: true));

        said.Where(c => char.IsControl(c) && c != '\n').ShouldBeEmpty();
        said.ShouldNotContain("\u202e");
        said.ShouldContain("a\\u001B[31m");
        said.Split('\n')
            .ShouldAllBe(l => Spectre.Console.Rendering.Segment.CellCount(new[] { new Spectre.Console.Rendering.Segment(l) }) <= 140);
        Should.NotThrow(() => WatchLine.Of(Moment(evil, false), View(evil))).ShouldNotContain("\u001b");
    }

    private static string Line(string[] lines, string start) =>
        lines.First(l => l.StartsWith(start, StringComparison.Ordinal));

    private static WatchView View(MemoryRun run) =>
        WatchView.Of(run, Budget, new JudgeContext("watch", "budget.json", "run.jsonl"));

    private static WatchMoment Moment(MemoryRun run, bool gone)
    {
        var now = run.Memory.Count > 0 ? run.Memory[^1].At : run.Header.StartedAt;
        return new WatchMoment("reads", now, now.AddMinutes(-1), gone, new ReadingCounts().Of(run), () => run);
    }

    private static string[] Draw(MemoryRun run, int width, int height, bool gone = false,
        Language language = Language.English)
    {
        using var text = new StringWriter();
        var console = Terminal.Of(text, isTerminal: false, width);
        console.Write(new WatchScreen(new Uri("http://127.0.0.1:28680"), "runs/x", language)
            .Of(Moment(run, gone), View(run), width, height));
        return text.ToString().ReplaceLineEndings("\n").TrimEnd('\n').Split('\n').Select(l => l.TrimEnd()).ToArray();
    }
}
