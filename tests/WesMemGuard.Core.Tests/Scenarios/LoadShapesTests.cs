using System.Text;
using WesMemGuard.Input;
using WesMemGuard.Reasons;
using WesMemGuard.Scenarios;
using WesMemGuard.Texts;

namespace WesMemGuard.Core.Tests.Scenarios;

/// <summary>What the reader knows of loads: their courses, their parts, and what this node can't carry.</summary>
internal sealed class LoadShapesTests
{
    [TestCase("""
        { "phase": "mine", "kind": "mine-on", "for": "1 min" }, { "phase": "deploy", "kind": "deploys", "rate": 1,
        "for": "1 min" }
        """)]
    [TestCase("""
        { "phase": "deploy", "kind": "deploys", "rate": 1, "for": "1 min" }, { "phase": "mine", "kind": "mine-on",
        "for": "1 min" }
        """)]
    [TestCase("""
        { "phase": "mine", "kind": "mine-on", "for": "1 min" }, { "phase": "deploy", "kind": "rpc",
        "method": "wes_deployContract", "rate": 1, "for": "1 min" }
        """)]
    [TestCase("""
        { "phase": "mine", "kind": "mine-on", "for": "1 min" }, { "phase": "all", "for": "1 min", "together": [ {
        "phase": "deploy", "kind": "deploys", "rate": 1 } ] }
        """)]
    public void A_scenario_that_would_stop_the_chain_is_refused_unless_it_says_so(string phases)
    {
        Problems(phases).ShouldHaveSingleItem().Message.ShouldContain("\"stopsTheChain\": true");
        Problems(phases, "\"stopsTheChain\": true, ").ShouldBeEmpty();
    }

    [TestCase("""
        { "phase": "mine", "kind": "mine-on", "for": "1 min" }, { "phase": "off", "kind": "mine-off", "for": "1 min" },
        { "phase": "deploy", "kind": "deploys", "rate": 1, "for": "1 min" }
        """)]
    [TestCase("""{ "phase": "deploy", "kind": "deploys", "rate": 1, "for": "1 min" }""")]
    public void Deployments_that_nobody_mines_are_no_harm(string phases) => Problems(phases).ShouldBeEmpty();

    [TestCase(""" "rate": 1, "addresses": 40 """, null)]
    [TestCase(""" "rate": 1.3 """, null)]
    [TestCase(""" "rate": 3 """, "40 addresses carry 1.3 transfers per second, 3 are requested")]
    [TestCase(""" "rate": 1, "rateTo": 8 """, "set \"addresses\": 240")]
    [TestCase(""" "rate": 1, "addresses": 10 """, "10 addresses carry 0.3 transfers per second")]
    public void Too_few_coins_are_told_beforehand(string load, string? notice)
    {
        var notices = Scenario($$"""{ "phase": "pay", "kind": "transfers", "for": "2 min", {{load}} }""").Notices;

        if (notice is null)
            notices.ShouldBeEmpty();
        else
            notices.ShouldHaveSingleItem().In(Language.English).ShouldContain(notice);
    }

    [Test]
    public void Stages_take_the_place_of_a_rate_and_a_time()
    {
        var phase = Scenario("""
            { "phase": "a", "kind": "reads", "stages": [ { "rateTo": 5, "for": "30 s" }, { "rateTo": 0, "for": "1 min" }
            ] }
            """).Phases[0];

        (phase.Rate, phase.For, phase.MostRate).ShouldBe((0, TimeSpan.FromSeconds(90), 5));
        Problems("""
            { "phase": "a", "kind": "reads", "for": "1 min", "stages": [ { "rateTo": 5, "for": "30 s" } ] }
            """).ShouldHaveSingleItem().Message.ShouldContain("\"for\" can't be used with stages");
        Problems("""
            { "phase": "a", "kind": "reads", "stages": [ { "rateTo": 0, "for": "30 s" } ] }
            """).ShouldHaveSingleItem().Message.ShouldContain("no request at all");
        Problems("""
            { "phase": "a", "kind": "reads", "rate": 0, "for": "30 s" }
            """).ShouldHaveSingleItem().Message.ShouldContain("\"rate\"");
    }

    [Test]
    public void Parts_have_names_of_their_own_and_the_rest_of_the_phase_s_time()
    {
        var scenario = Scenario("""
            { "repeat": 2, "phases": [ { "phase": "mix", "for": "5 min", "together": [ { "phase": "read",
            "kind": "reads", "rate": 5, "after": "1 min" }, { "phase": "stall", "kind": "pause", "for": "5 s" } ] } ] }
            """);

        scenario.AllPhases.Select(p => (p.Name, p.KindName, p.For)).ShouldBe(
            [("mix1", "together", TimeSpan.FromMinutes(5)), ("read1", "reads", TimeSpan.FromMinutes(4)),
                ("stall1", "pause", TimeSpan.FromSeconds(5)),
             ("mix2", "together", TimeSpan.FromMinutes(5)), ("read2", "reads", TimeSpan.FromMinutes(4)),
                 ("stall2", "pause", TimeSpan.FromSeconds(5))]);
        Problems("""
            { "phase": "a", "for": "1 min", "together": [ { "phase": "a", "kind": "idle" } ] }
            """).ShouldHaveSingleItem().Message.ShouldContain("appears twice");
        Problems("""
            { "phase": "a", "kind": "idle", "for": "1 min", "after": "5 s" }
            """).ShouldHaveSingleItem().Message.ShouldContain("unknown property \"after\"");
    }

    [Test]
    public void An_amount_may_be_as_large_as_a_node_s_balances() =>
        Scenario("""
            { "phase": "a", "kind": "transfers", "rate": 1, "for": "1 min", "amount": 9223372036854775807 }
            """).Phases[0].Amount.ShouldBe(long.MaxValue);

    private static Scenario Scenario(string phases, string before = "") =>
        ScenarioFile.Read(Bytes(phases, before), "scenario.json");

    private static IReadOnlyList<FileProblem> Problems(string phases, string before = "")
    {
        ScenarioFile.Read(Bytes(phases, before), "scenario.json", out var problems);
        return problems;
    }

    private static byte[] Bytes(string phases, string before) =>
        Encoding.UTF8.GetBytes($$"""{ "node": { "start": { "command": "n" } }, {{before}}"phases": [ {{phases}} ] }""");
}
