using System.Text.Json.Nodes;

namespace WesMemGuard.Harness.Tests.Schemas;

/// <summary>A document with one thing changed, for everything in it and for each kind of mistake.</summary>
internal static class Mutants
{
    private static readonly string[] Values =
    [
        "null", "true", "\"x\"", "\"\"", "\" \"", "5", "-1", "0", "0.5", "[]", "{}", "[{}]", "\"5 min\"", "\"0 s\"", "\"05 min\"",
        "\"5 minutes\"", "\"4 MiB\"", "\"4MiB\"", "\"-4 MiB\"", "\"rest*\"", "\"a\\\\b\"", "\"http://127.0.0.1:1\"", "\"http://a/?b\"",
        "\"ftp://a\"", "\"process\"", "\"load\"", "\"mempool.txpool\"", "\"package:a.b/c\"", "\"rss\"", "\"liveHeap\"", "\"objects\"",
        "\"measuredBytes\"", "\"goroutines\"", "\"failed\"", "\"gc\"", "\"cycle\"", "\"transfers\"", "\"idle\"", "\"rest\"", "\"custom\"",
        "\"engine\"", "\"together\"", "\"/a/b\"", "\"//a\"", "\"/../a\"", "1000000000",
    ];

    private static readonly (string Name, string Value)[] Additions =
    [
        ("extra", "1"), ("$schema", "\"s\""), ("phase", "\"warm\""), ("zeroExpected", "true"), ("evidence", "\"gc\""),
        ("saturatesBy", "\"5 min\""), ("load", "\"any\""), ("peak", "5"), ("growthPerHour", "\"1 MiB\""), ("recording", "\"../r\""),
        ("node", "{ \"url\": \"http://127.0.0.1:1\" }"), ("peers", "[{}]"), ("for", "\"1 min\""), ("rate", "5"), ("rateTo", "5"),
        ("kind", "\"idle\""), ("method", "\"m\""), ("stages", "[{ \"rateTo\": 5, \"for\": \"1 min\" }]"), ("targets", "[{}]"),
        ("keys", "{ \"env\": \"K\" }"), ("repeat", "2"), ("phases", "[{ \"phase\": \"p\", \"kind\": \"idle\", \"for\": \"1 s\" }]"),
        ("together", "[{ \"phase\": \"q\", \"kind\": \"idle\" }]"), ("after", "\"0 s\""), ("diagnosticsUrl", "\"http://127.0.0.1:2\""),
        ("params", "{ \"a\": [{ \"privateKey\": \"abc\" }] }"),
    ];

    /// <summary>All of them as texts, each once.</summary>
    public static IEnumerable<string> Of(string document) =>
        Paths(JsonNode.Parse(document)!, []).SelectMany(path => At(document, path)).Distinct(StringComparer.Ordinal).ToList();

    private static IEnumerable<string> At(string document, object[] path)
    {
        foreach (var value in path.Length == 0 ? [] : Values)
            yield return Changed(document, path, (parent, key) => Set(parent, key, JsonNode.Parse(value)));
        if (path.Length > 0)
            yield return Changed(document, path, Remove);
        if (path is [.., string name])
            yield return Changed(document, path, (parent, _) => Rename(parent.AsObject(), name));
        if (Found(JsonNode.Parse(document)!, path) is not JsonObject found)
            yield break;
        foreach (var (added, value) in Additions.Where(a => !found.ContainsKey(a.Name)))
        {
            var whole = JsonNode.Parse(document)!;
            Found(whole, path)!.AsObject()[added] = JsonNode.Parse(value);
            yield return whole.ToJsonString();
        }
    }

    private static IEnumerable<object[]> Paths(JsonNode? node, object[] here) => node switch
    {
        JsonObject o => [here, .. o.SelectMany(member => Paths(member.Value, [.. here, member.Key]))],
        JsonArray array => [here, .. array.SelectMany((item, i) => Paths(item, [.. here, i]))],
        _ => [here],
    };

    private static string Changed(string document, object[] path, Action<JsonNode, object> change)
    {
        var whole = JsonNode.Parse(document)!;
        change(Found(whole, path[..^1])!, path[^1]);
        return whole.ToJsonString();
    }

    private static JsonNode? Found(JsonNode whole, object[] path) =>
        path.Aggregate((JsonNode?)whole, (node, key) => key is string name ? node![name] : node![(int)key]);

    private static void Set(JsonNode parent, object key, JsonNode? value)
    {
        if (key is string name)
            parent[name] = value;
        else
            parent[(int)key] = value;
    }

    private static void Remove(JsonNode parent, object key)
    {
        if (key is string name)
            parent.AsObject().Remove(name);
        else
            parent.AsArray().RemoveAt((int)key);
    }

    private static void Rename(JsonObject parent, string name)
    {
        var value = parent[name]?.DeepClone();
        parent.Remove(name);
        parent[name + "x"] = value;
    }
}
