using System.Text;
using System.Text.Json;

namespace WesMemGuard.Cli.Tests;

/// <summary>No secret that a node, its log or a scenario holds is in any byte that any verb writes.</summary>
internal sealed class SecretSinksTests
{
    private static readonly (string Secret, string Text)[] Cases =
    [
        .. new[] { "cases.tsv", "more-cases.tsv", "further-cases.tsv", "other-spellings.tsv" }
            .SelectMany(f => File.ReadLines(Path.Combine(RepositoryFolder.Path, "tests/WesMemGuard.Core.Tests/Secrets", f)))
            .Where(l => l.Length > 0)
            .Select(l => l.Split('\t'))
            .Select(c => (c[1], c[2].Replace("<NL>", "\n", StringComparison.Ordinal))),
    ];

    private Tool _tool = null!;
    private int _asked;

    [SetUp]
    public void Begin()
    {
        _tool = new Tool();
        File.WriteAllText(Log, "begin\n");
        _tool.Folder.Write("budget.json", """
            { "warmUp": "1 s", "limits": [ { "of": "process", "metric": "rss", "peak": "1 MiB" }, { "of": "event",
            "metric": "objects", "peak": 1 } ] }
            """);
    }

    [TearDown]
    public void End() => _tool.Dispose();

    private string Log => Path.Combine(_tool.Folder.Path, "node-system.log");

    [Test]
    public async Task None_is_in_anything_that_is_written()
    {
        await using var node = new FakeNode(AnswerAsync);
        WriteLog();
        await RunAsync("record", "--url", node.Url, "--diagnostics-url", node.Url, "--out", "rec", "--log",
            "node-system.log", "--for", "3 s");
        Directory.Exists(Path.Combine(_tool.Folder.Path, "rec")).ShouldBeTrue(_tool.Error);
        await RunAsync("record", "--url", node.Url, "--out", "rec-whole", "--log", "node-system.log", "--whole-log",
            "--for", "3 s");
        _tool.Folder.Write("held-x/scenario.json", $$"""
            { "node": { "url": "{{node.Url}}" }, "interval": "1 s", "metricsInterval": "1 s", "phases": [
              { "phase": "a", "kind": "rest", "path": "/x?auth=eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abcDEF", "rate": 60, "for": "2 s" },
              { "phase": "b", "kind": "rpc", "method": "wes_sign",
                "params": ["4f3c2b1a99aabbcc4f3c2b1a99aabbcc4f3c2b1a99aabbcc4f3c2b1a99aabbcc"], "rate": 60, "for": "2 s" },
              { "phase": "c", "kind": "custom", "path": "/y", "httpMethod": "POST", "body": "{\"privateKey\":\"4f3c2b1a99aabbcc\"}",
                "rate": 60, "for": "2 s" } ] }
            """);
        _tool.Folder.Write("held-x/budget.json", File.ReadAllText(Path.Combine(_tool.Folder.Path, "budget.json")));
        await RunAsync("run", "held-x", "--record", "recs", "--junit", "j.xml", "--sarif", "s.json", "--md", "m.md",
            "--history", "h.jsonl");
        await RunAsync("watch", "--url", node.Url, "--budget", "budget.json", "--interval", "1 s", "--for", "3 s");
        await RunAsync("verify", "--url", node.Url, "--json");
        await RunAsync("analyze", "--url", node.Url, "--repeat", "2", "--every", "1 s", "-o", "a.csv");
        await RunAsync("diagnose", "rec");
        await RunAsync("judge", "rec", "--budget", "budget.json", "--json");
        await RunAsync("report", "rec", "--budget", "budget.json", "-o", "r.html");
        await RunAsync("logs", "node-system.log", "--out", "jsonl");
        await RunAsync("judge", "rec", "--budget", "budget.json", "--html", "f.html", "--md", "f.md");
        await RunAsync("ab", "rec", "rec-whole");
        await RunAsync("propose", "rec", "-o", "p.json");
        _tool.Folder.Write("c.har", JsonSerializer.Serialize(new { log = new { version = "1.2", entries = Cases.Select(Entry) } }));
        await RunAsync("import", "c.har", "--out", "imported");
        File.Delete(Path.Combine(_tool.Folder.Path, "c.har"));
        File.Delete(Log);
        foreach (var kind in new[] { "scenario.json", "budget.json" })
            File.Delete(Path.Combine(_tool.Folder.Path, "held-x", kind));

        var written = Directory.GetFiles(_tool.Folder.Path, "*", SearchOption.AllDirectories)
            .Where(f => !f.EndsWith(".new", StringComparison.Ordinal)).ToList();
        written.Count.ShouldBeGreaterThan(15);
        _asked.ShouldBeGreaterThan(Cases.Length);
        foreach (var (name, text) in written.Select(f => (f, File.ReadAllText(f))).Append(("out", _tool.Out))
            .Append(("error", _tool.Error)))
        {
            foreach (var (secret, given) in Cases.Where(c => c.Secret.Length > 5))
                text.Contains(secret, StringComparison.OrdinalIgnoreCase)
                    .ShouldBeFalse($"{secret} of {given} is in {name}: {Around(text, secret)}");
        }
    }

    /// <summary>What a browser kept of a node: each case in an address, a header, a request and an answer.</summary>
    private static object Entry((string Secret, string Text) of, int number) => new
    {
        startedDateTime = new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero).AddSeconds(number),
        time = 1,
        comment = of.Text,
        request = new
        {
            method = number % 2 == 0 ? "GET" : "POST",
            url = "http://127.0.0.1:28680/api/v1/node/status?note=" + Uri.EscapeDataString(of.Text),
            headers = new[] { new { name = "Authorization", value = of.Text } },
            postData = number % 2 == 0 ? null : new { mimeType = "application/json", text = of.Text },
        },
        response = new
        {
            status = 200,
            headers = new[] { new { name = "X-Note", value = of.Text } },
            content = new { mimeType = "application/json", text = JsonSerializer.Serialize(new { status = of.Text, note = of.Text }) },
        },
    };

    /// <summary>Runs a verb, which may find what it will but must have run.</summary>
    private async Task RunAsync(params string[] args) =>
        (await _tool.RunAsync(args)).ShouldNotBeOneOf([4, 64, 70], $"{string.Join(' ', args)}: {_tool.Error}");

    private static string Around(string text, string secret)
    {
        var at = text.IndexOf(secret, StringComparison.OrdinalIgnoreCase);
        return at < 0 ? "" : text[Math.Max(0, at - 150)..Math.Min(text.Length, at + 80)];
    }

    /// <summary>
    /// Each case in each place that an answer has: fields that nobody knows, names, errors, refusals, headers,
    /// labels, and bodies that are none.
    /// </summary>
    private async Task AnswerAsync(string path, Stream to, CancellationToken ct)
    {
        var turn = Interlocked.Increment(ref _asked);
        var text = Cases[turn % Cases.Length].Text;
        var quoted = JsonSerializer.Serialize(text);
        var answer = (path.Split('?')[0], turn % 5) switch
        {
            (_, 0) => FakeNode.Whole(500, text),
            (_, 1) when path != "/metrics" => FakeNode.Whole(200, text),
            ("/api/v1/system/memory", _) =>
                FakeNode.Whole(200, Memory(turn, text),
                    $"X-Note: {new string([.. text.Where(char.IsAscii).Where(c => c >= ' ')])}\r\n"),
            ("/metrics", _) => FakeNode.Whole(200, Page(text, quoted)),
            ("/jsonrpc", _) => FakeNode.Whole(200, JsonSerializer.Serialize(
                new { jsonrpc = "2.0", id = 1, error = new { code = -32000, message = text, data = new { detail = text, code = "X" } } })),
            _ => FakeNode.Whole(200, JsonSerializer.Serialize(new { status = text, note = text })),
        };
        await to.WriteAsync(answer, ct);
    }

    private static string Memory(int turn, string text) => JsonSerializer.Serialize(new
    {
        note = text,
        modules = new[]
        {
            new { module = "event", layer = "L2", objects = turn, approx_bytes = 1, cache_items = 0, queue_length = 0, note = text },
            new { module = text, layer = text, objects = 1, approx_bytes = 1, cache_items = 0, queue_length = 0, note = text },
        },
        runtime = new
        {
            heap_alloc = 1_000_000_000 + turn,
            heap_inuse = 1,
            num_gc = 1,
            num_goroutine = 1,
            rss_bytes = 2_000_000
            + turn,
            rss_mb = 1,
            note = text
        },
    });

    private static string Page(string text, string quoted)
    {
        var line = text.ReplaceLineEndings(" ");
        return $"# HELP go_goroutines {line}\ngo_goroutines 5\nprocess_start_time_seconds 1.7e9\nbuild{{note={quoted}}} 1\n{line}\n";
    }

    private void WriteLog()
    {
        var log = new StringBuilder();
        foreach (var (_, text) in Cases)
        {
            log.Append(text).Append('\n'); // over several lines, where it has some
            log.Append(JsonSerializer.Serialize(new
            {
                level = "info",
                timestamp = "2026-11-29T16:00:00.000Z",
                caller = "a/b.go:1",
                message = text,
                note = text
            })).Append('\n');
            log.Append(JsonSerializer.Serialize(new
            {
                level = "warn",
                timestamp = "2026-11-29T16:00:00.000Z",
                caller = "a/b.go:1",
                message = "内存趋势警告",
                reason = text,
                error = text,
                secret = text
            })).Append('\n');
            foreach (var line in text.Split('\n'))
                log.Append(JsonSerializer.Serialize(new
                {
                    level = "error",
                    timestamp = "2026-11-29T16:00:00.000Z",
                    caller = "a/b.go:2",
                    message = line
                })).Append('\n');
        }

        File.WriteAllText(Log, log.ToString());
    }
}
