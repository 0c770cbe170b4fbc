using WesMemGuard.Measurement;
using WesMemGuard.Modules;
using WesMemGuard.Reasons;
using WesMemGuard.Texts;

namespace WesMemGuard.Core.Tests.Modules;

internal sealed class NodeModulesTests
{
    [Test]
    public void Twelve_modules_report_and_three_never_do()
    {
        NodeModules.All.Select(module => module.Name).ShouldBe(
            ["event", "storage", "network", "p2p.addr_manager", "mempool.txpool", "eutxo", "block", "chain", "ures",
                "resourcesvc.view", "tx", "ispc"]);
        NodeModules.NeverRegistered.Select(module => module.Name).ShouldBe(["consensus.miner", "consensus.aggregator", "api.websocket"]);
    }

    [Test]
    public void No_bound_stands_on_a_metric_that_is_always_0()
    {
        var bounds = NodeModules.All.SelectMany(module => module.Bounds.Select(bound => (module, bound))).ToArray();
        bounds.ShouldNotBeEmpty();
        foreach (var (module, bound) in bounds)
        {
            module.Blind.ShouldNotContain(bound.Metric);
            bound.Metric.IsOfProcess().ShouldBeFalse();
            bound.Value.ShouldBeGreaterThan(0);
        }
    }

    [Test]
    public void Only_five_modules_ever_report_bytes() =>
        NodeModules.All.Where(module => !module.Blind.Contains(Metric.Bytes)).Select(module => module.Name)
            .ShouldBe(["p2p.addr_manager", "mempool.txpool", "eutxo", "block", "chain"]);

    [TestCase("block.builder", "block")]
    [TestCase("chain.sync", "chain")]
    [TestCase("network.facade", "network")]
    public void An_alias_is_resolved_and_said(string alias, string name)
    {
        var resolved = NodeModules.Resolve(alias);

        resolved.Name.ShouldBe(name);
        resolved.Known.ShouldBe(NodeModules.Find(name));
        resolved.Notice!.In(Language.English).ShouldBe($"\"{alias}\" is called \"{name}\" in the node's answers");
        resolved.Unknown.ShouldBeFalse();
    }

    [Test]
    public void A_module_that_is_never_registered_is_known_as_such()
    {
        var resolved = NodeModules.Resolve("consensus.miner");

        resolved.NeverRegistered.ShouldBeTrue();
        resolved.Unknown.ShouldBeFalse();
        resolved.Notice!.In(Language.English).ShouldContain("never registers it");
    }

    [TestCase("mempol.txpool", "mempool.txpool")]
    [TestCase("txpool", "mempool.txpool")]
    [TestCase("Block", "block")]
    [TestCase("api.websockets", "api.websocket")]
    [TestCase("consensus.pow", null)]
    public void An_unknown_name_stays_and_has_its_nearest(string name, string? nearest)
    {
        var resolved = NodeModules.Resolve(name);

        resolved.Name.ShouldBe(name);
        resolved.Unknown.ShouldBeTrue();
        resolved.Nearest.ShouldBe(nearest);
    }
}
