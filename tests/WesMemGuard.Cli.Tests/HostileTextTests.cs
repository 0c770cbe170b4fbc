using System.Text.Json;
using System.Xml.Linq;

namespace WesMemGuard.Cli.Tests;

/// <summary>
/// Nothing that a node says is obeyed by a terminal, a CI service, a browser, a spreadsheet or a reader of Markdown.
/// </summary>
internal sealed class HostileTextTests
{
    private const string Evil =
        "evil\n::error file=x::owned\r\n##[error]owned\u001b[31m\u202e<script>alert(1)</script>|=cmd()|`x`\u0007";

    private const string Budget = """
        { "warmUp": "10 s", "limits": [ { "of": "process", "metric": "rss", "peak": "1 MiB" },
        { "of": "mempool.txpool", "metric": "objects", "growthPerHour": 1 } ] }
        """;

    private Tool _tool = null!;

    [SetUp]
    public void Begin()
    {
        _tool = new Tool();
        var start = new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);
        var lines = Enumerable.Range(0, 60).Select(i => JsonSerializer.Serialize(new
        {
            at = start.AddSeconds(10 * i),
            method = "GET",
            path = "/api/v1/system/memory",
            status = 200,
            headers = new Dictionary<string, string> { ["Content-Type"] = "application/json" },
            body = JsonSerializer.Serialize(new
            {
                modules = new[] { Module("=cmd()" + Evil, Evil, i), Module("mempool.txpool", "::error::layer\n::error::x", i) },
                runtime = new
                {
                    heap_alloc = 1_000_000_000 + i,
                    heap_inuse = 1_000_000_000,
                    num_gc = 1 + (i / 6),
                    num_goroutine = 100,
                    rss_bytes = 200_000_000 + (i * 5_000_000),
                    rss_mb = 200
                },
            }),
        })).Append(JsonSerializer.Serialize(new
        {
            at = start.AddSeconds(605),
            method = "GET",
            path = "/metrics",
            status = 500,
            headers = new Dictionary<string, string>(),
            body = "::error::" + Evil
        }));
        _tool.Folder.Write("rec/exchanges.jsonl", string.Join('\n', lines) + "\n");
        WriteStory(start);
    }

    private void WriteStory(DateTimeOffset start)
    {
        _tool.Folder.Write("rec/recording.json",
            JsonSerializer.Serialize(new { startedAt = start, endedAt = start.AddSeconds(610), interval = 10, title = Evil }));
        _tool.Folder.Write("rec/events.jsonl",
            JsonSerializer.Serialize(new { at = start.AddSeconds(5), @event = Evil, detail = "\n::error::" + Evil }) + "\n");
        _tool.Folder.Write("rec/phases.jsonl",
            JsonSerializer.Serialize(new
            {
                phase = "::error::" + Evil,
                kind = "reads",
                rate = 1,
                startedAt = start.AddSeconds(100),
                endedAt = start.AddSeconds(400),
                sent = 9,
                ok = 1,
                limited = 0,
                failed = 8,
                error = "\n::error::" + Evil
            }) + "\n");
        _tool.Folder.Write("budget.json", Budget);
        _tool.Folder.Write("breaks-x/scenario.json", """{ "recording": "../rec" }""");
        _tool.Folder.Write("breaks-x/budget.json", Budget);
    }

    [TearDown]
    public void End() => _tool.Dispose();

    [TestCase("judge", "rec", "--budget", "budget.json")]
    [TestCase("judge", "rec", "--budget", "budget.json", "--json")]
    [TestCase("judge", "rec", "--budget", "budget.json", "--lang", "zh")]
    [TestCase("run", "breaks-x")]
    [TestCase("analyze", "rec")]
    [TestCase("analyze", "rec", "--json")]
    [TestCase("diagnose", "rec")]
    [TestCase("diagnose", "rec", "--json")]
    [TestCase("report", "rec", "--md", "--budget", "budget.json")]
    [TestCase("baseline", "save", "b", "rec")]
    public async Task No_line_is_a_command(params string[] args)
    {
        (await _tool.RunAsync(args)).ShouldNotBe(70, _tool.Error);
        (_tool.Out + "\n" + _tool.Error).ShouldBeHarmless();
    }

    [Test]
    public async Task No_file_is_harmful_where_it_is_read()
    {
        (await _tool.RunAsync("run", "breaks-x", "--junit", "j.xml", "--sarif", "s.json", "--md",
            "m.md")).ShouldNotBe(70, _tool.Error);
        (await _tool.RunAsync("report", "rec", "--budget", "budget.json", "-o", "r.html")).ShouldBe(0, _tool.Error);
        string Read(string name) => File.ReadAllText(Path.Combine(_tool.Folder.Path, name));
        XDocument.Parse(Read("j.xml")).Root!.Name.LocalName.ShouldBe("testsuites");
        JsonDocument.Parse(Read("s.json")).RootElement.GetProperty("version").GetString().ShouldBe("2.1.0");
        Read("r.html").ShouldNotContain("<script>alert");
        Read("m.md").ShouldNotContain("<script>");
        foreach (var name in new[] { "j.xml", "s.json", "m.md", "r.html" })
            Read(name).ShouldBeHarmless();
    }

    private static object Module(string name, string layer, int i) =>
        new { module = name, layer, objects = 10 * i, approx_bytes = 100 * i, cache_items = 0, queue_length = 0 };
}
