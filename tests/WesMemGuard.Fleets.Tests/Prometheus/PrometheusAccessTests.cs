using WesMemGuard.Fleets.Prometheus;
using WesMemGuard.Input;

namespace WesMemGuard.Fleets.Tests.Prometheus;

/// <summary>What the environment names is read against a bound.</summary>
internal sealed class PrometheusAccessTests
{
    [TestCase("TOKEN_FILE", 64 * 1024)]
    [TestCase("TOKEN_FILE", 0)]
    [TestCase("CA", 5 * 1024 * 1024)]
    [TestCase("CERT", 5 * 1024 * 1024)]
    [TestCase("CERT", 0)]
    public void A_file_that_is_no_credential_by_its_size_is_refused(string name, int size)
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("file", new string('x', size));
        using var access = new PrometheusAccess(
            new Dictionary<string, string> { [PrometheusAccess.Prefix + name] = file });

        var refused = Should.Throw<BadInputException>(() => access.Client(TimeSpan.FromSeconds(1)).Dispose());
        refused.Message.ShouldStartWith(PrometheusAccess.Prefix + name + ": ");
        refused.Message.ShouldContain(size == 0 ? "nothing stands" : "bytes");
    }

    [Test]
    public void A_token_is_read_without_what_stands_around_it()
    {
        using var folder = new TemporaryFolder();
        using var access = new PrometheusAccess(
            new Dictionary<string, string> { [PrometheusAccess.Prefix + "TOKEN_FILE"] = folder.Write("file", "\uFEFF t0ken\n") });

        using var client = access.Client(TimeSpan.FromSeconds(1));

        client.DefaultRequestHeaders.Authorization.ShouldNotBeNull().ToString().ShouldBe("Bearer t0ken");
    }
}
