using WesMemGuard.Analyzers.Tests.Support;

namespace WesMemGuard.Analyzers.Tests.Rules;

internal sealed class BlindMetricTests
{
    [TestCase("storage", "bytes", "\"1 MiB\"")]
    [TestCase("ispc", "cacheItems", "5")]
    [TestCase("mempool.txpool", "cacheItems", "5")]
    public void A_constant_zero_is_told_at_its_metric(string module, string metric, string peak) =>
        FileSnippet.Say(("budget.json", $$"""{ "limits": [ { "metric": "{{metric}}", "of": "{{module}}", "peak": {{peak}} } ] }"""))
            .ShouldBe([$"budget.json(1,27): WMG8003: blind spot: the node reports {metric} of {module} as a constant 0"]);

    [Test]
    public void Under_another_name_it_is_as_blind() =>
        FileSnippet.Say(("budget.json", """{ "limits": [ { "of": "network.facade", "metric": "queueLength", "peak": 5 } ] }""")).ShouldBe(
        [
            "budget.json(1,23): WMG8002: \"network.facade\" is called \"network\" in the node's answers",
            "budget.json(1,51): WMG8003: blind spot: the node reports queueLength of network as a constant 0",
        ]);

    [TestCase("""{ "of": "storage", "metric": "bytes", "zeroExpected": true, "peak": "1 MiB" }""")]
    [TestCase("""{ "of": "storage", "metric": "measuredBytes", "growthPerHour": "1 MiB" }""")]
    [TestCase("""{ "of": "eutxo", "metric": "bytes", "peak": "1 MiB" }""")]
    public void A_figure_that_counts_or_a_zero_that_is_expected_is_right(string limit) =>
        FileSnippet.Say(("budget.json", $$"""{ "limits": [ {{limit}} ] }""")).ShouldBeEmpty();
}
