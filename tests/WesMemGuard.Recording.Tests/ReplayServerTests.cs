using System.Net.Sockets;
using System.Text;
using WesMemGuard.Node;
using WesMemGuard.Runs;

namespace WesMemGuard.Recording.Tests;

/// <summary>What comes over HTTP is what was recorded.</summary>
internal sealed class ReplayServerTests
{
    private static readonly string[] OfTheConnection = ["Content-Length", "Transfer-Encoding", "Connection", "Server"];
    private Spoiled _spoiled = null!;

    [SetUp]
    public void Begin() => _spoiled = new Spoiled();

    [TearDown]
    public void End() => _spoiled.Dispose();

    [TestCase("restarts", 1106)]
    [TestCase("rate-limited", 313)]
    [TestCase("rest-disabled", 105)]
    [TestCase("no-diagnostics", 105)]
    [TestCase("cycles-pool-flood", 553)]
    public async Task Every_status_header_body_and_failure_comes_as_recorded(string name, int count)
    {
        var recording = RecordingFolder.Open(Recordings.Of(name));
        recording.Exchanges.Count.ShouldBe(count);
        await CompareAsync(recording);
    }

    [Test]
    public async Task Faults_come_as_recorded()
    {
        var recording = RecordingFolder.Open(_spoiled.Plain(
            Line(1, "/api/v1/system/memory", 429, """{"error":{"code":"RATE_LIMIT_EXCEEDED"}}""",
                "application/json; charset=utf-8"),
            Line(2, "/api/v1/system/memory", 404, "404 page not found", "text/plain"),
            Line(3, "/api/v1/system/memory", 200, "{\"modules\":[{\"mod", "application/json"),
            Line(4, "/api/v1/system/memory", 502, "<html>\r\n资源</html>", "text/html"),
            Line(5, "/api/v1/system/memory", 500, "", "text/plain"),
            """{"at":"2026-11-22T15:00:06Z","method":"GET","path":"/metrics","error":"RemoteDisconnected("""
                + """'Remote end closed connection without response')"}""",
            Line(7, "/a%20path?q=%E8%B5%84&x=1", 200, "", "text/plain"),
                """{"at":"2026-11-22T15:00:08Z","method":"OPTIONS","path":"/metrics","status":204"""
                + ""","headers":{"Date":"Sun, 22 Nov 2026 15:00:08 GMT","X-A":"1"}}""",
                """{"at":"2026-11-22T15:00:08Z","method":"GET","path":"/debug/pprof/heap?seconds=2","status":200"""
                + ""","headers":{"Content-Type":"application/octet-stream","Date":"x"},"bodyBase64":"H4sIAP+A"}""",
                """{"at":"2026-11-22T15:00:08Z","method":"POST","path":"/jsonrpc","requestBody":"{\"method\": \"wes_x\"","status":200"""
                + ""","headers":{"Date":"x"},"body":"{\"jsonrpc\":\"2.0\"}\n"}""",
            Line(9, "/api/v1/system/memory", 301, "moved", "text/html")));
        recording.Exchanges.Count.ShouldBe(11);
        await CompareAsync(recording);
    }

    /// <summary>On a machine that stands still for seconds the parts of a request come late.</summary>
    [Test]
    public async Task A_request_that_comes_late_is_answered_as_recorded()
    {
        var recording = RecordingFolder.Open(_spoiled.Plain(
            """{"at":"2026-11-22T15:00:01Z","method":"POST","path":"/jsonrpc","requestBody":"{\"method\":\"wes_x\"}","status":200"""
                + ""","headers":{"Content-Type":"application/json"},"body":"{}"}"""));
        using var server = ReplayServer.Start(recording);
        server.MoveTo(recording.Exchanges[0]);
        using var client = new TcpClient();
        await client.ConnectAsync(server.Address.Http.Host, server.Address.Http.Port);
        var stream = client.GetStream();
        const string Body = """{"method":"wes_x"}""";
        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            $"POST /jsonrpc HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: {Body.Length}\r\n\r\n"));
        await Task.Delay(TimeSpan.FromSeconds(8)); // Kestrel's own patience is 5 s
        await stream.WriteAsync(Encoding.ASCII.GetBytes(Body));
        using var reader = new StreamReader(stream);

        (await reader.ReadToEndAsync()).ShouldStartWith("HTTP/1.1 200 OK");
        server.Served.ShouldBe(1);
    }

    [TestCase("""ConnectionRefusedError: [Errno 111] Connection refused""", MissKind.Refused)]
    [TestCase("""<urlopen error [Errno 111] Connection refused>""", MissKind.Refused)]
    [TestCase("""TimeoutError: timed out""", MissKind.TimedOut)]
    [TestCase("""Get \"http://x\": context deadline exceeded (Client.Timeout exceeded while awaiting headers)""", MissKind.TimedOut)]
    [TestCase("""RemoteDisconnected('Remote end closed connection without response')""", MissKind.Closed)]
    [TestCase("""ConnectionResetError: [Errno 104] Connection reset by peer""", MissKind.Closed)]
    public void Other_recorders_say_in_words_what_failed(string error, MissKind kind) =>
        Failed($"\"error\":\"{error}\"").Error!.Kind.ShouldBe(kind);

    [Test]
    public async Task What_failed_live_fails_in_the_same_way_and_words_from_the_recording()
    {
        var kinds = Enum.GetValues<MissKind>();
        kinds.Length.ShouldBeGreaterThan(8);
        foreach (var kind in kinds)
        {
            // words that would say something else, if anybody read them
            var fields = $"\"error\":\"a refusal timed out: {kind}\",\"errorKind\":\"{kind}\"";
            var recording = RecordingFolder.Open(_spoiled.Plain(Failing(fields)));
            var recorder = new RunRecorder(recording.Header("failed"));
            await Replay.RunAsync(recording, recorder, default);
            recorder.Run.Metrics.Single().Miss.ShouldBe(new Miss(kind, $"a refusal timed out: {kind}"));
        }
    }

    [TestCase("Nothing")]
    [TestCase("17")]
    public void A_kind_of_a_later_version_is_told_by_its_words(string kind) =>
        Failed($"\"error\":\"timed out\",\"errorKind\":\"{kind}\"").Error!.Kind.ShouldBe(MissKind.TimedOut);

    private Exchange Failed(string fields) => RecordingFolder.Open(_spoiled.Plain(Failing(fields))).Exchanges.Single();

    private static string Failing(string fields) =>
        $$"""{"at":"2026-11-22T15:00:06Z","method":"GET","path":"/metrics",{{fields}}}""";

    [Test]
    public async Task A_request_that_was_not_recorded_is_a_404_that_lists_what_exists()
    {
        var recording = RecordingFolder.Open(Recordings.Of("no-diagnostics"));
        using var server = ReplayServer.Start(recording);
        using var http = new HttpClient();
        server.ThrowIfUnknown();
        using var answer = await http.GetAsync(new Uri(server.Address.Http, "/debug/p2p/peers"));
        ((int)answer.StatusCode).ShouldBe(404);
        var text = await answer.Content.ReadAsStringAsync();
        text.ShouldEndWith(
            "\"GET /debug/p2p/peers\" is not in the recording; it contains GET /api/v1/health/live, GET "
                + "/api/v1/node/status, GET /api/v1/system/memory, "
            + "GET /api/v1/txpool/status, GET /metrics, POST /jsonrpc wes_blockNumber");
        Should.Throw<UnknownRequestException>(server.ThrowIfUnknown).Message.ShouldBe(text);
    }

    [Test]
    public async Task Profiles_and_answers_are_those_of_virtual_time()
    {
        var recording = RecordingFolder.Open(Recordings.Of("idle"));
        using var server = ReplayServer.Start(recording);
        using var http = new HttpClient();
        (await HeapAsync(59)).ShouldBeNull();
        (await HeapAsync(60)).ShouldBe(Profile("profiles/00060-heap.pb.gz"));
        (await HeapAsync(1199)).ShouldBe(Profile("profiles/00600-heap.pb.gz"));
        (await HeapAsync(100_000)).ShouldBe(Profile("profiles/end-heap.pb.gz"));

        server.MoveTo(recording.Exchanges[500].At);
        var memory = recording.Exchanges.Take(501).Last(e => e.Request.Path == "/api/v1/system/memory");
        (await http.GetByteArrayAsync(new Uri(server.Address.Http,
            "/api/v1/system/memory"))).ShouldBe(memory.Body.ToArray());

        async Task<byte[]?> HeapAsync(double second)
        {
            server.MoveTo(recording.StartedAt.AddSeconds(second));
            using var answer = await http.GetAsync(new Uri(server.Address.Diagnostics, "/debug/pprof/heap"));
            return answer.IsSuccessStatusCode ? await answer.Content.ReadAsByteArrayAsync() : null;
        }

        byte[] Profile(string name) => recording.Profiles.Single(p => p.Name == name).Content.ToArray();
    }

    private static async Task CompareAsync(RecordingFolder recording)
    {
        using var server = ReplayServer.Start(recording);
        using var http =
            new HttpClient(new SocketsHttpHandler { ConnectCallback = server.ConnectAsync, AllowAutoRedirect = false, UseProxy = false });
        foreach (var exchange in recording.Exchanges)
        {
            server.MoveTo(exchange);
            server.Clock.GetUtcNow().ShouldBe(exchange.At);
            using var request = new HttpRequestMessage(new HttpMethod(exchange.Request.Method),
                server.Address.Of(exchange.Request.Path));
            if (exchange.Request.Body is { } body)
                request.Content = new StringContent(body, Encoding.UTF8, "application/json");
            if (exchange.Error is { } error)
            {
                var failure = await Should.ThrowAsync<HttpRequestException>(() => http.SendAsync(request));
                failure.InnerException.ShouldBeOfType<RecordedMissException>().Miss.ShouldBe(error);
                continue;
            }

            using var answer = await http.SendAsync(request);
            ((int)answer.StatusCode).ShouldBe(exchange.Status);
            (await answer.Content.ReadAsByteArrayAsync()).AsSpan().SequenceEqual(exchange.Body.Span)
                .ShouldBeTrue($"body of line {exchange.Line}");
            Served(answer).ShouldBe(Recorded(exchange), $"headers of line {exchange.Line}");
        }

        server.Served.ShouldBe(recording.Exchanges.Count(e => e.Error is null));
        server.ThrowIfUnknown();
    }

    private static List<string> Served(HttpResponseMessage answer) =>
        [.. answer.Headers.NonValidated.Concat(answer.Content.Headers.NonValidated).Where(h => !OfTheConnection.Contains(h.Key))
            .Select(h => $"{h.Key.ToLowerInvariant()}: {h.Value}").Order(StringComparer.Ordinal)];

    private static List<string> Recorded(Exchange exchange) =>
        [.. exchange.Headers.Where(h => !OfTheConnection.Contains(h.Key)).Select(h => $"{h.Key.ToLowerInvariant()}: {h.Value}")
            .Order(StringComparer.Ordinal)];

    private static string Line(int second, string path, int status, string body, string type) =>
        $$"""{"at":"2026-11-22T15:00:0{{second}}Z","method":"GET","path":"{{path}}","status":{{status}}"""
        + $$""","headers":{"Content-Type":"{{type}}","Date":"x","Content-Length":"7"}"""
        + $$""","body":{{System.Text.Json.JsonSerializer.Serialize(body)}}}""";
}
