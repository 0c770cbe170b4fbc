using System.Globalization;
using WesMemGuard.Cli.Baselines;
using WesMemGuard.Cli.Options;
using WesMemGuard.Harness.Runs;
using WesMemGuard.Harness.Suites;

namespace WesMemGuard.Cli.Tests;

internal sealed class HistoryTests
{
    private Tool _tool = null!;

    [SetUp]
    public void Begin() => _tool = new Tool();

    [TearDown]
    public void End() => _tool.Dispose();

    [Test]
    public async Task A_run_leaves_a_line_and_few_are_never_called_worse()
    {
        _tool.Folder.Scenario("seen", "live-heap-idle", """{ "limits": [ { "of": "process", "metric": "rss", "peak": "1 GiB" } ] }""");

        (await _tool.RunAsync("run", "seen", "--history", "h.jsonl", "--commit", "c1")).ShouldBe(0, _tool.Error);
        (await _tool.RunAsync("run", "seen", "--history", "h.jsonl", "--commit", "c2")).ShouldBe(0);

        var lines = await File.ReadAllLinesAsync(Path.Combine(_tool.Folder.Path, "h.jsonl"));
        lines.Length.ShouldBe(2);
        lines[1].ShouldContain("\"commit\":\"c2\",\"scenario\":\"seen\",\"levels\":{");
        (await _tool.RunAsync("history", "h.jsonl")).ShouldBe(2);
        _tool.Out.ShouldContain("seen liveHeap: too few runs to tell\n");
    }

    [Test]
    public async Task Sixteen_that_add_to_one_history_lose_no_line()
    {
        _tool.Folder.Scenario("seen", "minimal-mode", """{ "limits": [ { "of": "process", "metric": "rss", "peak": "1 GiB" } ] }""");
        var suite = Suite.Find(["seen"], _tool.Folder.Path, []);
        var source = await RunSource.OpenAsync(RepositoryFolder.Recording("minimal-mode"), "minimal-mode", TimeSpan.FromMinutes(1), default);
        var result = new ScenarioResult { Scenario = suite.Scenarios.Single(), Run = source.Run };
        var surroundings = new Surroundings(TextWriter.Null, TextWriter.Null, _tool.Folder.Path, new Dictionary<string, string>(),
            IsTerminal: false, Surroundings.PlainWidth);

        await Task.WhenAll(Enumerable.Range(0, 16).Select(i => Task.Run(() =>
            HistoryFile.AddAsync("h.jsonl", [result], $"c{i}", surroundings, default))));

        HistoryFile.Read("h.jsonl", surroundings).Select(r => r.Commit)
            .ShouldBe(Enumerable.Range(0, 16).Select(i => $"c{i}"), ignoreOrder: true);
    }

    [Test]
    public async Task A_level_that_rose_is_worse_with_its_commit_on_the_terminal_the_page_and_in_the_comment()
    {
        Write(12, i => i < 7 ? 100 : 120);

        (await _tool.RunAsync("history", "h.jsonl", "--html", "out/memory.html", "--md", "c.md")).ShouldBe(1, _tool.Error);

        _tool.Out.ShouldContain("idle liveHeap: worse\n");
        _tool.Out.ShouldContain("ROSE with commit7");
        Words(_tool.Out).ShouldContain("newest commit11: 120.2 MiB; commit7 raised the level by +20.0 MiB (");
        _tool.Out.ShouldNotContain("allowed"); // its own level is as those since: not what makes it worse
        var page = await File.ReadAllTextAsync(Path.Combine(_tool.Folder.Path, "out/memory.html"));
        page.ShouldContain("<span class=\"worse\">worse</span>");
        page.ShouldContain("<line class=\"change\"");
        page.ShouldNotContain("<script");
        var comment = await File.ReadAllTextAsync(Path.Combine(_tool.Folder.Path, "c.md"));
        comment.ShouldContain("| idle | liveHeap | worse | 120.2 MiB | ▁▁▁▁▁▁▁█████ 100.0 MiB .. 120.2 MiB | "
            + "commit7&#58; 100.1 MiB to 120.1 MiB |\n");
        comment.ShouldContain("\n- idle liveHeap&#58; newest commit11&#58; 120.2 MiB; commit7 raised the level by ");
    }

    [Test]
    public async Task A_level_that_stays_is_the_same_and_one_that_fell_is_better()
    {
        Write(14, _ => 100);
        (await _tool.RunAsync("history", "h.jsonl")).ShouldBe(0);
        _tool.Out.ShouldContain("idle liveHeap: same\n");

        Write(12, i => i < 7 ? 120 : 100);
        (await _tool.RunAsync("history", "h.jsonl", "--json")).ShouldBe(0);
        _tool.Out.ShouldContain("\"standing\":\"better\"");
    }

    [Test]
    public async Task One_that_undoes_the_rise_is_not_called_worse()
    {
        Write(22, i => i is < 12 or 21 ? 100 : 120);

        (await _tool.RunAsync("history", "h.jsonl")).ShouldBe(0, _tool.Out);

        _tool.Out.ShouldContain("ROSE with commit12");
        Words(_tool.Out).ShouldContain("newest commit21: 100.0 MiB, -20.");
    }

    [Test]
    public async Task A_scenario_that_no_line_is_of_is_told_with_those_there_are()
    {
        Write(4, _ => 100);

        (await _tool.RunAsync("history", "h.jsonl", "--scenario", "idel")).ShouldBe(4);
        (await _tool.RunAsync("history", "h.jsonl", "--scenario", "idle")).ShouldBe(0);

        Words(_tool.Error).ShouldContain("--scenario: no line is of scenario \"idel\"; did you mean \"idle\"? There are: idle");
    }

    [Test]
    public async Task Four_runs_that_rise_are_too_few()
    {
        Write(4, i => 100 + (20 * i));

        (await _tool.RunAsync("history", "h.jsonl")).ShouldBe(2);
        _tool.Out.ShouldContain("idle liveHeap: too few runs to tell\n");
    }

    [Test]
    public async Task Hostile_names_stay_text_on_the_page()
    {
        _tool.Folder.Write("h.jsonl", """{"run":"r","from":"2026-11-01T00:00:00Z","to":"2026-11-01T01:00:00Z","commit":"""
            + "\"<script>x</script>\",\"scenario\":\"<b>\",\"levels\":{\"liveHeap\":1}}\n");

        await _tool.RunAsync("history", "h.jsonl", "--html", "p.html");

        var page = await File.ReadAllTextAsync(Path.Combine(_tool.Folder.Path, "p.html"));
        page.ShouldNotContain("<script>");
        page.ShouldNotContain("<b>");
        page.ShouldContain("&lt;script&gt;");
    }

    [Test]
    public async Task Bad_input_is_told()
    {
        _tool.Folder.Write("wrong.jsonl", "{\"run\":1}\n");

        (await _tool.RunAsync("history", "gone.jsonl")).ShouldBe(4);
        (await _tool.RunAsync("history", "wrong.jsonl")).ShouldBe(4);
        _tool.Error.ShouldContain("gone.jsonl: is not there");
        _tool.Error.ShouldContain("wrong.jsonl:1:1: ");
    }

    private static string Words(string text) => string.Join(' ', text.Split(default(char[]), StringSplitOptions.RemoveEmptyEntries));

    private void Write(int commits, Func<int, double> mebibytes) => _tool.Folder.Write("h.jsonl", string.Concat(
        Enumerable.Range(0, commits).Select(i => string.Create(CultureInfo.InvariantCulture,
            $"{{\"run\":\"r{i}\",\"from\":\"2026-11-{i + 1:00}T00:00:00Z\",\"to\":\"2026-11-{i + 1:00}T01:00:00Z\","
                + $"\"commit\":\"commit{i}\",\"scenario\":\"idle\","
                + $"\"levels\":{{\"liveHeap\":{(mebibytes(i) + (0.1 * (i % 3))) * 1048576}}}}}\n"))));
}
