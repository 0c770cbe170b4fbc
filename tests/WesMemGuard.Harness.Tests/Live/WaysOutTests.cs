using System.Collections.Concurrent;
using System.Net;
using WesMemGuard.Harness.Live;
using WesMemGuard.Harness.Targets;
using WesMemGuard.Input;
using WesMemGuard.Node;
using WesMemGuard.Runs;
using WesMemGuard.Scenarios;

namespace WesMemGuard.Harness.Tests.Live;

/// <summary>
/// Nothing is sent to another machine, whatever a scenario, a node's answer or a name says. Connections are counted where they are opened,
/// and where they would arrive: at an address that is no loopback, where this machine has it (OtherMachineTests of the tools' tests runs
/// these in a network namespace that has).
/// </summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class WaysOutTests : IDisposable
{
    /// <summary>An address of no machine (RFC 5737), but in a namespace of these tests' own.</summary>
    private const string Elsewhere = OtherMachine.Address;

    private static readonly string[] Ways =
    [
        $"//{Elsewhere}/x", $"///{Elsewhere}/x", $"/\\{Elsewhere}/x", $"\\\\{Elsewhere}\\x", $"/%2f{Elsewhere}/x",
            $"/%2F%2f{Elsewhere}/x", $"%2f%2f{Elsewhere}/x",
        $"/%252f%252f{Elsewhere}/x", $"/%5c%5c{Elsewhere}/x", $"/%5C{Elsewhere}/x", $"@{Elsewhere}/x", $"/@{Elsewhere}/x",
            $"/a@{Elsewhere}/x", $"/%40{Elsewhere}/x", $":1@{Elsewhere}/x",
        $"http://{Elsewhere}/x", $"HTTP://{Elsewhere}/x", $"https://{Elsewhere}/x", $"ws://{Elsewhere}/ws",
            $"//user:pw@{Elsewhere}/x", $"/..//{Elsewhere}/x", $"/a/..//{Elsewhere}/x",
        $"/./\\/{Elsewhere}/x", $"/\t/{Elsewhere}/x", $"/\n/{Elsewhere}/x", $"\t//{Elsewhere}/x", $" //{Elsewhere}/x",
            $"/ /{Elsewhere}/x", $"/x\r\nHost: {Elsewhere}\r\n/", $"/x HTTP/1.1\r\nHost: {Elsewhere}",
        $"/%0d%0aHost:%20{Elsewhere}", $"/%09/{Elsewhere}/x", $"/／{Elsewhere}/x", $"／／{Elsewhere}/x", $"/⁄/{Elsewhere}",
            $"/;//{Elsewhere}/x", $"/?//{Elsewhere}/x", $"/#@{Elsewhere}/", $"/%00//{Elsewhere}/x",
        $".{Elsewhere}/x", $"/.{Elsewhere}//x", $"//[::ffff:192.0.2.2]:31000/x",
    ];

    [Test]
    public void There_are_40_ways() => Ways.Length.ShouldBeGreaterThanOrEqualTo(40);

    [TestCase("rest", "")]
    [TestCase("custom", "")]
    [TestCase("custom", ", \"httpMethod\": \"POST\", \"body\": \"{}\"")]
    public async Task No_path_leads_to_another_machine(string kind, string more)
    {
        using var node = new AskedServer(Redirected);
        var (refused, sent) = (0, 0);
        foreach (var way in Ways)
        {
            var path = System.Text.Json.JsonSerializer.Serialize(way);
            var json = $$"""
                { "node": { "url": "{{node.Address}}" },
                  "phases": [ { "phase": "a", "kind": "{{kind}}", "rate": 20, "for": "0.2 s", "path": {{path}}{{more}} } ] }
                """;
            try
            {
                await RunAsync(LiveTest.Scenario(json));
                sent++;
            }
            catch (BadInputException e)
            {
                e.Problems[0].Line.ShouldBe(2);
                e.Problems[0].Column.ShouldBeGreaterThan(40);
                refused++;
            }
        }

        (refused + sent).ShouldBe(Ways.Length);
        refused.ShouldBeGreaterThan(30);
        _opened.ShouldNotBeEmpty();
        _opened.ShouldAllBe(end => IPAddress.IsLoopback(end.Address));
        _elsewhere.Arrived.ShouldBe(0);
    }

    [TestCase("rest", "\"path\": \"/x\", \"rate\": 20")]
    [TestCase("custom", "\"path\": \"/x\", \"rate\": 20")]
    [TestCase("reads", "\"rate\": 20")]
    [TestCase("stats", "\"rate\": 20")]
    [TestCase("rpc", "\"method\": \"wes_blockNumber\", \"rate\": 20")]
    [TestCase("ips", "\"rate\": 20, \"addresses\": 5")]
    [TestCase("ws", "\"connections\": 3, \"subscriptionsPerConnection\": 1")]
    [TestCase("mine-on", "\"miner\": \"CT9A8CEgF7qJ3T6QuXSFQN31kEexxxa2oX\"")]
    [TestCase("transfers", "\"rate\": 5")]
    [TestCase("deploys", "\"rate\": 5")]
    [TestCase("fund", "\"addresses\": 2")]
    [TestCase("together", "\"together\": [ { \"phase\": \"b\", \"kind\": \"reads\", \"rate\": 20 }, "
        + "{ \"phase\": \"c\", \"kind\": \"ws\", \"connections\": 2, \"subscriptionsPerConnection\": 1 } ]")]
    [TestCase("idle", "")]
    public async Task No_redirect_of_a_node_is_followed(string kind, string more)
    {
        using var node = new AskedServer(Redirected);
        await RunAsync(LiveTest.Scenario($$"""
            { "node": { "url": "{{node.Address}}" }, "phases": [ { "phase": "a", "kind": "{{kind}}",
              "for": "0.3 s"{{(more.Length == 0 ? "" : ", " + more)}} } ] }
            """));
        _opened.ShouldNotBeEmpty();
        _opened.ShouldAllBe(end => IPAddress.IsLoopback(end.Address));
        _elsewhere.Arrived.ShouldBe(0);
    }

    /// <summary>A node's answer to any request: go to another machine.</summary>
    private static string Redirected(string request, int number) =>
        $"HTTP/1.1 302 Found\r\nLocation: http://{Elsewhere}/\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";

    /// <summary>Addresses of another machine, as plain and as hidden as addresses can be written.</summary>
    private static readonly string[] Hosts =
    [
        "http://192.0.2.2:31000", "https://192.0.2.2", "http://3221225986:31000", "http://0xC0000202:31000", "http://0300.0.2.2:31000",
        "http://0xc0.0x0.0x2.0x2:31000", "http://192.0.514:31000", "http://192.514:31000", "http://[::ffff:192.0.2.2]:31000",
        "http://[::ffff:c000:202]:31000", "http://[2001:db8::2]:31000", "http://[fe80::1%25eth0]:31000", "http://[::]:31000",
        "http://0.0.0.0:31000", "http://0:31000", "http://127.0.0.1@192.0.2.2:31000", "http://localhost:80@192.0.2.2:31000",
        "http://127.0.0.1%40192.0.2.2:31000", "http://localhost.example.org:31000", "http://127.0.0.1.example.org:31000",
        "http://example.org#127.0.0.1", "http://example.org?127.0.0.1", "http://example.org/127.0.0.1", "http://example.org\\@127.0.0.1",
        "http://192.0.2.2:31000\\127.0.0.1", "http://localhost。example.org", "http://１９２.0.2.2:31000", "http://ⓔxample.org",
        "http://xn--lcalhost-54a.org", "http://lοcalhost:31000", "http://localhost..:31000", "http://126.255.255.255",
        "http://128.0.0.1", "http://169.254.169.254", "http://10.0.0.1", "http://[::2]:31000", "http://[64:ff9b::7f00:1]:31000",
        "//192.0.2.2:31000", "ftp://127.0.0.1", "file:///127.0.0.1", "gopher://192.0.2.2:31000",
    ];

    /// <summary>Every kind that sends anything, an engine's and a change of the process aside, and one that only samples.</summary>
    private static readonly object[] Kinds =
    [
        new[] { "rest", "\"path\": \"/x\", \"rate\": 20" },
        new[] { "custom", "\"path\": \"/x\", \"rate\": 20, \"httpMethod\": \"POST\", \"body\": \"{}\"" },
        new[] { "reads", "\"rate\": 20" },
        new[] { "stats", "\"rate\": 20" },
        new[] { "rpc", "\"method\": \"wes_blockNumber\", \"rate\": 20" },
        new[] { "ips", "\"rate\": 20, \"addresses\": 5" },
        new[] { "ws", "\"connections\": 3, \"subscriptionsPerConnection\": 1" },
        new[] { "mine-on", "\"miner\": \"CT9A8CEgF7qJ3T6QuXSFQN31kEexxxa2oX\"" },
        new[] { "transfers", "\"rate\": 5" },
        new[] { "deploys", "\"rate\": 5" },
        new[] { "fund", "\"addresses\": 2" },
        new[] { "idle", "" },
    ];

    [TestCaseSource(nameof(Kinds))]
    public void No_address_of_another_machine_is_driven(string kind, string more)
    {
        Hosts.Length.ShouldBeGreaterThanOrEqualTo(40);
        foreach (var host in Hosts)
        {
            var url = System.Text.Json.JsonSerializer.Serialize(host);
            foreach (var node in new[] { $"\"url\": {url}", $"\"url\": \"http://127.0.0.1:1\", \"diagnosticsUrl\": {url}" })
                Should.Throw<BadInputException>(() => LivePlan.Check(LiveTest.Scenario($$"""
                    { "node": { {{node}} }, "phases": [ { "phase": "a", "kind": "{{kind}}",
                      "for": "0.3 s"{{(more.Length == 0 ? "" : ", " + more)}} } ] }
                    """), new LiveOptions()), node);
        }
    }

    /// <summary>What the refusals above don't come from: addresses of this machine, and another that was allowed by name.</summary>
    [TestCaseSource(nameof(Kinds))]
    public void An_address_of_this_machine_is_driven(string kind, string more)
    {
        string[] here = ["http://127.0.0.1:31000", "http://127.1.2.3:31000", "http://localhost:31000", "http://LOCALHOST:31000",
            "http://[::1]:31000", "http://[::ffff:127.0.0.1]:31000", "http://2130706433:31000", "http://0x7f.1:31000"];
        foreach (var host in here)
            Should.NotThrow(() => LivePlan.Check(Driving(host), new LiveOptions()), host);
        Should.NotThrow(() => LivePlan.Check(Driving($"http://{Elsewhere}"), new LiveOptions { AllowRemote = ["192.0.2.2"] }));

        Scenario Driving(string host) => LiveTest.Scenario($$"""
            { "node": { "url": "{{host}}" }, "phases": [ { "phase": "a", "kind": "{{kind}}",
              "for": "0.3 s"{{(more.Length == 0 ? "" : ", " + more)}} } ] }
            """);
    }

    /// <summary>What goes elsewhere is counted, at both ends.</summary>
    [Test]
    public async Task What_is_allowed_by_name_arrives_there()
    {
        await RunAsync(LiveTest.Scenario($$"""
            { "node": { "url": "http://{{Elsewhere}}" },
              "phases": [ { "phase": "a", "kind": "rest", "path": "/x", "rate": 20, "for": "0.3 s" } ] }
            """), "192.0.2.2");

        _opened.ShouldContain(end => end.ToString() == Elsewhere);
        if (_elsewhere.IsThere)
            _elsewhere.Arrived.ShouldBeGreaterThan(0);
    }

    [TestCase("transfers", "\"rate\": 5")]
    [TestCase("ws", "\"connections\": 3, \"subscriptionsPerConnection\": 1")]
    [TestCase("rest", "\"path\": \"/x\", \"rate\": 20")]
    [TestCase("idle", "")]
    public void Another_host_is_asked_for_by_name_for_every_kind(string kind, string more)
    {
        var scenario = LiveTest.Scenario($$"""
            { "node": { "url": "http://{{Elsewhere}}" }, "phases": [ { "phase": "a", "kind": "{{kind}}",
              "for": "0.3 s"{{(more.Length == 0 ? "" : ", " + more)}} } ] }
            """);
        Should.Throw<BadInputException>(() =>
            LivePlan.Check(scenario, new LiveOptions())).Message.ShouldContain("--allow-remote 192.0.2.2");
    }

    [Test]
    public async Task A_name_is_looked_at_after_it_was_resolved()
    {
        // What hosts(5) makes of a name is seen only then; this one is none of the loopback's in any.
        using var client =
            new NodeClient(new NodeAddress(new Uri("http://192.0.2.2:31000"), new Uri("http://192.0.2.2:31000")),
                TimeProvider.System);
        var reading = await client.MetricsAsync(default);
        reading.Miss!.Detail.ShouldContain("isn't this machine");
        var allowed =
            new NodeClientSettings
            {
                Connections = new Connections(["192.0.2.2"]) { Opening = _opened.Add },
                Timeout = TimeSpan.FromSeconds(0.2)
            };
        using var other =
            new NodeClient(new NodeAddress(new Uri("http://192.0.2.2:31000"), new Uri("http://192.0.2.2:31000")),
            TimeProvider.System, allowed);
        (await other.MetricsAsync(default)).Miss!.Detail.ShouldNotContain("isn't this machine");
        _opened.Select(end => end.Address.ToString()).Distinct().ShouldBe(["192.0.2.2"]);
    }

    private readonly ConcurrentBag<IPEndPoint> _opened = [];
    private readonly OtherMachine _elsewhere = new();

    public void Dispose() => _elsewhere.Dispose();

    private async Task RunAsync(Scenario scenario, params string[] allowed)
    {
        var clock = LiveClock.Of(TimeProvider.System);
        var recorder = new RunRecorder(LiveRun.Header(scenario, "run", "test", clock.Now));
        var options = new LiveOptions { Opening = _opened.Add, Patience = TimeSpan.FromSeconds(1), AllowRemote = allowed };
        await LiveRun.RunAsync(scenario, options, recorder, clock, default);
    }
}
