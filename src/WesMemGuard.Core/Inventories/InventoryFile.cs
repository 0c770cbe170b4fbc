using WesMemGuard.Input;
using WesMemGuard.Json;
using WesMemGuard.Texts;

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

    internal const string AccessPattern = "^[A-Z][A-Z0-9]{0,31}$";
    internal const string LabelPattern = "^[a-zA-Z_][a-zA-Z0-9_]{0,63}$";

    internal static readonly string[] Known = ["$schema", "labels", "access", "nodes"];
    internal static readonly string[] KnownOfNode = ["name", "url", "labels", "access"];

    private const string Needs =
        "an inventory needs an object with \"nodes\", like { \"nodes\": [ { \"name\": \"a\", \"url\": \"http://10.0.0.7:28680\" } ] }";

    private const string LabelsNeed = "an object of texts, like { \"region\": \"eu\" }";

    /// <summary>The inventory of a file.</summary>
    /// <param name="bytes">The file's bytes.</param>
    /// <param name="file">The file's name, for messages.</param>
    /// <exception cref="BadInputException">The file isn't an inventory; with every problem found, at most 20.</exception>
    public static FleetInventory Read(byte[] bytes, string file) => WholeFile.OrThrow(file, problems => Read(bytes, problems));

    private static FleetInventory? Read(byte[] bytes, ProblemList problems)
    {
        if (JsonText.Read(bytes, Needs, problems) is not { } root
            || ObjectReader.Of(root, "an inventory", Known, problems) is not { } reader)
            return null;
        reader.AnyText("$schema");
        var labels = Labels(reader, problems);
        var access = Access(reader, problems);
        var items = reader.Items("nodes", "an array of nodes", "a fleet without nodes has nothing to watch", must: true);
        if (items is null)
            return null;
        if (items.Count > MostNodes)
        {
            problems.Add(items[MostNodes], $"an inventory has at most {MostNodes} nodes; here are {items.Count}");
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
                problems.Add(item["name"]!, $"{Words.Quote(node.Name)} is the name of another node, in line {taken[node.Name]}");
        }

        return new FleetInventory(problems.File, nodes);
    }

    private static InventoryNode? Node(JsonValue item, Dictionary<string, string> shared, string? access, ProblemList problems)
    {
        if (ObjectReader.Of(item, "a node", KnownOfNode, problems) is not { } reader)
            return null;
        var name = reader.Text("name", "what reports call it", must: true);
        var written = reader.Text("url", "where it answers, like \"http://10.0.0.7:28680\"", must: true);
        var labels = new Dictionary<string, string>(shared, StringComparer.Ordinal);
        foreach (var (label, value) in Labels(reader, problems))
            labels[label] = value;
        var own = Access(reader, problems);
        if (name is null || written is null)
            return null;
        if (Url(written) is { } url)
            return new InventoryNode(name, url, labels, own ?? access);
        problems.Add(reader.Get("url")!,
            $"{Words.Quote(written)} is no address: http or https, without user, password, query and fragment");
        return null;
    }

    private static Uri? Url(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && url is { Scheme: "http" or "https", Query: "", UserInfo: "", Fragment: "" }
            ? url.AbsolutePath == "/" ? new Uri(url, UsualPath) : url
            : null;

    private static string? Access(ObjectReader reader, ProblemList problems)
    {
        if (reader.Text("access", "the name in variables of the environment, like \"EU\"") is not { } name)
            return null;
        if (System.Text.RegularExpressions.Regex.IsMatch(name, AccessPattern))
            return name;
        problems.Add(reader.Get("access")!,
            $"{Words.Quote(name)} can't be in the name of a variable: up to 32 capitals and digits, a capital first, like \"EU\"");
        return null;
    }

    private static Dictionary<string, string> Labels(ObjectReader reader, ProblemList problems)
    {
        var labels = new Dictionary<string, string>(StringComparer.Ordinal);
        if (reader.Get("labels") is not { } written)
            return labels;
        if (written.Kind != JsonKind.Object)
            ObjectReader.Mistyped(written, "\"labels\"", LabelsNeed, problems);
        if (written.Members.Count > MostLabels)
            problems.Add(written, $"a node has at most {MostLabels} labels; here are {written.Members.Count}");
        foreach (var member in written.Members)
        {
            if (member.Value.Text is null)
                ObjectReader.Mistyped(member.Value, $"the label {Words.Quote(member.Name)}", "a text", problems);
            if (!System.Text.RegularExpressions.Regex.IsMatch(member.Name, LabelPattern))
                problems.Add(member.Line, member.Column,
                    $"{Words.Quote(member.Name)} is no name of a label: letters, digits and _, no digit first");
            labels[member.Name] = member.Value.Text ?? "";
        }

        return labels;
    }
}
