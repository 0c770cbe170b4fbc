using System.Text.Json;

namespace WesMemGuard.Cli.Tests;

/// <summary>What <c>judge</c> says, writes and sends of fleets, and of one process as of many.</summary>
internal sealed class JudgedFleetTests
{
    private const long Start = 1_795_000_000;

    private Tool _tool = null!;

    [SetUp]
    public void Begin()
    {
        _tool = new Tool();
        _tool.Folder.Write("budget.json", """{ "limits": [ { "of": "process", "metric": "liveHeap", "growthPerHour": "4 MiB" } ] }""");
    }

    [TearDown]
    public void End() => _tool.Dispose();

    [Test]
    public async Task One_process_is_reported_and_told_like_many()
    {
        using var receiver = new WebReceiver();
        _tool.Folder.Write("one.prom", Series("go_memstats_next_gc_bytes", "n", 1));

        (await _tool.RunAsync("judge", "one.prom", "--budget", "budget.json", "--html", "r.html", "--md", "r.md",
            "--alert", receiver.Address,
            "--alert-format", "slack")).ShouldBe(1);

        Read("r.html").ShouldContain("<section id=\"node-0\"><h2><a href=\"r-nodes/001-one.prom.html\">one.prom</a>");
        var page = Read("r-nodes/001-one.prom.html");
        page.ShouldContain("<a href=\"../r.html\">");
        page.ShouldContain("<h1>one.prom</h1>");
        page.ShouldContain("should grow by at most 4.0 MiB/h");
        Read("r.md").ShouldContain("liveHeap growthPerHour");
        receiver.Asked.ShouldHaveSingleItem().ShouldContain("one.prom");
        _tool.Error.ShouldContain("1 alert sent to");
    }

    [Test]
    public async Task Runs_beside_each_other_stand_in_one_report()
    {
        _tool.Folder.Write("one.prom", Series("go_memstats_next_gc_bytes", "n", 1));
        _tool.Folder.Write("two.prom", Series("go_memstats_next_gc_bytes", "m", 1));

        (await _tool.RunAsync("judge", "one.prom", "two.prom", "--budget", "budget.json", "--md", "r.md")).ShouldBe(1);

        Read("r.md").ShouldContain("| one.prom |");
        Read("r.md").ShouldContain("| two.prom |");
    }

    [Test]
    public async Task Together_needs_files()
    {
        (await _tool.RunAsync("judge", "--together", "--prometheus", "http://127.0.0.1:1", "--budget", "budget.json")).ShouldBe(64);

        _tool.Error.ShouldContain("--together judges files");
    }

    [Test]
    public async Task Together_reads_figures_by_their_own_names()
    {
        _tool.Folder.Write("one.prom", Series("my_goal", "n", 1));
        _tool.Folder.Write("two.prom", Series("my_goal", "n", 1, Start + 7200));

        (await _tool.RunAsync("judge", "one.prom", "two.prom", "--together", "--map", "next_gc=my_goal", "--budget", "budget.json"))
            .ShouldBe(1, _tool.Error);
    }

    [Test]
    public async Task The_first_five_messages_are_written_and_the_others_counted()
    {
        _tool.Folder.Write("seven.prom", Series("go_memstats_next_gc_bytes", "n", 7));

        (await _tool.RunAsync("judge", "seven.prom", "--budget", "budget.json")).ShouldBe(1);

        _tool.Lines.Count(l => l.EndsWith("should grow by at most 4.0 MiB/h", StringComparison.Ordinal)).ShouldBe(5);
        _tool.Out.ShouldContain("… and 2 more limits that did not hold");
        _tool.Out.ShouldNotContain("differ");
    }

    [TestCase("en", "  r0  Nodes: 5, broken: 5, not measured: 0,")]
    [TestCase("zh", "  r0  节点数：5")]
    public async Task In_a_narrow_terminal_what_nodes_share_is_told_in_lines_and_no_word_is_cut(string language, string expected)
    {
        _tool.Width = 60;
        _tool.Folder.Write("nine.prom", string.Concat(Enumerable.Range(0, 9).Select(n =>
            Series("go_memstats_next_gc_bytes", "n", 1)
                .Replace("n0\"", $"node-with-a-name-{n}\",region=\"r{n % 2}\"", StringComparison.Ordinal))));

        (await _tool.RunAsync("judge", "nine.prom", "--budget", "budget.json", "--top", "1", "--lang", language)).ShouldBe(1, _tool.Error);

        _tool.Lines.ShouldContain(l => l.StartsWith(expected, StringComparison.Ordinal), _tool.Out);
    }

    [Test]
    public async Task What_arrived_before_an_interruption_is_not_sent_again()
    {
        using var ended = new CancellationTokenSource();
        using var receiver = new WebReceiver(request =>
        {
            if (request == 2)
                ended.Cancel();
        });
        _tool.Folder.Write("three.prom", Series("go_memstats_next_gc_bytes", "n", 3));

        (await _tool.RunAsync(ended.Token, "judge", "three.prom", "--budget", "budget.json", "--alert", receiver.Address, "--alert-format",
            "slack", "--alert-book", "book.json")).ShouldBe(130);

        JsonDocument.Parse(Read("book.json")).RootElement.EnumerateObject().Count().ShouldBe(1);
    }

    [Test]
    public async Task The_secret_of_a_receiver_is_never_shown()
    {
        using var receiver = new WebReceiver();
        _tool.Environment["WESMEMGUARD_ALERT_SECRET"] = "SEC0f1e2d3c4b5a";
        _tool.Environment["WESMEMGUARD_ALERT_URL"] = receiver.Address + "/robot/send?access_token=TOK9f8e7d6c5b4a";
        _tool.Folder.Write("SEC0f1e2d3c4b5a.TOK9f8e7d6c5b4a.prom", Series("go_memstats_next_gc_bytes", "n", 1));

        (await _tool.RunAsync("judge", "SEC0f1e2d3c4b5a.TOK9f8e7d6c5b4a.prom", "--budget", "budget.json", "--alert", "env",
            "--alert-format", "dingtalk")).ShouldBe(1, _tool.Error);

        receiver.Asked.ShouldHaveSingleItem().ShouldContain("/robot/send?access_token=TOK9f8e7d6c5b4a&timestamp=");
        _tool.Out.ShouldNotBeEmpty();
        (_tool.Out + _tool.Error).ShouldNotContain("SEC0f1e2d3c4b5a");
        (_tool.Out + _tool.Error).ShouldNotContain("TOK9f8e7d6c5b4a");
    }

    /// <summary>How a server is entered is in the environment, beside the settings that have the same prefix.</summary>
    [Test]
    public async Task Credentials_in_the_environment_are_no_settings()
    {
        _tool.Environment["WESMEMGUARD_PROMETHEUS_HEADERS"] = "no header";

        (await _tool.RunAsync("judge", "--prometheus", "http://127.0.0.1:1", "--budget", "budget.json")).ShouldBe(4);

        _tool.Error.ShouldStartWith("WESMEMGUARD_PROMETHEUS_HEADERS: is no list of headers");
    }

    [Test]
    public async Task A_period_before_Unix_time_is_bad_input()
    {
        (await _tool.RunAsync("judge", "--prometheus", "http://127.0.0.1:1", "--until", "0001-01-01", "--budget", "budget.json"))
            .ShouldBe(4);

        _tool.Error.ShouldContain("--until: is so early");
    }

    [Test]
    public async Task A_server_with_a_query_is_bad_input()
    {
        (await _tool.RunAsync("judge", "--prometheus", "http://127.0.0.1:1/?a=b", "--budget", "budget.json")).ShouldBe(4);

        _tool.Error.ShouldContain("--prometheus: needs an address");
    }

    private string Read(string file) => File.ReadAllText(Path.Combine(_tool.Folder.Path, file));

    /// <summary>Two hours of nodes whose live heap grows by 40 MiB an hour.</summary>
    private static string Series(string name, string node, int nodes, long start = Start) =>
        string.Concat(Enumerable.Range(0, nodes).SelectMany(n => Enumerable.Range(0, 120).Select(i => start + (60 * i))
            .Select(at => $"{name}{{instance=\"{node}{n}\"}} {(200L << 20) + ((at - Start) * (80L << 20) / 3600)} {at}000\n")));
}
