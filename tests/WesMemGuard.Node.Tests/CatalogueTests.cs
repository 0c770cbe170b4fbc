using System.IO.Compression;
using System.Text;
using System.Text.Json;
using WesMemGuard.Node.Services;
using WesMemGuard.Runs;

namespace WesMemGuard.Node.Tests;

/// <summary>Real answers of a real node, each through the client as if it came from the wire.</summary>
internal sealed class CatalogueTests
{
    private static readonly string[] Typed =
        [NodePaths.Memory, NodePaths.Metrics, NodePaths.Pool, NodePaths.Health, NodePaths.Status, NodePaths.Diagnostics];

    [Test]
    public async Task Every_answer_200_of_a_known_endpoint_is_read()
    {
        var known = Exchanges()
            .Where(e => e.Status == 200 && e.Method == "GET" && Typed.Contains(e.Path)
                && e is not { Path: NodePaths.Metrics, Port: 28686 })
            .ToList();
        known.Select(e => e.Path).Distinct().Order().ShouldBe(Typed.Order());
        known.Count.ShouldBe(14);
        foreach (var exchange in known)
            (await MissAsync(exchange)).ShouldBeNull(exchange.Path);
    }

    [Test]
    public async Task Every_call_for_the_height_or_the_chain_is_read_or_is_the_node_s_error()
    {
        var calls = Exchanges()
            .Where(e => e.Status == 200
                && NodeSampler.MethodOf(e.Request) is "wes_blockNumber" or "wes_chainId").ToList();
        var misses = new List<Miss?>();
        foreach (var exchange in calls)
            misses.Add(await MissAsync(exchange));
        misses.Count(m => m is null).ShouldBe(5);
        misses.OfType<Miss>().ShouldHaveSingleItem().Detail.ShouldStartWith("JSON-RPC error {\"code\":-32600");
    }

    [Test]
    public async Task A_rate_limited_call_is_no_JSON_RPC_and_is_told_as_429()
    {
        var limited = Exchanges().Where(e => e.Status == 429).ToList();
        limited.Count.ShouldBe(2);
        foreach (var exchange in limited)
            (await MissAsync(exchange))!.Kind.ShouldBe(MissKind.RateLimited);
    }

    [Test]
    public async Task The_diagnostics_port_s_own_metrics_are_not_the_node_s()
    {
        var page = Exchanges().Single(e => e is { Path: NodePaths.Metrics, Port: 28686 });
        (await MissAsync(page))!.Kind.ShouldBe(MissKind.Unexpected);
    }

    [Test]
    public async Task A_heap_text_that_was_cut_before_its_figures_is_unreadable()
    {
        var text = Exchanges().Single(e => e.Path == NodePaths.CollectedHeap);
        (await MissAsync(text)).ShouldBe(new Miss(MissKind.Unreadable,
            "# LastGC: not there, an integer >= 0 is needed"));
    }

    [Test]
    public async Task Every_other_answer_is_told_by_its_status_and_none_throws()
    {
        var all = Exchanges();
        all.Count.ShouldBe(115);
        foreach (var exchange in all.Where(e => !Typed.Contains(e.Path)
            && e.Path is not (NodePaths.JsonRpc or NodePaths.CollectedHeap) && e.Method == "GET"))
        {
            using var client = Canned.Answer(exchange.Status, exchange.Body, exchange.Type).Client();
            var reading = await client.AskAsync(new NodeRequest(exchange.Method, exchange.Path), default);
            (reading.Sample is not null).ShouldBe(exchange is { Status: 200, Path: not "/debug/pprof/" },
                exchange.Path);
        }
    }

    private static async Task<Miss?> MissAsync(Recorded exchange)
    {
        using var client = Canned.Answer(exchange.Status, exchange.Body, exchange.Type).Client();
        var recorder = new RunRecorder(new RunHeader("x", "x", Canned.Now, RunOrigin.Live));
        var miss = await new NodeSampler(client, recorder)
            .TakeAsync(new NodeRequest(exchange.Method, exchange.Path, exchange.Request), default);
        var run = recorder.Run;
        (run.Memory.Count + run.Metrics.Count + run.Diagnostics.Count + run.LiveHeap.Count + run.Blocks.Count + run.Chain.Count
            + run.Others.Count).ShouldBe(1);
        return miss;
    }

    private static List<Recorded> Exchanges()
    {
        var path =
            Path.Combine(RepositoryFolder.Path, "tests", "WesMemGuard.Node.Tests", "Catalogue", "exchanges.jsonl.gz");
        using var reader =
            new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress), Encoding.UTF8);
        var all = new List<Recorded>();
        while (reader.ReadLine() is { } line)
        {
            using var json = JsonDocument.Parse(line);
            var e = json.RootElement;
            if (e.TryGetProperty("error", out _))
                continue;
            var body = e.TryGetProperty("body", out var text)
                ? Encoding.UTF8.GetBytes(text.GetString()!) : e.GetProperty("bodyBase64").GetBytesFromBase64();
            var type =
                e.GetProperty("headers").TryGetProperty("Content-Type", out var t) ? t.GetString()! : "text/plain";
            var request = e.TryGetProperty("requestBody", out var sent) ? sent.GetString() : null;
            all.Add(new Recorded(
                e.GetProperty("port").GetInt32(), e.GetProperty("method").GetString()!,
                e.GetProperty("path").GetString()!, request,
                e.GetProperty("status").GetInt32(), type, body));
        }

        return all;
    }

    private sealed record Recorded(int Port, string Method, string Path, string? Request, int Status, string Type,
        byte[] Body);
}
