using System.Net.Sockets;
using System.Text;
using WesMemGuard.Node.Services;
using WesMemGuard.Runs;

namespace WesMemGuard.Node.Tests;

internal sealed class NodeClientTests
{
    private const string Memory = """
        {"modules":[{"module":"block","layer":"L4-CoreBusiness","objects":3,"approx_bytes":4096,"cache_items":1,"queue_length":2}],
         "runtime":{"heap_alloc":1012345678,"heap_inuse":1015000000,"num_gc":7,"num_goroutine":312,"rss_bytes":241762304,"rss_mb":230}}
        """;

    [Test]
    public async Task A_memory_answer_is_a_reading_dated_by_the_clock()
    {
        using var client = Canned.Answer(200, Memory).Client();
        var reading = await client.MemoryAsync(default);
        reading.ShouldBe(new Reading<MemorySample>(
            Canned.Now, new MemorySample(241762304, 1012345678, 1015000000, 7, 312,
                [new ModuleSample("block", "L4-CoreBusiness", 3, 4096, 1, 2)]), null));
    }

    [TestCase(429, MissKind.RateLimited, "status 429: {\"error\": 1}")]
    [TestCase(404, MissKind.NotFound, "status 404: {\"error\": 1}")]
    [TestCase(503, MissKind.ServerError, "status 503: {\"error\": 1}")]
    [TestCase(500, MissKind.ServerError, "status 500: {\"error\": 1}")]
    [TestCase(301, MissKind.Unexpected, "status 301: {\"error\": 1}")]
    [TestCase(401, MissKind.Denied, "status 401 (it wants to know who asks: --bearer or --basic): {\"error\": 1}")]
    [TestCase(403, MissKind.Denied, "status 403 (forbidden to who asks): {\"error\": 1}")]
    [TestCase(201, MissKind.Unexpected, "status 201: {\"error\": 1}")]
    public async Task A_status_other_than_200_is_a_miss_that_quotes_the_body(int status, MissKind kind, string detail)
    {
        using var client = Canned.Answer(status, "{\"error\": 1}").Client();
        (await client.MemoryAsync(default)).Miss.ShouldBe(new Miss(kind, detail) { Status = status });
    }

    [Test]
    public async Task An_empty_500_is_a_miss_without_a_quote()
    {
        using var client = Canned.Answer(500, "").Client();
        (await client.BlockNumberAsync(default)).Miss.ShouldBe(new Miss(MissKind.ServerError,
            "status 500")
        { Status = 500 });
    }

    [Test]
    public async Task A_long_refusal_is_quoted_in_one_line_of_80_characters()
    {
        using var client = Canned.Answer(404, "a\n\tb" + new string('x', 1000)).Client();
        var detail = (await client.MemoryAsync(default)).Miss!.Detail;
        detail.ShouldBe("status 404: a  b" + new string('x', 76) + "…");
    }

    [Test]
    public async Task A_refusal_with_a_huge_body_keeps_its_kind()
    {
        using var client = Canned.Answer(429, new byte[1024 * 1024]).Client();
        (await client.MemoryAsync(default)).Miss.ShouldBe(new Miss(MissKind.RateLimited,
            "status 429 with a body that can't be quoted")
        { Status = 429 });
    }

    [TestCase("text/html; charset=utf-8", "oops")]
    [TestCase("application/json", " <html><body>502</body></html>")]
    public async Task HTML_of_a_proxy_is_none_of_the_node_s_answers(string type, string body)
    {
        using var client = Canned.Answer(200, body, type).Client();
        (await client.MemoryAsync(default)).Miss.ShouldBe(new Miss(MissKind.Unexpected,
            "200 with HTML: " + body.Trim()));
    }

    [Test]
    public async Task A_body_that_ends_early_is_unreadable()
    {
        using var client = Canned.Raw("HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{\"modules\":").Client();
        (await client.MemoryAsync(default)).Miss.ShouldBe(new Miss(MissKind.Closed,
            "the connection was closed before the answer was whole"));
    }

    [Test]
    public async Task Something_else_than_HTTP_is_unexpected()
    {
        using var client = Canned.Raw("SSH-2.0-OpenSSH_9.2\r\n\r\n").Client();
        (await client.MemoryAsync(default)).Miss!.Kind.ShouldBe(MissKind.Unexpected);
    }

    [Test]
    public async Task A_memory_answer_over_4_MiB_is_too_large()
    {
        using var client = Canned.Answer(200, new byte[NodeClient.LargestJson + 1]).Client();
        (await client.MemoryAsync(default)).Miss.ShouldBe(new Miss(MissKind.TooLarge,
            "over 4 MiB, the bound of this answer"));
    }

    [Test]
    public async Task A_page_over_8_MiB_is_too_large_though_its_length_is_not_told()
    {
        using var client = Canned.Raw("HTTP/1.1 200 OK\r\n\r\n" + new string('#', NodeClient.LargestBody + 1)).Client();
        (await client.MetricsAsync(default)).Miss.ShouldBe(new Miss(MissKind.TooLarge,
            "over 8 MiB, the bound of this answer"));
    }

    [TestCase(SocketError.ConnectionRefused, MissKind.Refused, "connection refused")]
    [TestCase(SocketError.TimedOut, MissKind.TimedOut, "timed out")]
    [TestCase(SocketError.HostUnreachable, MissKind.Refused, "host unreachable")]
    [TestCase(SocketError.ConnectionReset, MissKind.Closed, "the connection was closed before the answer was whole")]
    public async Task A_failed_connection_is_a_miss_that_names_no_port(SocketError error, MissKind kind, string detail)
    {
        using var client = Canned.Failing(error);
        (await client.DiagnosticsAsync(default)).ShouldBe(new Reading<DiagnosticsSample>(Canned.Now, null,
            new Miss(kind, detail)));
    }

    [Test]
    public async Task A_silent_node_times_out()
    {
        using var client = Canned.Silent().Client(TimeSpan.FromMilliseconds(50));
        (await client.MemoryAsync(default)).Miss.ShouldBe(new Miss(MissKind.TimedOut, "no answer in 0.1 s"));
    }

    [Test]
    public async Task Cancellation_throws()
    {
        using var client = Canned.Silent().Client();
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => client.MemoryAsync(cancelled.Token));
    }

    [Test]
    public async Task A_call_is_sent_as_the_node_wants_it()
    {
        var node = Canned.Answer(200, """{"jsonrpc":"2.0","id":1,"result":"0x17"}""");
        using var client = node.Client();
        (await client.BlockNumberAsync(default)).Sample.ShouldBe(new BlockSample(23));
        var sent = Encoding.ASCII.GetString(node.Sent.ToArray());
        sent.ShouldStartWith("POST /jsonrpc HTTP/1.1\r\n");
        sent.ShouldContain("Content-Type: application/json\r\n");
        sent.ShouldEndWith("""{"jsonrpc":"2.0","id":1,"method":"wes_blockNumber","params":[]}""");
    }

    [Test]
    public async Task Debug_paths_go_to_the_diagnostics_port()
    {
        var node = Canned.Answer(200, "x");
        using var client = node.Client();
        (await client.AskAsync(new NodeRequest("GET", "/debug/p2p/host", Mark: "look"), default)).Mark.ShouldBe("look");
        Encoding.ASCII.GetString(node.Sent.ToArray()).ShouldContain("Host: 127.0.0.1:28686\r\n");
    }

    [Test]
    public async Task A_witness_of_an_unasked_gzip_sees_plain_text_labelled_as_such()
    {
        var packed = GzipBody.Packed(Encoding.UTF8.GetBytes(Memory));
        var node = Canned.Answer(200, packed, "application/json\r\nContent-Encoding: gzip");
        var seen = new Witness();
        using var client = node.Client(witness: seen);

        (await client.MemoryAsync(default)).Sample.ShouldNotBeNull();

        Encoding.UTF8.GetString(seen.End!.Body.Span).ShouldBe(Memory);
        seen.End.Headers.Select(h => h.Key).ShouldNotContain("Content-Encoding");
    }

    private sealed class Witness : IExchangeWitness
    {
        public ExchangeEnd? End { get; private set; }

        public Action<ExchangeEnd> Began(NodeRequest request, DateTimeOffset at) => end => End = end;
    }

    [Test]
    public async Task A_profile_is_gzip_or_a_miss()
    {
        using var right = Canned.Answer(200, [0x1f, 0x8b, 8, 0], "application/octet-stream").Client();
        (await right.HeapProfileAsync(default)).Sample!.Content.ToArray().ShouldBe([0x1f, 0x8b, 8, 0]);
        using var wrong = Canned.Answer(200, "heap profile: 1", "text/plain").Client();
        (await wrong.GoroutineProfileAsync(default)).Miss.ShouldBe(new Miss(MissKind.Unexpected,
            "no gzipped profile: heap profile: 1"));
    }
}
