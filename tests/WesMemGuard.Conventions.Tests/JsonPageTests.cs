using System.Text.Json.Nodes;

namespace WesMemGuard.Conventions.Tests;

/// <summary>The page for scripts names every key that they are given.</summary>
internal sealed class JsonPageTests
{
    [Test]
    public void Each_key_of_the_schema_stands_on_the_page()
    {
        var schema = JsonNode.Parse(File.ReadAllText(Path.Combine(RepositoryFolder.Path,
            "src/WesMemGuard.Cli/Output/judge.schema.json")));
        var page = File.ReadAllText(Path.Combine(RepositoryFolder.Path, "docs/json.md"));
        var keys = Keys(schema).Distinct(StringComparer.Ordinal).ToList();
        keys.Count.ShouldBeGreaterThan(40);

        keys.Where(key => !page.Contains($"`{key}`", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    private static IEnumerable<string> Keys(JsonNode? node) => node switch
    {
        JsonObject o => o.SelectMany(member => member.Key == "properties"
            ? member.Value!.AsObject().SelectMany(p => Keys(p.Value).Prepend(p.Key)) : Keys(member.Value)),
        JsonArray array => array.SelectMany(Keys),
        _ => [],
    };
}
