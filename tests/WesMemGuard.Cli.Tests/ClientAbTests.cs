using System.Text.Json;
using WesMemGuard.Clients;

namespace WesMemGuard.Cli.Tests;

/// <summary><c>ab</c> of the client tests of two builds: what stands for a test leaves a measurement, as the kit does.</summary>
[Platform("Linux,MacOsX")]
internal sealed class ClientAbTests
{
    private Tool _tool = null!;

    [SetUp]
    public void Begin()
    {
        _tool = new Tool();
        Leaves("clean", 0);
        Leaves("leaks", 112, new MeasuredType("Quote", 1, 100, "static Wallet._quotes → [] → Quote"));
    }

    [TearDown]
    public void End() => _tool.Dispose();

    [Test]
    public async Task A_head_that_keeps_more_a_call_is_worse_with_the_type_that_it_keeps()
    {
        (await _tool.RunAsync("ab", "--base", "sh clean.sh", "--head", "sh leaks.sh", "--rounds", "2", "--md", "ab.md"))
            .ShouldBe(1, _tool.Error);

        var said = Words(_tool.Out);
        said.ShouldContain("worse live heap of poll per call: +112 B (");
        said.ShouldMatch("base 0(\\.01)? B, head 112(\\.01)? B a call; 22,?000 and 22,?000 calls");
        said.ShouldContain("type Quote, kept by the head alone: 1 object and +100 B a call; static Wallet._quotes → [] → Quote");
        said.ShouldContain("head against base: worse; 1 worse, 0 better, 0 the same, 0 can't be told (2 rounds)");
        // Which is first is swapped.
        Words(_tool.Error).ShouldContain("round 1, base: sh clean.sh round 1, head: sh leaks.sh "
            + "round 2, head: sh leaks.sh round 2, base: sh clean.sh");
        var markdown = await File.ReadAllTextAsync(Path.Combine(_tool.Folder.Path, "ab.md"));
        markdown.ShouldStartWith("**head against base&#58; worse; 1 worse");
        markdown.ShouldContain("\n| worse | live heap of poll per call | &#43;112 B (");

        // What was left is compared again, by the folder or as pairs.
        var folder = Directory.GetDirectories(Path.Combine(_tool.Folder.Path, "runs")).ShouldHaveSingleItem();
        (await _tool.RunAsync("ab", folder, "--json")).ShouldBe(1);
        var json = JsonDocument.Parse(_tool.Lines[^1]).RootElement;
        json.EnumerateObject().Select(p => p.Name).ShouldBe(["outcome", "exitCode", "rounds", "clients"]);
        json.GetProperty("rounds").GetInt32().ShouldBe(2);
        json.GetProperty("clients")[0].GetProperty("types")[0].GetProperty("isNew").GetBoolean().ShouldBeTrue();
        (await _tool.RunAsync("ab", $"{folder}/01-head", $"{folder}/01-base")).ShouldBe(0);
    }

    [Test]
    public async Task Equal_builds_are_the_same_though_their_tests_fail()
    {
        _tool.Folder.Write("fails.sh", "sh clean.sh; exit 1");

        (await _tool.RunAsync("ab", "--base", "sh clean.sh", "--head", "sh fails.sh")).ShouldBe(0, _tool.Error);

        Words(_tool.Out).ShouldContain("same live heap of poll per call: 0 B (");
    }

    [TestCase("sh nothing.sh", "sh: ended with exit code 3 and left no measurement: no test measured a client with WesMemGuard.Client, "
        + "or WESMEMGUARD_CLIENT_OUT does not reach it. It said last: no tests here")]
    [TestCase("sh wrong.sh", "1.client.json:1:1: \"levels\" needs an array of at most 10000 items")]
    [TestCase("./no-such-program", "no-such-program: can't be run: ")]
    public async Task Tests_that_leave_no_measurement_say_why(string head, string said)
    {
        _tool.Folder.Write("nothing.sh", "echo no tests here; exit 3");
        _tool.Folder.Write("wrong.sh", "echo '{}' > \"$WESMEMGUARD_CLIENT_OUT/1.client.json\"");

        (await _tool.RunAsync("ab", "--base", "sh clean.sh", "--head", head)).ShouldBe(4);

        Words(_tool.Error).ShouldContain(said);
    }

    [TestCase("--gc", "5s")]
    [TestCase("--natural")]
    [TestCase("--warm-up", "1min")]
    [TestCase("--allow-remote", "h")]
    public async Task What_is_for_nodes_is_refused(params string[] option)
    {
        (await _tool.RunAsync(["ab", "--base", "a", "--head", "b", .. option])).ShouldBe(64);

        _tool.Error.ShouldContain($"{option[0]} is for nodes that are driven through a scenario");
    }

    [TestCase("--warm-up", "1min")]
    [TestCase("--budget", "budget.json")]
    public async Task What_is_for_nodes_is_refused_for_stored_measurements_too(params string[] option)
    {
        _tool.Folder.Write("budget.json", """{ "limits": [ { "of": "process", "metric": "rss", "peak": "1 GiB" } ] }""");
        foreach (var name in new[] { "base", "head" })
            _tool.Folder.Write($"{name}/1.client.json", await File.ReadAllTextAsync(Path.Combine(_tool.Folder.Path, "clean.json")));
        (await _tool.RunAsync("ab", "base", "head")).ShouldBe(0, _tool.Error);

        (await _tool.RunAsync(["ab", "base", "head", .. option])).ShouldBe(4);

        _tool.Error.ShouldContain($"{option[0]}: is for recordings and runs of nodes");
    }

    private static string Words(string text) => string.Join(' ', text.Split(default(char[]), StringSplitOptions.RemoveEmptyEntries));

    /// <summary>A script that leaves what a test of such a client would.</summary>
    private void Leaves(string name, double bytesPerCall, params MeasuredType[] types)
    {
        var levels = Enumerable.Range(0, 12)
            .Select(i => new MeasuredLevel(500 + (1000 * i), 2e6 + (bytesPerCall * 1000 * i) + (i % 3 * 50), 0.1 * (i + 1))).ToList();
        var measured = new ClientMeasurement("poll", levels, 500, TimeSpan.FromSeconds(2)) { Types = types, IsWalked = types.Length > 0 };
        _tool.Folder.Write(name + ".json", System.Text.Encoding.UTF8.GetString(MeasurementFile.Write(measured)));
        _tool.Folder.Write(name + ".sh", $"cp {name}.json \"$WESMEMGUARD_CLIENT_OUT/1.client.json\"");
    }
}
