using System.Text;
using WesMemGuard.Input;
using WesMemGuard.Recording.Importing;
using WesMemGuard.Runs;

namespace WesMemGuard.Recording.Tests.Importing;

/// <summary>
/// What other tools kept becomes a recording that replays: their times, repeats and failures, without secrets.
/// </summary>
internal sealed class CaptureTests
{
    private const string Page = "# TYPE go_goroutines gauge\\ngo_goroutines 41\\n# TYPE go_memstats_next_gc_bytes gauge\\n"
        + "go_memstats_next_gc_bytes 2.1e+07\\n";

    private string _folder = null!;

    private string Out => Path.Combine(_folder, "recording");

    [SetUp]
    public void Make() => _folder = Directory.CreateTempSubdirectory("wesmemguard-").FullName;

    [TearDown]
    public void Remove() => Directory.Delete(_folder, recursive: true);

    private string Write(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    private static string Entry(string at, string path, string response, string more = "") => $$"""
        { "startedDateTime": "{{at}}", "time": 12.5, {{more}}
          "request": { "method": "GET", "url": "http://node.example:28680{{path}}" }, "response": {{response}} }
        """;

    private static string Answer(string text, string more = "") => $$"""
        { "status": 200, "headers": [ { "name": "Content-Type", "value": "text/plain; version=0.0.4" },
          { "name": "Content-Encoding", "value": "gzip" }, { "name": "Set-Cookie", "value": "session=abcdefghijklmnop" } ],
          "content": { "size": 5, "text": "{{text}}"{{more}} } }
        """;

    [Test]
    public void A_HAR_file_keeps_times_repeats_and_failures_and_lists_what_is_no_node_s()
    {
        var packed =
            Convert.ToBase64String(Encoding.UTF8.GetBytes(Page.Replace("\\n", "\n", StringComparison.Ordinal)));
        var har = Write("capture.har", $$"""
            { "log": { "version": "1.2", "entries": [
              {{Entry("2026-11-22T15:00:10.500Z", "/metrics", Answer(Page))}},
              {{Entry("2026-11-22T16:00:00+01:00", "/metrics", Answer(packed, ", \"encoding\": \"base64\""))}},
              {{Entry("2026-11-22T15:00:20Z", "/metrics", """{ "status": 0 }""", "\"_error\": \"net::ERR_CONNECTION_RESET\",")}},
              {{Entry("2026-11-22T15:00:21Z", "/index.html", Answer("hello"))}},
              {{Entry("2026-11-22T15:00:22Z", "/api/v1/node/status", """{ "status": 200, "content": { "size": 77 } }""")}} ] } }
            """);

        var imported = Capture.Import(har, "capture.har", Out);

        imported.Exchanges.ShouldBe(3);
        imported.Paths.ShouldBe(1);
        imported.LeftOut.Select(l => $"{l.Place}: {l.Why.Id}")
            .ShouldBe(["capture.har, entry 4: import.noNodePath", "capture.har, entry 5: import.noBody"]);
        var recording = RecordingFolder.Open(Out);
        recording.Exchanges.Select(e => e.At.UtcDateTime.ToString("HH:mm:ss.f", System.Globalization.CultureInfo.InvariantCulture))
            .ShouldBe(["15:00:00.0", "15:00:10.5", "15:00:20.0"]);
        recording.MetricsInterval.ShouldBe(10.5);
        Encoding.UTF8.GetString(recording.Exchanges[0].Body.Span).ShouldContain("go_goroutines 41");
        recording.Exchanges[0].Headers.ShouldContain(h => h.Key == "Content-Type");
        recording.Exchanges[0].Headers.ShouldNotContain(h => h.Key == "Content-Encoding");
        recording.Exchanges[2].Error!.Kind.ShouldBe(MissKind.Closed);
        var written = Directory.GetFiles(Out);
        written.ShouldNotBeEmpty();
        written.Select(File.ReadAllText).ShouldAllBe(text => !text.Contains("abcdefghijklmnop", StringComparison.Ordinal));
    }

    [Test]
    public async Task An_imported_capture_is_replayed_as_any_recording()
    {
        var entries = Enumerable.Range(0, 30).Select(i => Entry($"2026-11-22T15:{i:00}:00Z", "/metrics", Answer(Page)));
        var har = Write("capture.har", $$"""{ "log": { "entries": [ {{string.Join(",", entries)}} ] } }""");
        Capture.Import(har, "capture.har", Out);

        var recording = RecordingFolder.Open(Out);
        var recorder = new RunRecorder(recording.Header("capture"));
        await Replay.RunAsync(recording, recorder, CancellationToken.None);

        var run = recorder.Run;
        run.Metrics.Count(m => m.Sample is not null).ShouldBe(30);
        run.Metrics[29].Sample!.Goroutines.ShouldBe(41);
    }

    [Test]
    public void Mappings_of_both_WireMocks_are_read_in_order_and_repeats_are_kept()
    {
        Write("mappings/a-net.json", """
            { "Guid": "90356dba-b36c-469a-a17e-669cd84f1f05",
              "Request": { "Path": { "Matchers": [ { "Name": "WildcardMatcher", "Pattern": "/metrics" } ] }, "Methods": [ "GET" ] },
              "Response": { "StatusCode": 200, "Headers": { "Content-Type": "text/plain" }, "Body": "go_goroutines 41\n" } }
            """);
        Write("mappings/b-java.json", """
            { "mappings": [
              { "request": { "method": "GET", "url": "/metrics" },
                "response": { "status": 503, "body": "busy", "fixedDelayMilliseconds": 250 } },
              { "request": { "method": "POST", "urlPath": "/jsonrpc", "bodyPatterns": [
                  { "equalToJson": "{ \"jsonrpc\": \"2.0\", \"id\": 1, \"method\": \"wes_blockNumber\" }" } ] },
                "response": { "status": 200, "jsonBody": { "jsonrpc": "2.0", "id": 1, "result": "0x10" } } },
              { "request": { "method": "GET", "urlPattern": "/api/.*" }, "response": { "status": 200 } },
              { "request": { "method": "GET", "url": "/metrics" }, "response": { "proxyBaseUrl": "http://node.example" } },
              { "request": { "method": "GET", "url": "/other" }, "response": { "status": 200 } } ] }
            """);

        var imported = Capture.Import(Path.Combine(_folder, "mappings"), "mappings", Out);

        imported.LeftOut.Select(l => $"{l.Place}: {l.Why.Id}").ShouldBe(
        [
            "b-java.json, mapping 3: import.pattern", "b-java.json, mapping 4: import.computed",
            "b-java.json, mapping 5: import.noNodePath",
        ]);
        var recording = RecordingFolder.Open(Out);
        recording.Exchanges.Select(e => (e.Request.Method, e.Request.Path, e.Status))
            .ShouldBe([("GET", "/metrics", 200), ("GET", "/metrics", 503), ("POST", "/jsonrpc", 200)]);
        (recording.Exchanges[1].At - recording.Exchanges[0].At).ShouldBe(TimeSpan.FromSeconds(1));
        recording.Exchanges[2].Request.Body!.ShouldContain("wes_blockNumber");
        Encoding.UTF8.GetString(recording.Exchanges[2].Body.Span).ShouldContain("0x10");
    }

    [Test]
    public void A_body_in_a_file_of_its_own_is_read_and_none_outside_of_its_folder()
    {
        Write("__files/page.txt", "go_goroutines 41\n");
        Write("secret.txt", "go_goroutines 99\n");
        Write("mappings/m.json",
            """{ "request": { "url": "/metrics" }, "response": { "bodyFileName": "page.txt" } }""");
        Capture.Import(Path.Combine(_folder, "mappings"), "mappings", Out).Exchanges.ShouldBe(1);
        Encoding.UTF8.GetString(RecordingFolder.Open(Out).Exchanges[0].Body.Span).ShouldContain("41");

        Write("mappings/m.json",
            """{ "request": { "url": "/metrics" }, "response": { "bodyFileName": "../secret.txt" } }""");
        Should.Throw<BadInputException>(() => Capture.Import(Path.Combine(_folder, "mappings"), "mappings", Out + "2"))
            .Message.ShouldContain("is not in __files");
    }

    [TestCase("{ \"log\": ", "c.har:1:10: is not JSON")]
    [TestCase("{ \"a\": 1 }", "c.har: is neither a HAR file")]
    [TestCase("""{ "log": { "entries": [] } }""", "c.har: contains nothing")]
    [TestCase("""{ "log": { "entries": [ { "request": { "url": "http://a/metrics" } } ] } }""",
        "c.har, entry 1: needs \"startedDateTime\"")]
    [TestCase("""{ "log": { "entries": [ { "startedDateTime": "2026-11-22T15:00:00Z" } ] } }""", "c.har, entry 1: needs \"request\"")]
    [TestCase("""[ { "request": { "url": "/metrics" } } ]""", "c.har: is not a mapping")]
    public void What_is_wrong_is_named(string text, string message)
    {
        var file = Write("c.har", text);
        Should.Throw<BadInputException>(() => Capture.Import(file, "c.har", Out)).Message.ShouldStartWith(message);
        Directory.Exists(Out).ShouldBeFalse();
    }
}
