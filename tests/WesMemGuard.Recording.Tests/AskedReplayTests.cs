using System.Text;
using WesMemGuard.Node;
using WesMemGuard.Node.Services;
using WesMemGuard.Recording.Writing;
using WesMemGuard.Runs;
using WesMemGuard.Secrets;

namespace WesMemGuard.Recording.Tests;

/// <summary>A replay answers what was asked: not the like of it.</summary>
internal sealed class AskedReplayTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void Begin() => _folder = new TemporaryFolder();

    [TearDown]
    public void End() => _folder.Dispose();

    [Test]
    public async Task A_call_is_answered_by_its_method_and_its_parameters()
    {
        var (server, http) = Serve(
            (Call(1, "wes_getBlock", "[\"0x1\"]"), """{"jsonrpc":"2.0","id":1,"result":{"height":1}}""", ""),
            (Call(2, "wes_getBlock", "[\"0x2\"]"), """{"jsonrpc":"2.0","id":2,"result":{"height":2}}""", ""));
        using (server)
        using (http)
        {
            (await AskAsync(http, Call(7, "wes_getBlock", "[ \"0x1\" ]").Body!)).ShouldContain("\"height\":1");
            (await AskAsync(http, Call(8, "wes_getBlock", "[\"0x2\"]").Body!)).ShouldContain("\"height\":2");
            var unknown = await AskAsync(http, Call(9, "wes_getBlock", "[\"0x3\"]").Body!);
            unknown.ShouldContain("is not in the recording");
            unknown.ShouldContain("wes_getBlock [\"0x1\"]");
            unknown.ShouldContain("wes_getBlock [\"0x2\"]");
        }
    }

    [Test]
    public async Task What_was_left_out_of_a_call_is_left_out_of_the_question_too()
    {
        var asked = Call(1, "wes_sendTransaction",
            """[{"fromAddress":"CT9A","privateKey":"4f3c2b1a99aabbcc4f3c2b1a99aabbcc"}]""");
        var (server, http) = Serve((asked, """{"jsonrpc":"2.0","id":1,"result":{"accepted":true}}""", ""));
        using (server)
        using (http)
        {
            (await AskAsync(http, asked.Body!)).ShouldContain("\"accepted\":true");
            (await AskAsync(http, asked.Body!.Replace("CT9A", "CH5F",
                StringComparison.Ordinal))).ShouldContain("is not in the recording");
        }
    }

    [Test]
    public async Task A_head_is_answered_as_its_get_without_a_body()
    {
        var (server, http) = Serve((new NodeRequest("GET", NodePaths.Metrics), "go_goroutines 5\n", "text/plain"));
        using (server)
        using (http)
        {
            using var answer = await http.SendAsync(new HttpRequestMessage(HttpMethod.Head, NodePaths.Metrics));
            ((int)answer.StatusCode).ShouldBe(200);
            answer.Content.Headers.ContentLength.ShouldBe(16);
            (await answer.Content.ReadAsStringAsync()).ShouldBeEmpty();
        }
    }

    [Test]
    public async Task A_body_that_came_in_gzip_unasked_is_recorded_and_served_as_such()
    {
        var path = Path.Combine(_folder.Path, "rec");
        using (var recording = RecordingWriter.Create(path,
            new RecordingPlan(Start, null, TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30)), new Scrubber()))
        {
            recording.Exchanges.Began(new NodeRequest("GET", NodePaths.Metrics), Start)(new ExchangeEnd(
                200, [new("Content-Encoding", "gzip"), new("Content-Type", "text/plain")],
                    GzipBody.Packed("go_goroutines 5\n"u8.ToArray()), null, TimeSpan.Zero));
        }

        var recorded = RecordingFolder.Open(path);
        recorded.Exchanges.Single().Headers.ShouldContain(h => h.Key == "Content-Encoding" && h.Value == "gzip");
        recorded.Exchanges.Single().Body.Span.StartsWith((ReadOnlySpan<byte>)[0x1f, 0x8b]).ShouldBeTrue();
        var run = new RunRecorder(recorded.Header("x"));
        await Replay.RunAsync(recorded, run, default);
        run.Run.Metrics.Single().Sample!.Goroutines.ShouldBe(5);
    }

    [TestCase("""{"jsonrpc":"2.0","id":1,"result":{"height":1}}""", "\"id\":8")]
    [TestCase("""{"jsonrpc":"2.0","id":1,"id":2,"result":{"height":1}}""", "\"id\":2")]
    public async Task A_call_whose_id_stands_twice_is_answered(string recorded, string id)
    {
        var (server, http) = Serve((Call(1, "wes_getBlock", "[\"0x1\"]"), recorded, ""));
        using (server)
        using (http)
        {
            var answer =
                await AskAsync(http, """{"jsonrpc":"2.0","id":7,"id":8,"method":"wes_getBlock","params":["0x1"]}""");
            answer.ShouldContain("\"height\":1");
            answer.ShouldContain(id);
        }
    }

    [Test]
    public async Task A_call_whose_id_is_half_a_character_gets_the_answer_as_recorded()
    {
        var (server, http) = Serve((Call(1, "wes_getBlock",
            "[]"), """{"jsonrpc":"2.0","id":1,"result":{"height":1}}""", ""));
        using (server)
        using (http)
            (await AskAsync(http,
                """{"jsonrpc":"2.0","id":"\ud800","method":"wes_getBlock","params":[]}""")).ShouldContain("\"id\":1");
    }

    [Test]
    public void What_failed_is_counted_and_the_counts_are_checked()
    {
        var path = Path.Combine(_folder.Path, "rec");
        using (var recording = RecordingWriter.Create(path,
            new RecordingPlan(Start, null, TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30)), new Scrubber()))
        {
            recording.Exchanges.Began(new NodeRequest("GET", NodePaths.Metrics),
                Start)(new ExchangeEnd(200, [], "go_goroutines 5\n"u8.ToArray(), null, TimeSpan.Zero));
            recording.Exchanges.Began(new NodeRequest("GET", NodePaths.Metrics), Start.AddSeconds(1))(
                new ExchangeEnd(0, [], default, new Miss(MissKind.TimedOut, "timed out"), TimeSpan.Zero));
        }

        var head = Path.Combine(path, "recording.json");
        File.ReadAllText(head).ShouldContain("\"failed\":{\"/metrics\":1}");
        RecordingFolder.Open(path).Notices.ShouldBeEmpty();
        File.WriteAllText(head, File.ReadAllText(head)
            .Replace("\"exchanges\":{\"/metrics\":2}", "\"exchanges\":{\"/metrics\":1}", StringComparison.Ordinal));
        RecordingFolder.Open(path).Notices.ShouldContain(n => n.Name == "incomplete");
    }

    [Test]
    [Platform("Linux,MacOsX")]
    public void A_link_that_leads_out_of_a_recording_is_not_followed()
    {
        var secret = Path.Combine(_folder.Path, "secret.json");
        File.WriteAllText(secret, """{"startedAt":"2026-11-22T12:00:00Z"}""");
        var path = Directory.CreateDirectory(Path.Combine(_folder.Path, "rec")).FullName;
        File.WriteAllText(Path.Combine(path, "exchanges.jsonl"), "");
        File.CreateSymbolicLink(Path.Combine(path, "recording.json"), secret);
        Should.Throw<UnreadableRunException>(() => RecordingFolder.Open(path)).Message.ShouldContain("a link that leads out");
    }

    private static NodeRequest Call(int id, string method, string parameters) =>
        new("POST", NodePaths.JsonRpc,
            $$"""{"jsonrpc":"2.0","id":{{id}},"method":"{{method}}","params":{{parameters}}}""");

    private static async Task<string> AskAsync(HttpClient http, string body)
    {
        using var answer =
            await http.PostAsync(NodePaths.JsonRpc, new StringContent(body, Encoding.UTF8, "application/json"));
        return await answer.Content.ReadAsStringAsync();
    }

    private (ReplayServer Server, HttpClient Http) Serve(params (NodeRequest Request, string Body, string Type)[] exchanges)
    {
        var path = Path.Combine(_folder.Path, "rec");
        using (var recording = RecordingWriter.Create(path,
            new RecordingPlan(Start, null, TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30)), new Scrubber()))
        {
            foreach (var (request, body, type) in exchanges)
                recording.Exchanges.Began(request,
                    Start)(new ExchangeEnd(200, [new("Content-Type", type)], Encoding.UTF8.GetBytes(body), null,
                        TimeSpan.Zero));
        }

        var server = ReplayServer.Start(RecordingFolder.Open(path), new ReplayPorts { Stays = true });
        return (server, new HttpClient { BaseAddress = server.Address.Http });
    }
}
