using System.Text.Json.Nodes;
using WesMemGuard.Inventories;
using WesMemGuard.Texts;

namespace WesMemGuard.Schemas;

/// <summary><c>fleet.json</c> as JSON Schema, made of the reader's own tables; that names differ only the reader knows.</summary>
internal static class InventorySchema
{
    private const string Node = "node";

    /// <summary>The schema, with descriptions in a language.</summary>
    public static JsonObject Create(Language language)
    {
        var parts = new SchemaParts(language);
        var body = parts.Object("fleet",
        [
            ("$schema", SchemaParts.AnyText()),
            ("labels", Labels()),
            ("access", Access()),
            ("nodes", SchemaParts.Items(SchemaParts.Ref(Node), InventoryFile.MostNodes)),
        ], "nodes");
        return parts.File("fleet", body, new JsonObject
        {
            [Node] = parts.Object("fleetNode",
                [("name", SchemaParts.Text()), ("url", ScenarioSchema.OfUrl()), ("labels", Labels()), ("access", Access())], "name", "url"),
        });
    }

    private static JsonObject Labels() => new()
    {
        ["type"] = "object",
        ["maxProperties"] = InventoryFile.MostLabels,
        ["propertyNames"] = new JsonObject { ["pattern"] = InventoryFile.LabelPattern },
        ["additionalProperties"] = SchemaParts.AnyText(),
    };

    private static JsonObject Access() => new() { ["type"] = "string", ["pattern"] = InventoryFile.AccessPattern };
}
