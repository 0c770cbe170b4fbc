using WesMemGuard.Budgets;
using WesMemGuard.Fleets.Judging;
using WesMemGuard.Fleets.Prometheus;
using WesMemGuard.Input;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Fleets.Tests.Prometheus;

/// <summary>
/// A server that is entered by what the environment says, over real sockets: what it gets, and what is said when it refuses.
/// </summary>
internal sealed class EnteredServerTests
{
    private static readonly DateTimeOffset From = DateTimeOffset.FromUnixTimeSeconds(GrowingNode.Start - 60);
    private static readonly DateTimeOffset To = DateTimeOffset.FromUnixTimeSeconds(GrowingNode.Start + (60 * GrowingNode.Count));

    private TemporaryFolder _folder = null!;

    [SetUp]
    public void Begin() => _folder = new TemporaryFolder();

    [TearDown]
    public void End() => _folder.Dispose();

    [Test]
    public async Task A_token_and_headers_go_with_every_request()
    {
        using var server = new PageServer(Data);
        var fleet = await JudgeAsync(server, ("TOKEN", "t0ken"), ("HEADERS", "X-Scope-OrgID: tenant; X-Other: b:c"));

        fleet.Nodes.ShouldHaveSingleItem().Worst.ShouldBe(Outcome.Broken);
        server.Asked.Count.ShouldBeGreaterThan(2);
        server.Asked.ShouldAllBe(r => r.Contains("Authorization: Bearer t0ken\r\n", StringComparison.Ordinal)
            && r.Contains("X-Scope-OrgID: tenant\r\n", StringComparison.Ordinal)
            && r.Contains("X-Other: b:c\r\n", StringComparison.Ordinal));
    }

    [Test]
    public async Task A_user_and_a_password_go_as_Basic()
    {
        using var server = new PageServer(Data);
        await JudgeAsync(server, ("USER", "u"), ("PASSWORD", "p:w"));

        server.Asked.ShouldAllBe(r => r.Contains("Authorization: Basic dTpwOnc=\r\n", StringComparison.Ordinal));
    }

    [Test]
    public async Task A_certificate_of_an_authority_of_its_own_is_trusted_where_that_is_named_alone()
    {
        using var own = PageServer.Certificate();
        using var server = new PageServer(Data, own);

        (await RefusedAsync(server)).ShouldContain("no secure connection: its certificate is not trusted");
        (await RefusedAsync(server, ("CA", Pem(PageServer.Certificate())))).ShouldContain("its certificate is not trusted");
        (await JudgeAsync(server, ("CA", Pem(own)))).Nodes.ShouldHaveSingleItem().Worst.ShouldBe(Outcome.Broken);
    }

    [Test]
    public async Task A_server_that_wants_a_certificate_gets_ours()
    {
        using var own = PageServer.Certificate();
        using var ours = PageServer.Certificate();
        using var server = new PageServer(Data, own, wantsOurs: true);
        using var key = System.Security.Cryptography.X509Certificates.ECDsaCertificateExtensions.GetECDsaPrivateKey(ours)!;

        var fleet = await JudgeAsync(server, ("CA", Pem(own)), ("CERT", Pem(ours)),
            ("KEY", _folder.Write("key.pem", key.ExportPkcs8PrivateKeyPem())));

        fleet.Nodes.ShouldHaveSingleItem().Worst.ShouldBe(Outcome.Broken);
    }

    [TestCase(401, "with 401: who are you; who asks is told by WESMEMGUARD_PROMETHEUS_TOKEN")]
    [TestCase(403, "with 403: who are you; who asks is told by WESMEMGUARD_PROMETHEUS_TOKEN")]
    [TestCase(422, "with 422: who are you")]
    [TestCase(302, "with 302: who are you")]
    public async Task A_refusal_is_said_with_what_the_server_says_of_it(int status, string said)
    {
        using var server = new PageServer(_ => (status, """{"status":"error","errorType":"x","error":"who are you"}"""));

        var refusal = await RefusedAsync(server, ("TOKEN", "t0ken"));
        refusal.ShouldContain(said);
        // Who asks is no matter of the others.
        refusal.Contains("WESMEMGUARD_PROMETHEUS", StringComparison.Ordinal).ShouldBe(status is 401 or 403);
        server.Asked.Count.ShouldBe(1);
    }

    private string Pem(System.Security.Cryptography.X509Certificates.X509Certificate2 certificate) =>
        _folder.Write($"{certificate.Thumbprint}.pem", certificate.ExportCertificatePem());

    private static async Task<string> RefusedAsync(PageServer server, params (string Name, string Value)[] variables)
    {
        var judging = async () => await JudgeAsync(server, variables);
        return (await judging.ShouldThrowAsync<BadInputException>()).Message;
    }

    private static async Task<FleetVerdict> JudgeAsync(PageServer server, params (string Name, string Value)[] variables)
    {
        using var access = new PrometheusAccess(variables.ToDictionary(v => PrometheusAccess.Prefix + v.Name, v => v.Value));
        using var http = access.Client(TimeSpan.FromSeconds(20));
        var ask = new PrometheusAsk(server.Url, "count by (instance) (up)", From, To);
        return await new PrometheusFleet(ask, http, TimeProvider.System).JudgeAsync(Budget, new FleetView("budget.json", "x"),
            (_, _) => { }, default);
    }

    private static MemoryBudget Budget => BudgetFile.Read(
        """{ "limits": [ { "of": "process", "metric": "liveHeap", "growthPerHour": "4 MiB" } ] }"""u8.ToArray(), "budget.json");

    /// <summary>One node that grows by 40 MiB an hour.</summary>
    private static (int Status, string Body) Data(string request)
    {
        var series = request.Contains("query=count+by+%28instance", StringComparison.Ordinal)
            ? """{"metric":{"instance":"a"},"value":[1,"1"]}"""
            : request.Contains("query=count+by+%28__name__", StringComparison.Ordinal)
                ? """{"metric":{"__name__":"go_memstats_next_gc_bytes"},"value":[1,"1"]}"""
                : request.Contains("ms%5D", StringComparison.Ordinal)
                    ? $$"""{"metric":{"__name__":"go_memstats_next_gc_bytes","instance":"a"},"values":[{{string.Join(',',
                        GrowingNode.Points(40).Select(p => $"[{p.At},\"{p.Goal}\"]"))}}]}"""
                    : "";
        var kind = request.Contains("ms%5D", StringComparison.Ordinal) ? "matrix" : "vector";
        return (200, $$$"""{"status":"success","data":{"resultType":"{{{kind}}}","result":[{{{series}}}]}}""");
    }
}
