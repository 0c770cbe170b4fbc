using System.Text.Json.Nodes;
using WesMemGuard.Schemas;
using WesMemGuard.Texts;

namespace WesMemGuard.Harness.Configuration;

/// <summary><c>wesmemguard.json</c> as JSON Schema, made of the table of settings.</summary>
internal static class SettingsSchema
{
    /// <summary>The schema; what each setting is for is said in English.</summary>
    public static JsonObject Create(Language language)
    {
        var root = Object();
        Properties(root)["$schema"] = SchemaParts.AnyText();
        foreach (var definition in Settings.Definitions)
        {
            var names = definition.Key.Split('.');
            var at = root;
            foreach (var name in names[..^1])
                at = (JsonObject)(Properties(at)[name] ??= Group());
            var rule = definition.Form();
            rule["description"] = $"{definition.Meaning}: {definition.Allowed}";
            Properties(at)[names[^1]] = rule;
        }

        return new SchemaParts(language).File("configuration", root);
    }

    private static JsonObject Object() =>
        new() { ["type"] = "object", ["additionalProperties"] = false, ["properties"] = new JsonObject() };

    /// <summary>A name that stands there and holds nothing is a mistake.</summary>
    private static JsonObject Group()
    {
        var group = Object();
        group["minProperties"] = 1;
        return group;
    }

    private static JsonObject Properties(JsonObject rule) => (JsonObject)rule["properties"]!;
}
