using WesMemGuard.Harness.Runs;
using WesMemGuard.Harness.Suites;
using WesMemGuard.Input;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Harness.Tests.Suites;

internal sealed class SuiteExitTests
{
    private static readonly ScenarioFolder Folder = new(Path.GetFullPath("x"), "x");

    [Test]
    public void Scenarios_alone_exit_with_the_worst_of_them()
    {
        Exit(compares: false, Result(Outcome.Held)).ShouldBe(0);
        Exit(compares: false, Result(Outcome.Held), Result(Outcome.Inconclusive)).ShouldBe(2);
        Exit(compares: false, Result(Outcome.NotMeasured), Result(Outcome.Inconclusive)).ShouldBe(3);
        Exit(compares: false, Result(Outcome.NotMeasured), Result(Outcome.Broken)).ShouldBe(1);
        Exit(compares: false, Result(Outcome.Broken), Result(Outcome.Held, gone: true)).ShouldBe(5);
        Exit(compares: false, Result(Outcome.Held, gone: true), Bad()).ShouldBe(4);
    }

    [Test]
    public void A_suite_exits_with_0_when_all_are_as_expected_whatever_their_outcomes() =>
        Exit(compares: true, Result(Outcome.Broken), Result(Outcome.NotMeasured)).ShouldBe(0);

    [Test]
    public void A_suite_with_a_surprise_exits_with_1_even_when_all_held() =>
        Exit(compares: true, Result(Outcome.Held),
            Result(Outcome.Held) with { Differences = [InputReasons.Verbatim("another message")] }).ShouldBe(1);

    [Test]
    public void A_suite_whose_node_was_gone_is_not_as_expected() => Exit(compares: true, Result(Outcome.Held, gone: true)).ShouldBe(1);

    [Test]
    public void Bad_input_anywhere_in_a_suite_exits_with_4() =>
        Exit(compares: true, Result(Outcome.Broken), Bad(), Result(Outcome.Held)).ShouldBe(4);

    private static int Exit(bool compares, params ScenarioResult[] results) => SuiteExit.Of(new Suite([Folder], compares), results);

    private static ScenarioResult Bad() => new() { Scenario = Folder, BadInput = InputReasons.Of("budget.json", InputReasons.NotThere()) };

    private static ScenarioResult Result(Outcome outcome, bool gone = false) => new()
    {
        Scenario = Folder,
        Verdict = new RunVerdict([Judged.Limit(outcome)]) { NodeGone = gone ? InputReasons.Verbatim("the node never answered") : null },
    };
}
