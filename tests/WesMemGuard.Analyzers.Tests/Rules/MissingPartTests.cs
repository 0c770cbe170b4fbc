using WesMemGuard.Analyzers.Tests.Support;

namespace WesMemGuard.Analyzers.Tests.Rules;

internal sealed class MissingPartTests
{
    private const string Budget = """{ "limits": [ { "of": "process", "metric": "rss", "peak": "1 GiB" } ] }""";
    private const string Phases = """{ "phase": "warm", "kind": "idle", "startedAt": "2026-11-22T15:00:00Z","""
        + """ "endedAt": "2026-11-22T15:05:00Z", "sent": 0, "ok": 0, "limited": 0, "failed": 0 }""";
    private const string Description = """{ "startedAt": "2026-11-22T15:00:00Z" }""";

    [Test]
    public void A_recording_that_is_not_where_the_scenario_says_is_told_when_recordings_are_given() =>
        FileSnippet.Say(Scenario("../_recordings/idel"), ("idle/budget.json", Budget), ("_recordings/idle/recording.json", Description))
            .ShouldBe(["idle/scenario.json(1,16): WMG8004: there is no recording at \"../_recordings/idel\""]);

    [Test]
    public void Without_any_recording_nothing_is_said_of_one() =>
        FileSnippet.Say(Scenario("../_recordings/idel"), ("idle/budget.json", Budget)).ShouldBeEmpty();

    [Test]
    public void A_recording_outside_of_the_project_is_missed_only_beside_another_one()
    {
        (string, string)[] files =
            [Scenario("../../shared/idle"), ("idle/budget.json", Budget), ("_recordings/idle/recording.json", Description)];
        FileSnippet.Say(files).ShouldBeEmpty();
        FileSnippet.Say([.. files, ("../shared/flood/recording.json", Description)])
            .ShouldBe(["idle/scenario.json(1,16): WMG8004: there is no recording at \"../../shared/idle\""]);
    }

    [Test]
    public void A_budget_that_is_not_there_is_told_when_budgets_are_given()
    {
        FileSnippet.Say(Scenario("../r")).ShouldBeEmpty();
        FileSnippet.Say(Scenario("../r"), ("flood/budget.json", Budget))
            .ShouldBe(["idle/scenario.json(1,1): WMG8004: budget.json: is not there; a scenario needs a budget: what must this run keep?"]);
        FileSnippet.Say(("idle/scenario.json", """
            { "recording": "../r", "budget": "../common.json" }
            """), ("flood/budget.json", Budget)).ShouldBeEmpty();
    }

    [Test]
    public void A_phase_that_the_recording_lacks_is_told_in_scenario_and_budget() =>
        FileSnippet.Say(
            ("idle/scenario.json", """{ "recording": "../r/idle", "phases": [ { "phase": "wram" } ] }"""),
            ("idle/budget.json", """{ "limits": [ { "of": "process", "metric": "rss", "phase": "cold", "peak": "1 GiB" } ] }"""),
            ("r/idle/phases.jsonl", Phases)).ShouldBe(
            [
                "idle/budget.json(1,60): WMG8004: unknown phase \"cold\"; the run has: warm",
                "idle/scenario.json(1,52): WMG8004: there is no phase \"wram\"; did you mean \"warm\"? The recording has: warm",
            ]);

    [Test]
    public void A_phase_that_a_live_scenario_lacks_is_told_in_its_budget() =>
        FileSnippet.Say(
            ("live/scenario.json", """
                { "node": { "url": "http://127.0.0.1:28680" }, "phases": [ { "phase": "rest", "kind": "idle",
                "for": "5 min" } ] }
                """),
            ("live/budget.json", """
                { "limits": [ { "of": "process", "metric": "liveHeap", "phase": "load*", "growthPer": { "unit": "cycle",
                "max": "1 KiB" } } ] }
                """))
            .ShouldBe(["live/budget.json(1,65): WMG8004: unknown phase \"load*\"; the scenario has: rest"]);

    [Test]
    public void Phases_are_not_compared_when_they_are_not_given() =>
        FileSnippet.Say(Scenario("../r/idle"),
            ("idle/budget.json", Budget.Replace("\"peak\"", "\"phase\": \"cold\", \"peak\"", StringComparison.Ordinal)),
            ("r/idle/recording.json", Description)).ShouldBeEmpty();

    [TestCase("/a/b/../c/./d", "/a/c/d")]
    [TestCase("C:\\a\\..\\b", "C:/b")]
    [TestCase("../x", "../x")]
    public void Paths_are_compared_as_texts(string path, string normal) =>
        GuardFiles.FilePath.Normal(path).ShouldBe(normal);

    private static (string, string) Scenario(string recording) =>
        ("idle/scenario.json", $$"""{ "recording": "{{recording}}" }""");
}
