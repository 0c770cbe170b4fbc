using NUnit.Framework.Interfaces;
using NUnit.Framework.Internal;

namespace WesMemGuard.Testing.Tests;

internal sealed class ScenarioSuiteTests
{
    private const string Mixed = """
        { "limits": [
            { "of": "process", "metric": "rss", "peak": "256 MiB" },
            { "of": "process", "metric": "rss", "peak": "1 MiB" },
            { "of": "mempool.txpool", "metric": "objects", "peak": 100 },
            { "of": "process", "metric": "liveHeap", "growthPerHour": "2 MiB" } ] }
        """;

    private TemporaryFolder _folder = null!;

    [SetUp]
    public void Begin() => _folder = new TemporaryFolder();

    [TearDown]
    public void End() => _folder.Dispose();

    [Test]
    public void The_class_with_the_attribute_has_a_test_per_limit_that_reads_like_the_budget()
    {
        var tests = TestsOf(new ScenarioSuiteAttribute("scenarios") { Only = "holds-idle" });

        tests.Select(t => t.Name).ShouldBe(
        [
            "idle: liveHeap growthPerHour", "idle: goroutines growthPerHour", "idle: rss peak",
        ]);
        tests.ShouldAllBe(t => t.RunState == RunState.Runnable);
        tests[0].FullName.ShouldBe("WesMemGuard.Testing.Tests.IdleBudgets.idle: liveHeap growthPerHour");
    }

    [Test]
    public void Equal_limits_get_names_of_their_own()
    {
        const string Limit = """{ "of": "process", "metric": "rss", "peak": "256 MiB" }""";
        _folder.Scenario("a", "rest-disabled", $$"""{ "limits": [ {{Limit}}, {{Limit}} ] }""");

        Tests().Select(t => t.Name).ShouldBe(["a: rss peak", "a: rss peak (2)"]);
    }

    [Test]
    public void A_test_keeps_its_name_when_a_figure_of_the_budget_changes()
    {
        _folder.Scenario("a", "rest-disabled", Mixed);
        var before = Tests().Select(t => t.FullName).ToList();
        _folder.Scenario("a", "rest-disabled", Mixed.Replace("256 MiB", "300 MiB", StringComparison.Ordinal));

        before.ShouldNotBeEmpty();
        Tests().Select(t => t.FullName).ShouldBe(before);
    }

    [Test]
    public async Task A_test_passes_only_when_its_limit_held_whatever_the_folder_says()
    {
        _folder.Scenario("breaks-a", "rest-disabled", Mixed);
        var tests = Tests();
        tests.Count.ShouldBe(4);

        await Should.NotThrowAsync(() => Run(tests[0]));
        (await Should.ThrowAsync<AssertionException>(() => Run(tests[1]))).Message.ShouldStartWith(
            "rss in scenario \"a\" should stay at or below 1.0 MiB\n    but reached ");
        (await Should.ThrowAsync<AssertionException>(() => Run(tests[2]))).Message.ShouldStartWith(
            "mempool.txpool objects in scenario \"a\" could not be measured\n");
        (await Should.ThrowAsync<AssertionException>(() => Run(tests[3]))).Message.ShouldStartWith(
            "liveHeap in scenario \"a\" could not be judged\n");
    }

    [Test]
    public async Task Inconclusive_is_accepted_only_when_asked_for()
    {
        _folder.Scenario("a", "rest-disabled", Mixed);
        var tests = Tests(WhenInconclusive.AssertInconclusive);

        await Should.ThrowAsync<InconclusiveException>(() => Run(tests[3]));
        await Should.ThrowAsync<AssertionException>(() => Run(tests[1]));
        await Should.ThrowAsync<AssertionException>(() => Run(tests[2]));
    }

    [Test]
    public async Task Each_scenario_is_replayed_once_for_all_its_limits_at_the_same_time_too()
    {
        _folder.Scenario("a", "rest-disabled", Mixed);
        var tests = Tests();
        var run = Path.Combine(AppContext.BaseDirectory, "runs/20261122-160629-a/run.jsonl");
        var failures = tests.Select(async t => await Should.ThrowAsync<AssertionException>(() => Run(t)));

        await Task.WhenAll(failures.Skip(1));
        File.Exists(run).ShouldBeTrue();
        var written = File.GetLastWriteTimeUtc(run);
        await Run(tests[0]);

        File.GetLastWriteTimeUtc(run).ShouldBe(written);
    }

    [Test]
    public async Task A_folder_that_yields_no_test_is_a_failing_test()
    {
        _folder.Write("README.md", "");

        (await FailureOfTheOnlyTest()).ShouldContain("is a suite without scenarios");
    }

    [Test]
    public async Task A_folder_that_is_not_there_is_a_failing_test()
    {
        var test = TestsOf(new ScenarioSuiteAttribute("nowhere/at/all")).ShouldHaveSingleItem();

        (await Should.ThrowAsync<AssertionException>(() => Run(test))).Message.ShouldStartWith("nowhere/at/all: is neither in ");
    }

    [Test]
    public async Task An_unreadable_budget_is_a_failing_test_with_line_and_column()
    {
        _folder.Scenario("a", "rest-disabled",
            "{\n  \"limits\": [ { \"of\": \"process\", \"metric\": \"rsss\", \"peak\": \"1 MiB\" } ] }");

        (await FailureOfTheOnlyTest()).ShouldContain("/a/budget.json:2:");
    }

    [Test]
    public async Task A_phase_that_the_recording_lacks_fails_its_tests()
    {
        _folder.Scenario("a", "rest-disabled", """
            { "limits": [ { "of": "process", "metric": "rss", "phase": "load", "peak": "1 MiB" } ] }
            """);

        (await FailureOfTheOnlyTest()).ShouldContain("unknown phase \"load\"");
    }

    private async Task<string> FailureOfTheOnlyTest()
    {
        var test = Tests().ShouldHaveSingleItem();
        return (await Should.ThrowAsync<AssertionException>(() => Run(test))).Message;
    }

    private IReadOnlyList<TestMethod> Tests(WhenInconclusive inconclusive = WhenInconclusive.AsConfigured) =>
        TestsOf(new ScenarioSuiteAttribute(_folder.Path) { Inconclusive = inconclusive });

    private static IReadOnlyList<TestMethod> TestsOf(ScenarioSuiteAttribute attribute) =>
        [.. attribute.BuildFrom(new TypeWrapper(typeof(IdleBudgets))).Single().Tests.Cast<TestMethod>()];

    private static Task Run(TestMethod test) => (Task)test.Method.Invoke(null, test.Arguments)!;
}
