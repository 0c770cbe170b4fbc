using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using WesMemGuard.Input;
using WireMock.RequestBuilders;
using WireMock.ResponseBuilders;

namespace WesMemGuard.Testing.Tests;

/// <summary>A recorded node as a WireMock server: the recording answers, and what a test stubs lies over it.</summary>
internal sealed class ReplayedNodeTests
{
    private const string Height = """{ "jsonrpc": "2.0", "id": 77, "method": "wes_blockNumber", "params": [] }""";

    private ReplayedNode _node = null!;
    private HttpClient _client = null!;

    [SetUp]
    public async Task StartAsync()
    {
        _node = await ReplayedNode.StartAsync("scenarios/_recordings/transfers");
        _client = new HttpClient { BaseAddress = _node.Url };
    }

    [TearDown]
    public async Task StopAsync()
    {
        _client.Dispose();
        await _node.DisposeAsync();
    }

    [Test]
    public async Task What_nobody_stubs_is_answered_as_recorded()
    {
        var metrics = await _client.GetAsync("/metrics");
        metrics.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await metrics.Content.ReadAsStringAsync()).ShouldContain("go_memstats_next_gc_bytes");
        metrics.Content.Headers.ContentType!.MediaType.ShouldBe("text/plain");

        var memory = JsonNode.Parse(await _client.GetStringAsync("/api/v1/system/memory"))!;
        memory.ToJsonString().ShouldContain("heap_alloc");

        using var missing = await _client.GetAsync("/no/such/page");
        missing.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await missing.Content.ReadAsStringAsync()).ShouldContain("is not in the recording; it contains");
    }

    [Test]
    public async Task A_stub_lies_over_the_recording_and_the_calls_that_came_are_known()
    {
        _node.Server.Given(Request.Create().WithPath("/metrics"))
            .RespondWith(Response.Create().WithStatusCode(429).WithHeader("Retry-After", "1"));

        (await _client.GetAsync("/metrics")).StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        (await _client.GetAsync("/api/v1/system/memory")).StatusCode.ShouldBe(HttpStatusCode.OK);
        _node.Server.FindLogEntries(Request.Create().WithPath("/metrics")).Count.ShouldBe(1);
        _node.Server.LogEntries.Count.ShouldBe(2);

        _node.Server.ResetLogEntries();
        (await _client.GetStringAsync("/__admin/mappings")).ShouldContain("/metrics");
    }

    [Test]
    public async Task A_fault_breaks_the_connection_and_a_torn_body_is_cut_off()
    {
        _node.Server.Given(Request.Create().WithPath("/metrics")).RespondWith(NodeFaults.ConnectionLost());
        _node.Server.Given(Request.Create().WithPath("/api/v1/system/memory")).RespondWith(NodeFaults.Torn("{ \"runtime\": "));

        await Should.ThrowAsync<HttpRequestException>(() => _client.GetAsync("/metrics"));
        using var torn = await _client.GetAsync("/api/v1/system/memory", HttpCompletionOption.ResponseHeadersRead);
        torn.StatusCode.ShouldBe(HttpStatusCode.OK);
        using var body = await torn.Content.ReadAsStreamAsync();
        var begin = new byte[13];
        await body.ReadExactlyAsync(begin);
        Encoding.UTF8.GetString(begin).ShouldBe("{ \"runtime\": ");
        await Should.ThrowAsync<IOException>(async () => _ = await body.ReadAsync(new byte[1]));
    }

    [Test]
    public async Task The_server_is_of_this_machine_and_its_time_is_the_recording_s()
    {
        _node.Url.Host.ShouldBe("127.0.0.1");
        _node.Clock.GetUtcNow().Year.ShouldBe(2026);
        await Should.ThrowAsync<BadInputException>(() => ReplayedNode.StartAsync("scenarios/_recordings/no-such"));
        await Should.ThrowAsync<ArgumentOutOfRangeException>(() => ReplayedNode.StartAsync("scenarios/_recordings/idle", speed: 0));
    }
}
