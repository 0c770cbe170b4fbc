using WesMemGuard.Verdicts;

namespace WesMemGuard.Cli.Tests;

internal sealed class LogsTests
{
    private const string Budget = """{"limits":[{"of":"process","metric":"rss","peak":"200 MiB"}]}""";

    [Test]
    public async Task A_log_is_told_in_counts_with_what_could_not_be_read()
    {
        using var tool = With(Sample(1) + Sample(2) + Sample(3)[..200]);

        (await tool.RunAsync("logs", "node-system.log")).ShouldBe(ExitCodes.Held);

        tool.Lines[0].ShouldStartWith("node-system: 2 samples in 3 lines of 1 files");
        tool.Out.ShouldContain("0 broken lines, 1 torn last lines");
    }

    [Test]
    public async Task Out_csv_writes_the_series_and_nothing_else()
    {
        using var tool = With(Sample(1) + Sample(2));

        (await tool.RunAsync("logs", ".", "--out", "csv")).ShouldBe(ExitCodes.Held);

        tool.Lines.Length.ShouldBe(3);
        tool.Lines[1].ShouldStartWith("2026-01-02T03:04:10Z,241762304,1012345678,1015000000,7,312,");
        tool.Error.ShouldBeEmpty();
    }

    [TestCase(200, ExitCodes.Broken)]
    [TestCase(300, ExitCodes.Held)]
    public async Task A_budget_is_judged_on_the_log(int peak, int code)
    {
        using var tool = With(string.Concat(Enumerable.Range(0, 30).Select(Sample)));
        File.WriteAllText(Path.Combine(tool.Folder.Path, "budget.json"),
            Budget.Replace("200", peak.ToString(System.Globalization.CultureInfo.InvariantCulture),
                StringComparison.Ordinal));

        (await tool.RunAsync("logs", ".", "--budget", "budget.json")).ShouldBe(code);
    }

    [Test]
    public async Task A_log_at_level_warn_is_not_measured_and_says_why()
    {
        using var tool = With("""{"level":"warn","timestamp":"2026-01-02T03:04:05Z","message":"x"}""" + "\n");
        File.WriteAllText(Path.Combine(tool.Folder.Path, "budget.json"), Budget);

        (await tool.RunAsync("logs", ".", "--budget", "budget.json")).ShouldBe(ExitCodes.NotMeasured);

        tool.Out.ShouldContain("because no memory_sample at level warn; set \"log.level\": \"info\"");
        tool.Error.ShouldContain("no memory_sample at level warn");
    }

    [Test]
    public async Task A_missing_log_is_bad_input_and_follow_with_a_budget_wrong_usage()
    {
        using var tool = With("");

        (await tool.RunAsync("logs", "none.log")).ShouldBe(ExitCodes.BadInput);
        (await tool.RunAsync("logs", ".", "--follow", "--budget", "budget.json")).ShouldBe(ExitCodes.Usage);
        tool.Error.ShouldContain("none.log: is not there");
        tool.Error.ShouldContain("--follow takes one file");
    }

    private static Tool With(string log)
    {
        var tool = new Tool();
        File.WriteAllText(Path.Combine(tool.Folder.Path, "node-system.log"), log);
        return tool;
    }

    private static string Sample(int i)
    {
        var at = $"2026-01-02T03:0{4 + (i / 6)}:{i % 6 * 10:00}Z";
        return $$"""{"level":"info","timestamp":"{{at}}","message":"memory_sample","time":"{{at}}","rss_bytes":241762304"""
            + ""","heap_alloc_bytes":1012345678,"heap_inuse_bytes":1015000000,"gc":7,"goroutines":312"""
            + $$""","modules":[{"module":"event","layer":"L2","objects":{{i}},"approx_bytes":0"""
            + ""","cache_items":0,"queue_length":0}]}""" + "\n";
    }
}
