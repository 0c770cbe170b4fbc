using System.Text.Json.Nodes;

namespace WesMemGuard.Cli.Tests;

/// <summary>
/// The part of JSON Schema that our schemas use: type, enum, required, properties, additionalProperties, items, $ref
/// into definitions.
/// </summary>
internal sealed class SchemaCheck(JsonNode schema)
{
    /// <summary>What in a document is not as the schema says; empty when all is.</summary>
    public List<string> Problems(JsonNode? document)
    {
        var problems = new List<string>();
        Check(document, schema.AsObject(), "$", problems);
        return problems;
    }

    /// <summary>The names of all properties that the schema allows, anywhere.</summary>
    public SortedSet<string> Names()
    {
        var names = new SortedSet<string>(StringComparer.Ordinal);
        Collect(schema, names);
        return names;
    }

    private static void Collect(JsonNode? node, SortedSet<string> names)
    {
        if (node is JsonArray array)
        {
            foreach (var item in array)
                Collect(item, names);
        }
        else if (node is JsonObject o)
        {
            if (o["properties"] is JsonObject properties)
                names.UnionWith(properties.Select(p => p.Key));
            foreach (var (_, value) in o)
                Collect(value, names);
        }
    }

    private void Check(JsonNode? node, JsonObject rule, string path, List<string> problems)
    {
        if (rule["$ref"] is { } reference)
        {
            var parts = ((string)reference!).Split('/');
            rule = schema[parts[1]]![parts[2]]!.AsObject();
        }

        if (rule["enum"] is JsonArray allowed && !allowed.Any(a => JsonNode.DeepEquals(a, node)))
            problems.Add($"{path}: {node} is none of {allowed.ToJsonString()}");
        if (rule["type"] is { } type
            && !(type is JsonArray types ? types : [type.DeepClone()]).Any(t => (string)t! == TypeOf(node)))
            problems.Add($"{path}: is {TypeOf(node)}, needs {type.ToJsonString()}");
        if (node is JsonObject o)
            Object(o, rule, path, problems);
        if (node is JsonArray array && rule["items"] is JsonObject items)
        {
            for (var i = 0; i < array.Count; i++)
                Check(array[i], items, $"{path}[{i}]", problems);
        }
    }

    private void Object(JsonObject o, JsonObject rule, string path, List<string> problems)
    {
        foreach (var name in rule["required"]?.AsArray() ?? [])
        {
            if (!o.ContainsKey((string)name!))
                problems.Add($"{path}: lacks {name}");
        }

        var properties = rule["properties"]?.AsObject() ?? [];
        foreach (var (name, value) in o)
        {
            if (properties[name] is JsonObject inner)
                Check(value, inner, $"{path}.{name}", problems);
            else if (rule.ContainsKey("additionalProperties") || properties.Count > 0)
                problems.Add($"{path}: {name} is not in the schema");
        }
    }

    private static string TypeOf(JsonNode? node) => node switch
    {
        null => "null",
        JsonObject => "object",
        JsonArray => "array",
        _ => node.GetValueKind() switch
        {
            System.Text.Json.JsonValueKind.True or System.Text.Json.JsonValueKind.False => "boolean",
            System.Text.Json.JsonValueKind.String => "string",
            _ => "number",
        },
    };
}
