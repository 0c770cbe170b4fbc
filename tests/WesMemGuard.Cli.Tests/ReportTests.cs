using Microsoft.Extensions.Time.Testing;
using WesMemGuard.Harness.Targets;

namespace WesMemGuard.Cli.Tests;

internal sealed class ReportTests
{
    private static readonly string Recording =
        Path.Combine(RepositoryFolder.Path, "scenarios/_recordings/minimal-mode");

    private Tool _tool = null!;

    [SetUp]
    public void Begin()
    {
        _tool = new Tool { Clock = LiveClock.Of(new FakeTimeProvider(new DateTimeOffset(2026, 11, 22, 21, 0, 0, TimeSpan.Zero))) };
        _tool.Folder.Write("budget.json", """
            { "limits": [ { "of": "block", "metric": "bytes", "peak": "8 MiB" }, { "of": "process", "metric": "rss",
            "peak": "1 MiB" } ] }
            """);
    }

    [TearDown]
    public void End() => _tool.Dispose();

    [Test]
    public async Task A_page_without_a_name_is_called_by_the_time()
    {
        (await _tool.RunAsync("report", Recording, "--budget", "budget.json")).ShouldBe(0);

        _tool.Out.ShouldStartWith("memory-report-20261122-210000Z.html: ");
        var page = await File.ReadAllTextAsync(Path.Combine(_tool.Folder.Path, "memory-report-20261122-210000Z.html"));
        page.ShouldContain("<title>minimal-mode - WesMemGuard</title>");
        page.ShouldContain("memory_monitoring.mode is &quot;minimal&quot;");
        page.ShouldContain("id=\"live-heap\"");
    }

    [Test]
    public async Task Markdown_goes_where_a_job_summary_is_piped_from()
    {
        (await _tool.RunAsync("report", Recording, "--budget", "budget.json", "--md")).ShouldBe(0);

        _tool.Lines[0].ShouldBe("### minimal-mode: broken");
        _tool.Out.ShouldContain("| block bytes peak |");
        File.Exists(Path.Combine(_tool.Folder.Path, "memory-report-20261122-210000Z.html")).ShouldBeFalse();
    }

    [Test]
    public async Task A_file_can_be_named_and_its_language_said()
    {
        (await _tool.RunAsync("report", Recording, "-o", "out/page.html", "--lang", "zh")).ShouldBe(0);

        (await File.ReadAllTextAsync(Path.Combine(_tool.Folder.Path,
            "out/page.html"))).ShouldContain("<html lang=\"zh\">");
    }

    [TestCase("nowhere")]
    [TestCase("budget.json")]
    public async Task What_is_no_run_is_bad_input(string path)
    {
        (await _tool.RunAsync("report", path)).ShouldBe(4);
        _tool.Error.ShouldContain(path);
    }

    [TestCase("report")]
    [TestCase("report", "a", "b")]
    [TestCase("report", "a", "--mdd")]
    public async Task Wrong_usage_is_64(params string[] args) => (await _tool.RunAsync(args)).ShouldBe(64);
}
