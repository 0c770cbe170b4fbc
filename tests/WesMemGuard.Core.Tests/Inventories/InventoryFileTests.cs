using System.Text;
using WesMemGuard.Input;
using WesMemGuard.Inventories;

namespace WesMemGuard.Core.Tests.Inventories;

/// <summary><c>fleet.json</c>: right, wrong, and unreadable.</summary>
internal sealed class InventoryFileTests
{
    [Test]
    public void A_node_has_its_own_labels_before_those_of_all()
    {
        var inventory = Read("""
            { "labels": { "chain": "wes", "region": "eu" }, "access": "ALL",
              "nodes": [ { "name": "a", "url": "http://10.0.0.7:28680", "labels": { "region": "cn" } },
                         { "name": "b", "url": "https://b.example/custom/metrics", "access": "B2" } ] }
            """);

        inventory.Nodes.Select(n => n.Url.AbsoluteUri).ShouldBe(["http://10.0.0.7:28680/metrics", "https://b.example/custom/metrics"]);
        inventory.Nodes.Select(n => n.Instance).ShouldBe(["10.0.0.7:28680", "b.example"]);
        inventory.Nodes.Select(n => n.Labels["region"]).ShouldBe(["cn", "eu"]);
        inventory.Nodes.Select(n => n.Access).ShouldBe(["ALL", "B2"]);
    }

    [TestCase("""{ "nodes": [] }""", "fleet.json:1:12: \"nodes\" is empty: a fleet without nodes has nothing to watch")]
    [TestCase("""{ "nodes": [ { "name": "a", "url": "http://u:p@h" } ] }""", "no address")]
    [TestCase("""{ "nodes": [ { "name": "a" } ] }""", "a node needs \"url\": where it answers")]
    [TestCase("""{ "nodes": [ { "name": "a", "url": "http://h" }, { "name": "a", "url": "http://i" } ] }""",
        "\"a\" is the name of another node, in line 1")]
    [TestCase("""{ "nodes": [ { "name": "a", "url": "http://h", "access": "a-b" } ] }""", "can't be in the name of a variable")]
    [TestCase("""{ "nodes": [ { "name": "a", "url": "http://h", "labels": { "1a": "b" } } ] }""", "is no name of a label")]
    [TestCase("""{ "nodes": [ { "name": "a", "url": "http://h", "labels": { "a": 1 } } ] }""", "the label \"a\"")]
    [TestCase("""{ "nodes": [ { "name": "a", "url": "http://h", "token": "s" } ] }""", "token")]
    [TestCase("""{ "nodes": [ { "name": "a", "url": "http://h", "labels": { "a\n": "b" } } ] }""", "is no name of a label")]
    [TestCase("[", "fleet.json:1:")]
    public void What_is_wrong_is_named_with_its_place(string text, string said) =>
        Should.Throw<BadInputException>(() => Read(text)).Message.ShouldContain(said);

    private static FleetInventory Read(string text) => InventoryFile.Read(Encoding.UTF8.GetBytes(text), "fleet.json");
}
