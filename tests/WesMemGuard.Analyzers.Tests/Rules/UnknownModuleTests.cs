using WesMemGuard.Analyzers.Tests.Support;

namespace WesMemGuard.Analyzers.Tests.Rules;

internal sealed class UnknownModuleTests
{
    private const string There =
        "There are: block, chain, eutxo, event, ispc, mempool.txpool, network, p2p.addr_manager, resourcesvc.view, storage, tx, ures";

    [TestCase("mempool.txpol", "unknown module \"mempool.txpol\"; did you mean \"mempool.txpool\"? " + There)]
    [TestCase("warehouse", "unknown module \"warehouse\". " + There)]
    [TestCase("chain.sync", "\"chain.sync\" is called \"chain\" in the node's answers")]
    [TestCase("api.websocket",
        "the node implements a memory report for \"api.websocket\" but never registers it, so no answer contains it")]
    public void It_is_told_where_it_stands(string module, string said) =>
        FileSnippet.Say(("budget.json", Budget(module))).ShouldBe([$"budget.json(2,11): WMG8002: {said}"]);

    [TestCase("block")]
    [TestCase("p2p.addr_manager")]
    public void A_reporting_module_is_right(string module) =>
        FileSnippet.Say(("budget.json", Budget(module))).ShouldBeEmpty();

    [Test]
    public void An_unreadable_budget_is_only_told_as_such() =>
        FileSnippet.Diagnose([("budget.json", Budget("warehouse") + "}")]).Select(finding => finding.Id).ShouldBe(["WMG8001"]);

    [Test]
    public async Task A_name_that_nothing_is_near_to_has_no_fix() =>
        (await Fixer.FixAsync("WMG8002",
            [("budget.json", Budget("warehouse"))])).ShouldBe([("budget.json", Budget("warehouse"))]);

    private static string Budget(string module) => $$"""
        { "limits": [
          { "of": "{{module}}", "metric": "objects", "peak": 5 } ] }
        """;
}
