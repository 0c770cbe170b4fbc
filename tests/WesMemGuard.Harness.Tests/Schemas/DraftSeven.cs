using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace WesMemGuard.Harness.Tests.Schemas;

/// <summary>
/// A validator of JSON Schema, draft 7, of the keywords that our schemas use; another one is an error, so that none is
/// passed over.
/// </summary>
internal sealed class DraftSeven(JsonObject root)
{
    private static readonly string[] Notes =
        ["$schema", "$id", "title", "description", "examples", "enumDescriptions", "definitions", "then", "else"];

    // As a reader of the file has it: numbers that were put together in code know only the type that they were given in.
    private readonly JsonObject _root = JsonNode.Parse(root.ToJsonString())!.AsObject();

    public bool Accepts(JsonNode? document) => Accepts(document, _root);

    private bool Accepts(JsonNode? node, JsonNode rule)
    {
        if (rule is JsonValue always)
            return always.GetValue<bool>();
        var schema = rule.AsObject();
        return schema["$ref"] is { } reference
            ? Accepts(node, _root["definitions"]![((string)reference!)["#/definitions/".Length..]]!)
            : schema.All(keyword => Notes.Contains(keyword.Key) || Keeps(node, schema, keyword.Key, keyword.Value!));
    }

    private bool Keeps(JsonNode? node, JsonObject schema, string keyword, JsonNode value) => keyword switch
    {
        "type" => (value is JsonArray types ? types : [value.DeepClone()]).Any(type => Is(node, (string)type!)),
        "enum" => value.AsArray().Any(one => JsonNode.DeepEquals(one, node)),
        "const" => JsonNode.DeepEquals(value, node),
        "allOf" => value.AsArray().All(one => Accepts(node, one!)),
        "anyOf" => value.AsArray().Any(one => Accepts(node, one!)),
        "oneOf" => value.AsArray().Count(one => Accepts(node, one!)) == 1,
        "not" => !Accepts(node, value),
        "if" => Accepts(node, value) ? Branch(node, schema["then"]) : Branch(node, schema["else"]),
        "minimum" => Number(node) is not { } number || number >= (double)value,
        "maximum" => Number(node) is not { } number || number <= (double)value,
        "exclusiveMinimum" => Number(node) is not { } number || number > (double)value,
        "maxLength" => Text(node) is not { } text || text.Length <= (int)value,
        "pattern" => Text(node) is not { } text || Regex.IsMatch(text, (string)value!),
        _ when node is JsonObject o => KeepsObject(o, schema, keyword, value),
        _ when node is JsonArray array => KeepsArray(array, keyword, value),
        _ => IsOfContainers(keyword),
    };

    private bool KeepsObject(JsonObject o, JsonObject schema, string keyword, JsonNode value) => keyword switch
    {
        "required" => value.AsArray().All(name => o.ContainsKey((string)name!)),
        "properties" => o.All(member => value[member.Key] is not { } rule || Accepts(member.Value, rule)),
        "additionalProperties" =>
            o.All(member => (schema["properties"] as JsonObject)?.ContainsKey(member.Key) == true
                || Accepts(member.Value, value)),
        "propertyNames" => o.All(member => Accepts(member.Key, value)),
        "minProperties" => o.Count >= (int)value,
        "maxProperties" => o.Count <= (int)value,
        _ => IsOfContainers(keyword),
    };

    private bool KeepsArray(JsonArray array, string keyword, JsonNode value) => keyword switch
    {
        "items" => array.All(item => Accepts(item, value)),
        "minItems" => array.Count >= (int)value,
        "maxItems" => array.Count <= (int)value,
        _ => IsOfContainers(keyword),
    };

    private static bool IsOfContainers(string keyword) => keyword is "required" or "properties" or "additionalProperties"
        or "propertyNames" or "minProperties" or "maxProperties" or "items" or "minItems" or "maxItems"
        ? true : throw new NotSupportedException(keyword);

    private bool Branch(JsonNode? node, JsonNode? rule) => rule is null || Accepts(node, rule);

    private static double? Number(JsonNode? node) => node?.GetValueKind() == JsonValueKind.Number ? (double)node : null;

    private static string? Text(JsonNode? node) => node?.GetValueKind() == JsonValueKind.String ? (string)node! : null;

    private static bool Is(JsonNode? node, string type) => type switch
    {
        "null" => node is null,
        "object" => node is JsonObject,
        "array" => node is JsonArray,
        "string" => Text(node) is not null,
        "boolean" => node?.GetValueKind() is JsonValueKind.True or JsonValueKind.False,
        "number" => Number(node) is not null,
        "integer" => Number(node) is { } number && number == Math.Floor(number),
        _ => throw new NotSupportedException(type),
    };
}
