using System.Text.Json.Nodes;
using WesMemGuard.Harness.Configuration;
using WesMemGuard.Schemas;
using WesMemGuard.Texts;

namespace WesMemGuard.Cli.Tests;

/// <summary><c>wesmemguard schema</c>, the files of it in <c>docs/schemas</c>, and what <c>judge --json</c> says by it.</summary>
internal sealed class SchemaVerbTests
{
    private static readonly string[] Files = ["budget", "scenario", "fleet", "configuration"];

    [TestCaseSource(nameof(Files))]
    public async Task The_file_of_a_schema_is_what_the_verb_prints(string name)
    {
        using var tool = new Tool();
        (await tool.RunAsync("schema", name)).ShouldBe(0);
        var file = Path.Combine(RepositoryFolder.Path, "docs/schemas", name + ".schema.json");
        if (Environment.GetEnvironmentVariable("APPROVE_SCHEMAS") == "1")
            await File.WriteAllTextAsync(file, tool.Out);

        (await File.ReadAllTextAsync(file)).ReplaceLineEndings("\n").ShouldBe(tool.Out, "APPROVE_SCHEMAS=1 writes it anew");
        var printed = JsonNode.Parse(tool.Out)!;
        printed["$id"]!.ToString().ShouldBe($"urn:wesmemguard:schema:{name}:1");
        // Output is looked through for secrets: nothing of a schema may look like one.
        var meant = name switch
        {
            "budget" => BudgetSchema.Create(Language.English),
            "scenario" => ScenarioSchema.Create(Language.English),
            "fleet" => InventorySchema.Create(Language.English),
            _ => SettingsSchema.Create(Language.English),
        };
        JsonNode.DeepEquals(JsonNode.Parse(meant.ToJsonString()), printed).ShouldBeTrue();
    }

    [Test]
    public async Task An_unknown_schema_is_refused_with_those_that_there_are()
    {
        using var tool = new Tool();
        (await tool.RunAsync("schema", "budgets")).ShouldBe(64);
        tool.Error.ShouldContain("it must be one of budget, scenario, fleet, configuration, judge, analyze");
    }

    [Test]
    public async Task Judge_says_what_its_schema_says()
    {
        using var printed = new Tool();
        (await printed.RunAsync("schema", "judge")).ShouldBe(0);
        var schema = new SchemaCheck(JsonNode.Parse(printed.Out)!);
        using var tool = new Tool();
        string[] scenarios = ["breaks-transfers", "breaks-planted-ispc-12", "inconclusive-restarts", "notmeasured-minimal-mode"];
        foreach (var scenario in scenarios)
        {
            var recording = RepositoryFolder.Recording(scenario.Split('-', 2)[1]);
            var budget = Path.Combine(RepositoryFolder.Scenarios, scenario, "budget.json");
            await tool.RunAsync("judge", recording, "--budget", budget, "--json");
        }

        tool.Lines.Length.ShouldBe(4);
        foreach (var line in tool.Lines)
            schema.Problems(JsonNode.Parse(line)).ShouldBeEmpty();
        string[] seen = ["suspects", "darkGrowth", "losses", "loads", "notMined", "perHourHigh"];
        foreach (var name in seen)
            tool.Out.ShouldContain($"\"{name}\"");
        var wrong = JsonNode.Parse("""{ "file": "a", "outcome": "held", "exitCode": 0, "more": 1 }""");
        schema.Problems(wrong).ShouldBe(["$: more is not in the schema"]);
    }
}
