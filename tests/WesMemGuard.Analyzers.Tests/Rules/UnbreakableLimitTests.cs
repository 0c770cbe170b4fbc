using WesMemGuard.Analyzers.Tests.Support;

namespace WesMemGuard.Analyzers.Tests.Rules;

internal sealed class UnbreakableLimitTests
{
    [TestCase("mempool.txpool", "queueLength", "\"peak\": 10000", "10000 or below (config/txpool/defaults.go:14)")]
    [TestCase("mempool.txpool", "bytes", "\"peak\": \"1 GiB\"", "512.0 MiB or below (config/txpool/defaults.go:14)")]
    [TestCase("tx", "objects", "\"returnsTo\": { \"from\": \"a\", \"after\": \"b\", \"tolerance\": 1000 }",
        "1000 or below (tx/draft/service.go:157)")]
    [TestCase("block", "objects", "\"growth\": { \"from\": \"a\", \"to\": \"b\", \"max\": 101 }",
        "100 or below (block/builder/service.go:180)")]
    public void A_limit_at_or_above_the_nodes_own_bound_is_told_at_its_rule(string module, string metric, string rule,
        string said)
    {
        var found = FileSnippet.Say(("budget.json", $$"""
            { "limits": [ { "of": "{{module}}", "metric": "{{metric}}",
                {{rule}} } ] }
            """));
        found.ShouldBe([$"budget.json(2,5): WMG8005: can never break: the node keeps {metric} of {module} at {said}"]);
    }

    [TestCase("""{ "of": "mempool.txpool", "metric": "objects", "peak": 9999 }""")]
    [TestCase("""{ "of": "mempool.txpool", "metric": "objects", "growthPerHour": 20000 }""")]
    [TestCase("""{ "of": "event", "metric": "objects", "peak": 20000 }""")]
    public void A_limit_below_it_or_of_a_rate_can_break(string limit) =>
        FileSnippet.Say(("budget.json", $$"""{ "limits": [ {{limit}} ] }""")).ShouldBeEmpty();
}
