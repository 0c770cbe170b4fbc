using System.Text.Json.Nodes;
using WesMemGuard.Json;
using WesMemGuard.Texts;
using WesMemGuard.Units;

namespace WesMemGuard.Schemas;

/// <summary>
/// The pieces that the JSON Schemas of our files are made of, as the readers take them. Draft 7 is what editors know
/// best.
/// </summary>
internal sealed class SchemaParts(Language language)
{
    internal const string Dialect = "http://json-schema.org/draft-07/schema#";

    private static readonly ResourceTexts Texts = ResourceTexts.Beside(typeof(SchemaParts));

    private readonly LocalTexts _texts = Texts.In(language);

    internal Language Language => language;

    /// <summary>A text that isn't blank, of at most 500 characters, none of them a control character.</summary>
    /// <param name="but">What else it must not hold, as the inside of a class of characters.</param>
    internal static JsonObject Text(string but = "") => new()
    {
        ["type"] = "string",
        ["maxLength"] = ObjectReader.LongestText,
        ["pattern"] = $"^(?=[\\s\\S]*\\S)[^\\u0000-\\u001f\\u007f-\\u009f{but}]*$",
    };

    internal static JsonObject AnyText() => new() { ["type"] = "string" };

    internal static JsonObject Flag() => new() { ["type"] = "boolean" };

    internal static JsonObject Whole(long most) => new() { ["type"] = "integer", ["minimum"] = 1, ["maximum"] = most };

    internal static JsonObject Number(double least, double most) =>
        new() { ["type"] = "number", ["minimum"] = least, ["maximum"] = most };

    internal static JsonObject Duration(bool zero = false) => new()
    {
        ["type"] = "string",
        ["pattern"] = zero ? DurationText.Pattern : DurationText.Pattern.Replace("^", "^(?!0(\\.0+)? )", StringComparison.Ordinal),
    };

    internal static JsonObject Size() => new() { ["type"] = "string", ["pattern"] = SizeText.Pattern };

    internal static JsonObject Count() => Number(0, ObjectReader.LargestCount);

    internal static JsonObject OneOf(IEnumerable<string> names) => new() { ["enum"] = Names(names) };

    internal static JsonArray Names(IEnumerable<string> names) => [.. names.Select(name => (JsonNode?)name)];

    internal static JsonObject Const(string value) => new() { ["const"] = value };

    internal static JsonObject Ref(string definition) => new() { ["$ref"] = "#/definitions/" + definition };

    /// <summary>An array that isn't empty.</summary>
    internal static JsonObject Items(JsonObject item, int most) =>
        new() { ["type"] = "array", ["minItems"] = 1, ["maxItems"] = most, ["items"] = item };

    internal static JsonObject Required(params string[] names) => new() { ["required"] = Names(names) };

    internal static JsonObject Not(JsonObject rule) => new() { ["not"] = rule };

    internal static JsonObject AnyOf(params JsonObject[] rules) => new() { ["anyOf"] = new JsonArray([.. rules]) };

    internal static JsonObject ExactlyOne(IEnumerable<string> names) =>
        new() { ["oneOf"] = new JsonArray([.. names.Select(name => (JsonNode)Required(name))]) };

    /// <summary>Where properties are there and as said, another rule holds, and where not, a third.</summary>
    internal static JsonObject If(JsonObject when, JsonObject then, JsonObject? otherwise = null)
    {
        var rule = new JsonObject { ["if"] = when, ["then"] = then };
        if (otherwise is not null)
            rule["else"] = otherwise;
        return rule;
    }

    /// <summary>A property that is there, and as said.</summary>
    internal static JsonObject Has(string name, JsonObject rule) =>
        new() { ["required"] = Names([name]), ["properties"] = new JsonObject { [name] = rule } };

    /// <summary>A property that is as said where it is there.</summary>
    internal static JsonObject Where(string name, JsonObject rule) =>
        new() { ["properties"] = new JsonObject { [name] = rule } };

    internal static JsonObject OnlyNames(IEnumerable<string> names) => new() { ["propertyNames"] = OneOf(names) };

    /// <summary>An object of these properties and no others, each with its description.</summary>
    /// <param name="key">What it is: its texts are <c>key.property</c>.</param>
    /// <param name="properties">In the order in which editors offer them.</param>
    /// <param name="required">Those that must be there.</param>
    internal JsonObject Object(string key, IReadOnlyList<(string Name, JsonObject Rule)> properties,
        params string[] required)
    {
        var described = new JsonObject();
        foreach (var (name, rule) in properties)
        {
            // Beside a reference draft 7 reads nothing.
            var at = rule.ContainsKey("$ref") ? new JsonObject { ["allOf"] = new JsonArray(rule) } : rule;
            at["description"] = _texts[$"{key}.{name}"];
            described[name] = at;
        }

        var whole =
            new JsonObject { ["type"] = "object", ["additionalProperties"] = false, ["properties"] = described };
        if (required.Length > 0)
            whole["required"] = Names(required);
        return whole;
    }

    /// <summary>The schema of a file: its dialect, an id that stays the same, and what it is.</summary>
    internal JsonObject File(string name, JsonObject body, JsonObject? definitions = null)
    {
        var file = new JsonObject
        {
            ["$schema"] = Dialect,
            ["$id"] = $"urn:wesmemguard:schema:{name}:1",
            ["title"] = _texts[name],
        };
        foreach (var (key, value) in body)
            file[key] = value?.DeepClone();
        if (definitions is not null)
            file["definitions"] = definitions;
        return file;
    }
}
