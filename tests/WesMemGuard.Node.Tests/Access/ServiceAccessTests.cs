using System.Net.Http.Headers;
using WesMemGuard.Input;
using WesMemGuard.Node.Access;
using WesMemGuard.Runs;

namespace WesMemGuard.Node.Tests.Access;

/// <summary>
/// Services behind TLS, authentication and other paths are asked as they want it, and refusals are named for what they
/// are.
/// </summary>
internal sealed class ServiceAccessTests
{
    private const string Page = "HTTP/1.1 200 OK\r\nContent-Length: 17\r\nConnection: close\r\n\r\ngo_goroutines 42\n";

    [Test]
    public async Task A_certificate_of_a_named_authority_is_trusted()
    {
        using var service = TlsService.Start(Page);

        var page = await AskAsync(service, Trusting(service) with { MetricsPath = "/internal/metrics" });

        page.Sample.ShouldNotBeNull(page.Miss?.Detail).Goroutines.ShouldBe(42);
        service.Asked.ShouldHaveSingleItem().ShouldStartWith("GET /prom/internal/metrics HTTP/1.1");
    }

    [Test]
    public async Task One_of_nobody_that_is_trusted_is_not() =>
        await UntrustedAsync("signed by nobody that is trusted", "127.0.0.1", 0, trusts: false);

    [Test]
    public async Task One_of_another_name_is_not() =>
        await UntrustedAsync("of another name", "127.0.0.2", 0, trusts: true);

    [Test]
    public async Task One_that_has_expired_is_not() => await UntrustedAsync("expired", "127.0.0.1", 2, trusts: true);

    [Test]
    public async Task Its_dates_are_written_in_UTC_and_in_no_culture_s_way()
    {
        using var service = TlsService.Start(Page, "127.0.0.1", 2);

        var miss = (await AskAsync(service, Trusting(service))).Miss.ShouldNotBeNull();

        miss.Detail.ShouldMatch(@"\(\d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ \.\. \d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ\)");
    }

    [TestCase(401, "it wants to know who asks")]
    [TestCase(403, "forbidden to who asks")]
    public async Task A_refusal_is_named(int status, string why)
    {
        using var service = TlsService.Start($"HTTP/1.1 {status} X\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");

        var miss = (await AskAsync(service, Trusting(service))).Miss.ShouldNotBeNull();

        miss.Kind.ShouldBe(MissKind.Denied);
        miss.Detail.ShouldContain(why);
    }

    [Test]
    public async Task Credentials_are_sent_and_never_shown()
    {
        using var service = TlsService.Start(Page);
        var access =
            Trusting(service) with { Authorization = new AuthenticationHeaderValue("Bearer", "t0ken-of-the-test") };

        (await AskAsync(service, access)).Sample.ShouldNotBeNull();

        service.Asked.ShouldHaveSingleItem().ShouldContain("Authorization: Bearer t0ken-of-the-test");
        access.ToString().ShouldNotContain("t0ken");
    }

    [Test]
    public void Profiles_are_asked_where_they_stand()
    {
        using var client =
            Client(new Uri("http://127.0.0.1:1"), new ServiceAccess { PprofPath = "/prof/", MetricsPath = "/m" });

        client.PathOf(NodePaths.HeapProfile).ShouldBe("/prof/heap");
        client.PathOf(NodePaths.CollectedHeap).ShouldBe("/prof/heap?gc=1&debug=1");
        client.PathOf(NodePaths.Metrics).ShouldBe("/m");
        client.PathOf(NodePaths.Vars).ShouldBe(NodePaths.Vars);
    }

    [TestCase("no certificate")]
    [TestCase("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n")]
    public void A_file_without_authorities_is_bad_input(string content)
    {
        Should.Throw<BadInputException>(() => Authorities(content));
        Should.Throw<BadInputException>(() => TrustedAuthorities.OfFile(Path.Combine(Path.GetTempPath(), "not-there", "ca.pem")));
    }

    [Test]
    [Platform("Linux")]
    public async Task What_has_no_length_is_not_read_as_a_file_of_authorities()
    {
        using var folder = new TemporaryFolder();
        var pipe = Path.Combine(folder.Path, "ca.pem");
        using (var made = System.Diagnostics.Process.Start("mkfifo", [pipe]))
            await made.WaitForExitAsync();

        // Who reads it waits for ever, as for the end of a device that has none.
        var read = Task.Run(() => TrustedAuthorities.OfFile(pipe));

        (await Should.ThrowAsync<BadInputException>(() => read.WaitAsync(TimeSpan.FromSeconds(5), TimeProvider.System)))
            .Message.ShouldContain("contains no certificate in PEM");
    }

    private static async Task UntrustedAsync(string why, string name, int days, bool trusts)
    {
        using var service = TlsService.Start(Page, name, days);

        var miss = (await AskAsync(service, trusts ? Trusting(service) : ServiceAccess.Usual)).Miss.ShouldNotBeNull();

        miss.Kind.ShouldBe(MissKind.Untrusted);
        miss.Detail.ShouldContain(why);
    }

    private static ServiceAccess Trusting(TlsService service) =>
        new() { Authorities = Authorities(service.AuthorityPem) };

    private static TrustedAuthorities Authorities(string content)
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, content);
            return TrustedAuthorities.OfFile(file);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static async Task<Reading<MetricsSample>> AskAsync(TlsService service, ServiceAccess access)
    {
        using var client = Client(new Uri(service.Url, "/prom"), access);
        return await client.MetricsAsync(default);
    }

    private static NodeClient Client(Uri url, ServiceAccess access) =>
        new(new NodeAddress(url, url), TimeProvider.System, new NodeClientSettings { Access = access });
}
