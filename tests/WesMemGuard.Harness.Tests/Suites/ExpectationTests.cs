using WesMemGuard.Harness.Suites;
using WesMemGuard.Reasons;
using WesMemGuard.Texts;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Harness.Tests.Suites;

internal sealed class ExpectationTests
{
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void CreateFolder() => _folder = new TemporaryFolder();

    [TearDown]
    public void DeleteFolder() => _folder.Dispose();

    [TestCase(Outcome.Held, new string[0])]
    [TestCase(Outcome.Broken, new[] { "the worst outcome should be held but is broken" })]
    [TestCase(Outcome.NotMeasured, new[] { "the worst outcome should be held but is not measured" })]
    public void Without_prefix_and_messages_everything_must_hold(Outcome outcome, string[] differences) =>
        Differences("plain", Run(outcome)).ShouldBe(differences);

    [TestCase(Outcome.Broken, new string[0])]
    [TestCase(Outcome.Held, new[] { "the worst outcome should be broken but is held" })]
    [TestCase(Outcome.Inconclusive, new[] { "the worst outcome should be broken but is inconclusive" })]
    public void A_prefix_is_the_worst_outcome(Outcome outcome, string[] differences) =>
        Differences("breaks-x", Run(outcome)).ShouldBe(differences);

    [Test]
    public void Messages_alone_say_nothing_of_the_outcome()
    {
        _folder.Write("plain/expected.txt", "as seen\n");

        Differences("plain", Run(Outcome.Broken) with { Verdicts = [Judged.Limit(Outcome.Broken, "as seen")] }).ShouldBeEmpty();
    }

    [Test]
    public void A_message_that_differs_is_shown_by_its_first_differing_line()
    {
        _folder.Write("holds-x/expected.txt", "one\n    two\n---\nthree\n");

        Differences("holds-x", new RunVerdict([Judged.Limit(Outcome.Held, "one\n  zwei"), Judged.Limit(Outcome.Held, "three\nmore")]))
            .ShouldBe(
        [
            "process rss peak: line 2 of the message should be\ntwo\nbut is\nzwei",
            "process rss peak: line 2 of the message should be\n(no line)\nbut is\nmore",
        ]);
    }

    [Test]
    public void Fewer_messages_than_limits_are_a_difference()
    {
        _folder.Write("holds-x/expected.txt", "one\n");

        Differences("holds-x", new RunVerdict([Judged.Limit(Outcome.Held, "one"), Judged.Limit(Outcome.Held, "two")]))
            .ShouldBe(["expected.txt contains 1 message but there are 2 limits"]);
    }

    [Test]
    public void An_empty_file_of_messages_is_a_difference()
    {
        _folder.Write("holds-x/expected.txt", "");

        Differences("holds-x", Run(Outcome.Held)).Count.ShouldBe(1);
    }

    [Test]
    public void What_was_accepted_is_expected_from_then_on_whatever_the_line_ends()
    {
        var verdict = new RunVerdict([Judged.Limit(Outcome.Held, "one\n  two"), Judged.Limit(Outcome.Held, "three")]);
        var scenario = Scenario("holds-x");

        Expectation.Accept(scenario, verdict);

        var file = Path.Combine(scenario.FullPath, "expected.txt");
        File.ReadAllText(file).ShouldBe("one\n    two\n---\nthree\n");
        Expectation.Of(scenario).Differences(verdict).ShouldBeEmpty();
        File.WriteAllText(file, File.ReadAllText(file).ReplaceLineEndings("\r\n"));
        Expectation.Of(scenario).Differences(verdict).ShouldBeEmpty();
    }

    private IReadOnlyList<string> Differences(string folder, RunVerdict verdict) =>
        [.. Expectation.Of(Scenario(folder)).Differences(verdict).Select(difference => difference.In(Language.English))];

    private ScenarioFolder Scenario(string folder)
    {
        _folder.Write($"{folder}/scenario.json", "{}");
        return Suite.Find([folder], _folder.Path, []).Scenarios.Single();
    }

    private static RunVerdict Run(Outcome outcome) => new([Judged.Limit(outcome)]);
}
