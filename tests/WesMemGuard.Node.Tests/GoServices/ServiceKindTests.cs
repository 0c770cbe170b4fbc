using WesMemGuard.Node.Access;
using WesMemGuard.Node.Services;
using WesMemGuard.Runs;

namespace WesMemGuard.Node.Tests.GoServices;

/// <summary>
/// What a service is by what it answers: whatever is no WES node is never told to switch on what only a WES node has.
/// </summary>
internal sealed class ServiceKindTests
{
    private const string Memory = """
        {"runtime":{"rss_bytes":1,"heap_alloc":1,"heap_inuse":1,"num_gc":1,"num_goroutine":1},"modules":[]}
        """;

    private const string OwnFigures = "# TYPE app_requests_total counter\napp_requests_total 5\n";

    private const string HeapTextPath = "/debug/pprof/heap?debug=1";

    private static readonly string Vars = Recorded("nats2.15.2.debug-vars.json");

    private static readonly string HeapTail = "heap profile: 0: 0 [0: 0] @ heap/1048576\n" + Recorded("etcd3.4.heap-gc1-debug1.tail.txt");

    private static IEnumerable<TestCaseData> Services()
    {
        yield return Case("a monitoring port of its own, as of NATS", "go", "/metrics", ("/varz", "{\"mem\":1}"), ("/", "<html></html>"));
        yield return Case("client_golang", "go", "/metrics", ("/metrics", "go_goroutines 5\n"));
        yield return Case("a WES node", "wes", "/metrics", ("/metrics", "go_goroutines 5\nwes_sync_status 1\n"));
        yield return Case("a page of its own registry, and pprof", "go", HeapTextPath, ("/metrics", OwnFigures), (HeapTextPath, HeapTail));
        yield return Case("a page of its own registry, and expvar", "go", "/debug/vars", ("/metrics", OwnFigures), ("/debug/vars", Vars));
        yield return Case("expvar alone", "go", "/debug/vars", ("/debug/vars", Vars));
        yield return Case("pprof alone", "go", HeapTextPath, (HeapTextPath, HeapTail));
        yield return Case("a page of its own registry alone", "go", "/metrics", ("/metrics", OwnFigures));
        yield return Case("names in quotes", "go", "/metrics", ("/metrics", "{\"go.goroutine.count\",scope=\"x\"} 5\n"));
        yield return Case("an old WES node without a page", "wes", "/metrics",
            ("/api/v1/system/memory", Memory));
        yield return Case("a WES node without REST and page", "wes", "/metrics",
            ("/jsonrpc", """{"jsonrpc":"2.0","id":1,"result":"0x1"}"""));

        static TestCaseData Case(string name, string kind, string page, params (string Path, string Body)[] pages) =>
            new TestCaseData(kind, page, pages).SetArgDisplayNames(name);
    }

    [TestCaseSource(nameof(Services))]
    public async Task A_service_is_what_it_answers(string kind, string page, (string Path, string Body)[] pages)
    {
        await using var served = ServedPages.Of(pages);

        var found = await FindAsync(served);

        found.Profile.Name.ShouldBe(kind);
        found.Profile.Page.Path.ShouldBe(page);
    }

    [Test]
    public async Task What_a_layer_in_between_renamed_is_a_Go_service_by_its_map()
    {
        await using var served = ServedPages.Of(("/metrics", "jvmish_go_goroutines 7\n"));
        var access = new ServiceAccess { Figures = FigureMap.Of(["go_*=jvmish_go_*"], "map") };

        (await FindAsync(served, access)).Profile.Name.ShouldBe("go");
    }

    [Test]
    public async Task What_was_renamed_and_nobody_said_so_is_pointed_at()
    {
        await using var served = ServedPages.Of(("/metrics", "up 1\njvmish_go_goroutines 7\n"));
        using var client = Client(served);

        (await client.MetricsAsync(default)).Miss.ShouldNotBeNull().Detail
            .ShouldContain("one may be jvmish_go_goroutines; --map \"go_*=jvmish_go_*\"");
    }

    [Test]
    public async Task A_page_in_protobuf_is_named_and_text_is_asked_for()
    {
        await using var served = new ServedPages(new Dictionary<string, (string, byte[])>
        {
            ["/metrics"] = ("application/vnd.google.protobuf; proto=io.prometheus.client.MetricFamily; encoding=delimited", [10, 13, 7]),
        });
        using var client = Client(served);

        var miss = (await client.MetricsAsync(default)).Miss.ShouldNotBeNull();

        miss.Kind.ShouldBe(MissKind.Unexpected);
        miss.Detail.ShouldContain("protobuf");
        served.Asked.ShouldHaveSingleItem().ShouldContain("Accept: text/plain");
    }

    private static string Recorded(string file) =>
        File.ReadAllText(Path.Combine(TestContext.CurrentContext.TestDirectory, "GoServices", "Cases", file));

    private static async Task<FoundService> FindAsync(ServedPages served, ServiceAccess? access = null)
    {
        using var client = Client(served, access);
        return await ServiceProbe.FindAsync(client, null, default);
    }

    private static NodeClient Client(ServedPages served, ServiceAccess? access = null) =>
        new(new NodeAddress(served.Url, served.Url), TimeProvider.System, new NodeClientSettings { Access = access ?? ServiceAccess.Usual });
}
