using System.Text.Json;
using WesMemGuard.Harness.Tests.Live;
using WesMemGuard.TestNodes;

namespace WesMemGuard.Cli.Tests;

internal sealed class VerifyTests
{
    private Tool _tool = null!;

    [SetUp]
    public void Begin() => _tool = new Tool();

    [TearDown]
    public void End() => _tool.Dispose();

    [Test]
    public async Task A_good_node_has_ten_lines_that_are_ok()
    {
        await using var node = await StartAsync(NodeBehaviour.Flat);

        (await VerifyAsync(node)).ShouldBe(0);

        _tool.Lines.Count(l => l.Contains("  ok  ", StringComparison.Ordinal)).ShouldBe(10);
        _tool.Out.ShouldContain("/api/v1/system/memory was answered 2 times\n");
        _tool.Out.ShouldContain("alive: 2 different samples in 11 s");
        _tool.Out.ShouldContain("chain 0x275d, process started 2026-11-22 11:50:00Z\n");
        _tool.Lines[^1].ShouldBe($"{Url(node)} can be measured");
        _tool.Error.ShouldBeEmpty();
    }

    [Test]
    public async Task What_is_limited_comes_with_what_to_do_in_the_user_s_language()
    {
        await using var node = await StartAsync(NodeBehaviour.RestDisabled);

        (await VerifyAsync(node)).ShouldBe(2);
        _tool.Out.ShouldContain("404, while /metrics is answered: REST is off\n");
        _tool.Out.ShouldContain("do: set \"api.http_enable_rest\": true; without it module limits are not measured");

        (await VerifyAsync(node, "--lang", "zh")).ShouldBe(2);
        _tool.Out.ShouldContain("返回 404,而 /metrics 有应答：REST 已关闭\n");
        _tool.Out.ShouldContain("建议：设置 \"api.http_enable_rest\": true");
    }

    [Test]
    public async Task Json_is_one_object_with_the_keys_that_scripts_know()
    {
        await using var node = await StartAsync(NodeBehaviour.Frozen);

        (await VerifyAsync(node, "--json")).ShouldBe(3);

        var report = JsonDocument.Parse(_tool.Lines.ShouldHaveSingleItem()).RootElement;
        report.EnumerateObject().Select(p => p.Name).ShouldBe(["url", "state", "exitCode", "checks"]);
        report.GetProperty("state").GetString().ShouldBe("impossible");
        report.GetProperty("exitCode").GetInt32().ShouldBe(3);
        var checks = report.GetProperty("checks").EnumerateArray().ToArray();
        checks.Length.ShouldBe(10);
        checks[2].EnumerateObject().Select(p => p.Name).ShouldBe(["check", "state", "code", "found", "do"]);
        checks[2].GetProperty("check").GetString().ShouldBe("sampler");
        checks[2].GetProperty("code").GetString().ShouldBe("frozen");
        checks[0].GetProperty("do").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Test]
    public async Task A_node_that_is_not_there_exits_with_5()
    {
        var node = await StartAsync(NodeBehaviour.Flat);
        await node.DisposeAsync();

        (await VerifyAsync(node)).ShouldBe(5);
        _tool.Out.ShouldContain("nobody answers: connection refused\n");
        _tool.Lines[^1].ShouldEndWith("can't be measured as it is");
    }

    [TestCase("verify", "here")]
    [TestCase("verify", "--ulr", "http://127.0.0.1:1")]
    [TestCase("verify", "--url")]
    public async Task Wrong_usage_exits_with_64(params string[] args)
    {
        (await _tool.RunAsync(args)).ShouldBe(64);
        _tool.Error.ShouldContain("See: wesmemguard verify --help");
    }

    [TestCase("localhost:28680")]
    [TestCase("http://127.0.0.1:28680/api?x=1")]
    [TestCase("http://user@127.0.0.1:28680")]
    public async Task An_address_that_is_none_exits_with_4(string url)
    {
        (await _tool.RunAsync("verify", "--url", url)).ShouldBe(4);
        _tool.Error.ShouldContain("--url: needs an http address, like http://127.0.0.1:28680");
    }

    [Test]
    public async Task An_address_may_have_a_path()
    {
        (await _tool.RunAsync("verify", "--url", "http://127.0.0.1:1/prom")).ShouldBe(5);
        _tool.Out.ShouldContain("nobody answers: connection refused\n");
    }

    private Task<TestNode> StartAsync(NodeBehaviour behaviour)
    {
        var time = new VirtualTime();
        _tool.Clock = new VirtualLiveClock(time);
        return TestNode.StartAsync(new TestNodeOptions
        {
            Behaviour = behaviour,
            Time = time,
            StartedAt = time.GetUtcNow() - TimeSpan.FromMinutes(10),
            Strikes = TimeSpan.FromSeconds(20),
        });
    }

    private Task<int> VerifyAsync(TestNode node, params string[] more) =>
        _tool.RunAsync(["verify", "--url", Url(node), "--diagnostics-url", node.Diagnostics!.GetLeftPart(UriPartial.Authority), .. more]);

    private static string Url(TestNode node) => node.Http.GetLeftPart(UriPartial.Authority);
}
