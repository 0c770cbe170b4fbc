using System.Text.RegularExpressions;
using WesMemGuard.Input;
using WesMemGuard.Json;

namespace WesMemGuard.Inventories;

/// <summary>Reads <c>fleet.json</c>.</summary>
internal static class InventoryFile
{
    /// <summary>The most nodes of an inventory.</summary>
    public const int MostNodes = 10_000;

    /// <summary>The most labels of a node.</summary>
    public const int MostLabels = 32;

    /// <summary>The page that is read where an address names none.</summary>
    public const string UsualPath = "/metrics";

    internal const int LongestAccess = 32;
    internal const string AccessPattern = "^[A-Z][A-Z0-9]{0,31}$";
    internal const string LabelPattern = "^[a-zA-Z_][a-zA-Z0-9_]{0,63}$";

    internal static readonly string[] Known = ["$schema", "labels", "access", "nodes"];
    internal static readonly string[] KnownOfNode = ["name", "url", "labels", "access"];

    /// <summary>The inventory of a file.</summary>
    /// <param name="bytes">The file's bytes.</param>
    /// <param name="file">The file's name, for messages.</param>
    /// <exception cref="BadInputException">The file isn't an inventory; with every problem found, at most 20.</exception>
    public static FleetInventory Read(byte[] bytes, string file) => WholeFile.OrThrow(file, problems => Read(bytes, problems));

    private static FleetInventory? Read(byte[] bytes, ProblemList problems)
    {
        if (JsonText.Read(bytes, InventoryReasons.Needs(), problems) is not { } root
            || ObjectReader.Of(root, InventoryReasons.Inventory(), Known, problems) is not { } reader)
            return null;
        reader.AnyText("$schema");
        var labels = Labels(reader, problems);
        var access = Access(reader, problems);
        var items = reader.Items("nodes", InventoryReasons.Nodes(), InventoryReasons.NoNodes(), must: true);
        if (items is null)
            return null;
        if (items.Count > MostNodes)
        {
            problems.Add(items[MostNodes], InventoryReasons.TooMany(MostNodes, items.Count));
            return null;
        }

        var nodes = new List<InventoryNode>();
        var taken = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var item in items)
        {
            if (Node(item, labels, access, problems) is not { } node)
                continue;
            if (taken.TryAdd(node.Name, item.Line))
                nodes.Add(node);
            else
                problems.Add(item["name"]!, InventoryReasons.Taken(node.Name, taken[node.Name]));
        }

        return new FleetInventory(problems.File, nodes);
    }

    private static InventoryNode? Node(JsonValue item, Dictionary<string, string> shared, string? access, ProblemList problems)
    {
        if (ObjectReader.Of(item, InventoryReasons.Node(), KnownOfNode, problems) is not { } reader)
            return null;
        var name = reader.Text("name", InventoryReasons.Name(), must: true);
        var written = reader.Text("url", InventoryReasons.Url(), must: true);
        var labels = new Dictionary<string, string>(shared, StringComparer.Ordinal);
        foreach (var (label, value) in Labels(reader, problems))
            labels[label] = value;
        var own = Access(reader, problems);
        if (name is null || written is null)
            return null;
        if (Url(written) is { } url)
            return new InventoryNode(name, url, labels, own ?? access);
        problems.Add(reader.Get("url")!, InventoryReasons.NoUrl(written));
        return null;
    }

    private static Uri? Url(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && url is { Scheme: "http" or "https", Query: "", UserInfo: "", Fragment: "" }
            ? url.AbsolutePath == "/" ? new Uri(url, UsualPath) : url
            : null;

    /// <summary>The patterns are those of the schema, in which the end is no place before a last line break.</summary>
    private static bool IsWhole(string text, string pattern) =>
        Regex.Match(text, pattern) is { Success: true } found && found.Length == text.Length;

    private static string? Access(ObjectReader reader, ProblemList problems)
    {
        if (reader.Text("access", InventoryReasons.Access()) is not { } name)
            return null;
        if (IsWhole(name, AccessPattern))
            return name;
        problems.Add(reader.Get("access")!, InventoryReasons.NoAccess(name, LongestAccess));
        return null;
    }

    private static Dictionary<string, string> Labels(ObjectReader reader, ProblemList problems)
    {
        var labels = new Dictionary<string, string>(StringComparer.Ordinal);
        if (reader.Get("labels") is not { } written)
            return labels;
        if (written.Kind != JsonKind.Object)
            ObjectReader.Mistyped(written, JsonReasons.Property("labels"), InventoryReasons.Labels(), problems);
        if (written.Members.Count > MostLabels)
            problems.Add(written, InventoryReasons.TooManyLabels(MostLabels, written.Members.Count));
        foreach (var member in written.Members)
        {
            if (member.Value.Text is null)
                ObjectReader.Mistyped(member.Value, InventoryReasons.Label(member.Name), InventoryReasons.LabelText(), problems);
            if (!IsWhole(member.Name, LabelPattern))
                problems.Add(member.Line, member.Column, InventoryReasons.NoLabel(member.Name));
            labels[member.Name] = member.Value.Text ?? "";
        }

        return labels;
    }
}
