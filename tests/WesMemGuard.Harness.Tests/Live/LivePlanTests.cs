using WesMemGuard.Harness.Live;
using WesMemGuard.Harness.Targets;
using WesMemGuard.Input;
using WesMemGuard.TestNodes;

namespace WesMemGuard.Harness.Tests.Live;

internal sealed class LivePlanTests
{
    private const string Idle = """ "phases": [ { "phase": "idle", "kind": "idle", "for": "5 s" } ] """;

    [TestCase("http://example.org:28680")]
    [TestCase("http://192.0.2.7:28680")]
    public void A_host_that_is_not_this_machine_is_refused_unless_it_is_named(string url)
    {
        var scenario = LiveTest.Scenario($$"""{ "node": { "url": "{{url}}" }, {{Idle}} }""");
        var host = new Uri(url).Host;
        Should.Throw<BadInputException>(() => LivePlan.Check(scenario, new LiveOptions())).Message.ShouldContain($"--allow-remote {host}");
        Should.NotThrow(() => LivePlan.Check(scenario, new LiveOptions { AllowRemote = [host] }));
        Should.Throw<BadInputException>(() => LivePlan.Check(scenario, new LiveOptions { AllowRemote = ["other.example"] }));
    }

    [TestCase("restart")]
    [TestCase("kill")]
    [TestCase("pause")]
    public async Task A_node_that_runs_already_is_never_restarted_killed_or_halted(string kind)
    {
        await using var test = await LiveTest.StartAsync(NodeBehaviour.Flat);
        var error = await Should.ThrowAsync<BadInputException>(() => test.RunAsync($$"""
             "phases": [ { "phase": "x", "kind": "{{kind}}", "for": "5 s" } ]
            """));
        error.Message.ShouldContain($"{kind} is done only to a node that the scenario starts");
    }

    [Test]
    public void More_than_one_address_may_send_to_is_refused_where_there_is_only_one()
    {
        var scenario = LiveTest.Scenario("""
            { "node": { "url": "http://[::1]:28680" }, "phases": [ { "phase": "x", "kind": "stats", "rate": 90,
            "for": "5 s" } ] }
            """);
        Should.Throw<BadInputException>(() => LivePlan.Check(scenario, new LiveOptions())).Message.ShouldContain("at most 80");
    }

    [Test]
    public void Forced_collections_need_a_diagnostics_port()
    {
        var scenario = LiveTest.Scenario($$"""{ "node": { "url": "http://192.0.2.7:28680" }, "liveHeapInterval": "15 s", {{Idle}} }""");
        Should.Throw<BadInputException>(() =>
            LivePlan.Check(scenario, new LiveOptions { AllowRemote = ["192.0.2.7"] })).Message.ShouldContain("diagnosticsUrl");
    }
}
