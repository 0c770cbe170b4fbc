using System.Globalization;
using System.Text;
using System.Text.Json;
using WesMemGuard.Harness.Tests.Live;
using WesMemGuard.TestNodes;

namespace WesMemGuard.Cli.Tests.Hostile;

/// <summary>
/// The same of what no recording holds: series of a fleet, histories, captures, commits, wrong files, and a node that runs.
/// </summary>
[Parallelizable(ParallelScope.All)]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class OtherInputsTests : IDisposable
{
    private const long Start = 1_795_000_000;
    private const string Budget = """
        { "warmUp": "1 s", "limits": [ { "of": "process", "metric": "liveHeap", "growthPerHour": "4 MiB" },
        { "of": "process", "metric": "rss", "peak": "1 MiB" }, { "of": "event", "metric": "objects", "peak": 1 } ] }
        """;

    private static readonly Func<(int, int)> Terminal = () => (120, 40);

    private readonly Tool _tool = new();

    public OtherInputsTests() => _tool.Folder.Write("budget.json", Budget);

    public void Dispose() => _tool.Dispose();

    private static string Label => HostileMarks.Text.Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal)
        .Replace("\ud800", "", StringComparison.Ordinal);

    private static string Quoted => JsonSerializer.Serialize(HostileMarks.Text);

    /// <summary>Runs a verb and holds what is said and written since against its rules.</summary>
    private async Task RunAsync(int[] codes, params string[] args)
    {
        string[] Written() => Directory.GetFiles(_tool.Folder.Path, "*", SearchOption.AllDirectories);
        var before = Written().ToHashSet();
        var (said, told) = (_tool.Out.Length, _tool.Error.Length);
        (await _tool.RunAsync(args)).ShouldBeOneOf(codes, _tool.Error);
        _tool.Out[said..].ShouldObeyNothing(args.Contains("--json") ? "jsonl" : "txt", $"stdout of {string.Join(' ', args)}");
        _tool.Error[told..].ShouldObeyNothing("txt", $"stderr of {string.Join(' ', args)}");
        foreach (var file in Written().Where(f => !before.Contains(f) && Path.GetExtension(f) is { Length: > 1 } and not ".gz"))
            (await File.ReadAllTextAsync(file)).ShouldObeyNothing(Path.GetExtension(file)[1..], Path.GetFileName(file),
                isData: Path.GetExtension(file) is ".jsonl" or ".log" or ".book");
    }

    [Test]
    public async Task Labels_of_a_fleet()
    {
        _tool.Screen = Terminal;
        var pages = new StringBuilder();
        for (var n = 0; n < 7; n++)
        {
            for (var i = 0; i < 120; i++)
            {
                var bytes = (200L << 20) + (60L * i * ((n < 5 ? 80L : 0L) << 20) / 3600);
                pages.Append(CultureInfo.InvariantCulture, $"go_memstats_next_gc_bytes{{instance=\"{n}{Label}\",")
                    .Append(CultureInfo.InvariantCulture, $"build=\"{n % 2}{Label}\"}} {bytes} {Start + (60 * i)}000\n");
            }
        }

        _tool.Folder.Write("fleet.prom", pages.Replace("\0", "").Replace("\r", "").ToString());
        foreach (var more in new string[][] { [], ["--json"], ["--by", "build", "--html", "f.html", "--md", "f.md"], ["--lang", "zh"] })
            await RunAsync([1, 2], ["judge", "fleet.prom", "--budget", "budget.json", .. more]);
        foreach (var format in new[] { "alertmanager", "slack", "dingtalk", "feishu" })
        {
            using var receiver = new WebReceiver();
            await RunAsync([1, 2], "judge", "fleet.prom", "--budget", "budget.json", "--alert", receiver.Address, "--alert-format", format,
                "--alert-book", $"{format}.book");
            receiver.Asked.ShouldNotBeEmpty();
            receiver.Asked.ShouldAllBe(r => r.Contains("\r\n\r\n", StringComparison.Ordinal));
            foreach (var request in receiver.Asked)
                request[(request.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..].ShouldObeyNothing("json", format, isData: true);
        }
    }

    [Test]
    public async Task Columns_of_a_table()
    {
        _tool.Screen = Terminal;
        var name = Label.Replace("\\n", " ", StringComparison.Ordinal).Replace("\r", "", StringComparison.Ordinal)
            .Replace("\\\"", "\"\"", StringComparison.Ordinal);
        _tool.Folder.Write("t.csv", $"time,\"next_gc {name}\",\"{name}\"\n" + string.Concat(Enumerable.Range(0, 120)
            .Select(i => $"{Start + (60 * i)},{200_000_000 + (i * 1_000_000)},{i}\n")));
        await RunAsync([1, 2, 3, 4], "judge", "t.csv", "--budget", "budget.json", "--md", "t.md", "--html", "t.html");
        await RunAsync([1, 2, 3, 4], "judge", "t.csv", "--budget", "budget.json", "--map", $"next_gc=next_gc {name}", "--md", "u.md");
    }

    [Test]
    public async Task Commits_and_scenarios_of_a_history()
    {
        _tool.Screen = Terminal;
        string Line(int i) => $$"""
            {"run":{{Quoted}},"from":"2026-11-{{i + 1:00}}T00:00:00Z","to":"2026-11-{{i + 1:00}}T01:00:00Z",
            "commit":{{JsonSerializer.Serialize(i + HostileMarks.Text)}},"scenario":{{Quoted}},
            "levels":{"liveHeap":{{(i < 7 ? 100 : 120) * 1048576}},{{Quoted}}:{{i}} } }
            """.ReplaceLineEndings("") + "\n";
        _tool.Folder.Write("h.jsonl", string.Concat(Enumerable.Range(0, 14).Select(Line)));
        Directory.CreateDirectory(Path.Combine(_tool.Folder.Path, "baselines"));
        File.Copy(Path.Combine(_tool.Folder.Path, "h.jsonl"), Path.Combine(_tool.Folder.Path, "baselines/b.jsonl"));
        await RunAsync([0, 1, 2], "history", "h.jsonl", "--html", "h.html", "--md", "h.md");
        await RunAsync([0, 1, 2], "history", "h.jsonl", "--json");
        await RunAsync([0, 1, 2], "history", "h.jsonl", "--lang", "zh");
        await RunAsync([0, 1, 2], "baseline", "list");
        await RunAsync([0, 1, 2], "baseline", "history", "b");
        await RunAsync([4], "baseline", "history", "b", "--metric", "none");
    }

    [Test]
    public async Task What_is_wrong_with_a_file_is_quoted()
    {
        _tool.Screen = Terminal;
        _tool.Folder.Write("x/scenario.json", $$"""{ "recording": "{{RepositoryFolder.Recording("rest-disabled")}}" }""");
        foreach (var text in new[]
        {
            $"{{ {Quoted}: 1 }}", $$"""{ "limits": [ { "of": {{Quoted}}, "metric": {{Quoted}}, "peak": {{Quoted}} } ] }""",
            $$"""{ "warmUp": {{Quoted}}, "limits": [ { "of": "process", "metric": "rss", "phase": {{Quoted}}, "peak": "1 MiB" } ] }""",
            $$"""{ "limits": [ { "of": {{Quoted}}, "metric": "objects", "phase": {{Quoted}}, "peak": 1 } ] }""",
            HostileMarks.Text.Replace("\ud800", "", StringComparison.Ordinal),
        })
        {
            _tool.Folder.Write("x/budget.json", text);
            await RunAsync([1, 2, 3, 4], "run", "x", "--md", "x.md", "--junit", "x.xml", "--sarif", "x.sarif");
            _tool.Folder.Write("y/budget.json", Budget);
            _tool.Folder.Write("y/scenario.json", text.Replace("limits", "phases", StringComparison.Ordinal));
            await RunAsync([4], "run", "y");
            _tool.Folder.Write("z/recording.json", text);
            _tool.Folder.Write("z/exchanges.jsonl", text.ReplaceLineEndings(" ") + "\n");
            await RunAsync([3, 4], "analyze", "z");
            _tool.Folder.Write("c.har",
                $$"""{ "log": { "version": "1.2", "creator": {{Quoted}}, "entries": [ {{text.ReplaceLineEndings(" ")}} ] } }""");
            await RunAsync([4], "import", "c.har", "--out", "imported");
        }

        var name = HostileMarks.Text.Replace("\0", "", StringComparison.Ordinal).Replace("/", "", StringComparison.Ordinal)[..60];
        await RunAsync([4], "judge", name, "--budget", name);
        await RunAsync([64], "judge", "--" + name);
        await RunAsync([64], name);
        await RunAsync([4], "run", "x", "--only", name);
    }

    [Test]
    public async Task An_imported_capture()
    {
        string Entry(int i, string path, string body) => $$"""
            { "startedDateTime": "2026-11-22T15:0{{i}}:00Z", "time": 1, "comment": {{Quoted}},
              "request": { "method": "GET", "url": {{JsonSerializer.Serialize("http://n" + path)}} },
              "response": { "status": 200, "statusText": {{Quoted}}, "headers": [ { "name": "X-Note", "value": "EVL<b>" } ],
              "content": { "mimeType": "text/plain", "text": {{JsonSerializer.Serialize(body)}} } } }
            """;
        var page = $"# HELP a {HostileMarks.Text.ReplaceLineEndings(" ")}\na{{b=\"{Label}\"}} 1\ngo_goroutines 5\n";
        _tool.Folder.Write("c.har", $$"""
            { "log": { "version": "1.2", "entries": [ {{Entry(0, "/metrics", page)}},
              {{Entry(1, "/" + HostileMarks.Text, "x")}}, {{Entry(2, "/api/v1/node/status", $"{{ \"sync_status\": {Quoted} }}")}} ] } }
            """);
        await RunAsync([0], "import", "c.har", "--out", "imported");
        await RunAsync([0, 1, 2, 3], "judge", "imported", "--budget", "budget.json");
    }

    [Test]
    [Platform("Linux,MacOsX")]
    public async Task A_commit_that_is_found()
    {
        var message = HostileMarks.Text.Replace("\0", "", StringComparison.Ordinal).Replace("\ud800", "", StringComparison.Ordinal);
        var commits = await GitRepository.MakeAsync(_tool.Folder.Path,
            [.. Enumerable.Range(0, 3).Select(i => new Dictionary<string, string> { ["number"] = $"{i}" })]);
        _tool.Folder.Write("msg", message);
        await GitRepository.GitAsync(_tool.Folder.Path, "", "-c", "user.name=EVL\u001b[31m::error::", "-c", "user.email=a@b.example",
            "commit", "--quiet", "--allow-empty", "-F", "msg");
        _tool.Folder.Write("seen/scenario.json", """{ "recording": "../built" }""");
        _tool.Folder.Write("seen/budget.json", Budget);
        var from = Path.Combine(RepositoryFolder.Scenarios, "_recordings");
        var build = $"rm -rf '{_tool.Folder.Path}/built'; cp -r '{from}'/\"$(test -n \"$(git log -1 --format=%B | grep EVL)\" && "
            + $"echo minimal-mode || echo rest-disabled)\" '{_tool.Folder.Path}/built'";
        _tool.Folder.Write("seen/budget.json", """{ "limits": [ { "of": "process", "metric": "liveHeap", "peak": "1 GiB" } ] }""");
        await RunAsync([0, 1, 2, 3], "bisect", "--good", commits[0], "--bad", "main", "--build", build, "--agree", "1", "seen");
        await RunAsync([0, 1, 2, 3], "bisect", "--good", commits[0], "--bad", "main", "--build", build, "--agree", "1", "--json", "seen");
    }

    /// <summary>A node that runs: each answer and each error that it can give says it.</summary>
    [Test]
    public async Task A_node_that_runs()
    {
        _tool.Screen = Terminal;
        _tool.Clock = new VirtualLiveClock(new VirtualTime());
        var asked = 0;
        await using var node = new FakeNode(
            async (path, to, ct) => await to.WriteAsync(Answer(path, Interlocked.Increment(ref asked)), ct));
        _tool.Folder.Write("live/scenario.json", $$"""
            { "node": { "url": "{{node.Url}}" }, "interval": "1 s", "metricsInterval": "1 s", "phases": [
              { "phase": "a", "kind": "rest", "path": "/x", "rate": 30, "for": "1 s" },
              { "phase": "b", "kind": "rpc", "method": "wes_blockNumber", "rate": 30, "for": "1 s" } ] }
            """);
        _tool.Folder.Write("live/budget.json", Budget);
        await RunAsync([0, 1, 2, 3, 5], "verify", "--url", node.Url);
        await RunAsync([0, 1, 2, 3, 5], "verify", "--url", node.Url, "--json");
        await RunAsync([0, 1, 2, 3, 5], "analyze", "--url", node.Url);
        await RunAsync([0, 1, 2, 3, 5], "analyze", "--url", node.Url, "--repeat", "2", "--every", "100 ms", "-o", "looks.csv");
        await RunAsync([0, 1, 2, 3, 5], "run", "live", "--record", "recs", "--whole-log", "--md", "l.md", "--junit", "l.xml");
        asked.ShouldBeGreaterThan(30);
    }

    private static byte[] Answer(string path, int turn) => (path, turn % 4) switch
    {
        (_, 0) => FakeNode.Whole(500, HostileMarks.Text),
        ("/api/v1/system/memory", _) => FakeNode.Whole(200, JsonSerializer.Serialize(new
        {
            modules = new[] { Module("event"), Module(HostileMarks.Text), Module("=x") },
            runtime = new
            {
                heap_alloc = 1_000_000_000 + turn,
                heap_inuse = 1,
                num_gc = turn,
                num_goroutine = 5,
                rss_bytes = 2_000_000,
                rss_mb = 2
            },
        }), "X-Note: =EVL<b>\r\n"),
        ("/metrics", _) => FakeNode.Whole(200, $"# HELP x {HostileMarks.Text.ReplaceLineEndings(" ")}\ngo_goroutines 5\n"
            + $"build_info{{version=\"{Label}\"}} 1\nprocess_start_time_seconds 1.7e9\n"),
        ("/jsonrpc", _) => FakeNode.Whole(200, JsonSerializer.Serialize(
            new { jsonrpc = "2.0", id = 1, error = new { code = -32000, message = HostileMarks.Text, data = HostileMarks.Text } })),
        _ => FakeNode.Whole(200, JsonSerializer.Serialize(new { status = HostileMarks.Text, sync_status = HostileMarks.Text })),
    };

    private static object Module(string name) =>
        new { module = name, layer = HostileMarks.Text, objects = 9, approx_bytes = 9, cache_items = 0, queue_length = 0 };
}
