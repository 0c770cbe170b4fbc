using WesMemGuard.Reasons;
using WesMemGuard.Texts;

namespace WesMemGuard.Inventories;

/// <summary>What is wrong in an inventory.</summary>
internal static class InventoryReasons
{
    private static readonly ResourceTexts Texts = ResourceTexts.Beside(typeof(InventoryReasons));

    public static Reason Needs() => new(Texts, "inventory.needs",
        ("example", """{ "nodes": [ { "name": "a", "url": "http://10.0.0.7:28680" } ] }"""));

    public static Reason Inventory() => new(Texts, "inventory.inventory");

    public static Reason Nodes() => new(Texts, "inventory.nodes");

    public static Reason NoNodes() => new(Texts, "inventory.noNodes");

    public static Reason TooMany(int most, int found) => new(Texts, "inventory.tooMany", ("most", most), ("found", found));

    /// <summary>Two nodes have one name.</summary>
    /// <param name="name">The name.</param>
    /// <param name="line">Where the first stands.</param>
    public static Reason Taken(string name, int line) =>
        new(Texts, "inventory.taken", ("name", Words.Quote(name)), ("line", line));

    public static Reason Node() => new(Texts, "inventory.node");

    public static Reason Name() => new(Texts, "inventory.name");

    public static Reason Url() => new(Texts, "inventory.url", ("example", "\"http://10.0.0.7:28680\""));

    public static Reason NoUrl(string got) => new(Texts, "inventory.noUrl", ("got", Words.Quote(got)));

    public static Reason Access() => new(Texts, "inventory.access", ("example", "\"EU\""));

    public static Reason NoAccess(string got, int most) =>
        new(Texts, "inventory.noAccess", ("got", Words.Quote(got)), ("most", most), ("example", "\"EU\""));

    public static Reason Labels() => new(Texts, "inventory.labels", ("example", """{ "region": "eu" }"""));

    public static Reason TooManyLabels(int most, int found) =>
        new(Texts, "inventory.tooManyLabels", ("most", most), ("found", found));

    public static Reason Label(string name) => new(Texts, "inventory.label", ("name", Words.Quote(name)));

    public static Reason LabelText() => new(Texts, "inventory.labelText");

    public static Reason NoLabel(string name) => new(Texts, "inventory.noLabel", ("name", Words.Quote(name)));
}
