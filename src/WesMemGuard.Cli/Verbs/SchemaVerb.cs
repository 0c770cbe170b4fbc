using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using WesMemGuard.Cli.Options;
using WesMemGuard.Harness.Configuration;
using WesMemGuard.Schemas;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Cli.Verbs;

/// <summary><c>wesmemguard schema NAME</c>: the JSON Schema of a file that is written by hand, or of an output for scripts.</summary>
internal static class SchemaVerb
{
    private static readonly ResourceTexts Texts = ResourceTexts.Beside(typeof(SchemaVerb));

    // As files are read by people: 中文 and < are written as they are.
    private static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public const string Name = "schema";

    /// <summary>What the list of verbs shows beside it: the words that it takes.</summary>
    public const string Takes = "analyze|budget|configuration|fleet|judge|scenario";

    public static readonly string[] Examples =
        ["wesmemguard schema budget > budget.schema.json", "wesmemguard schema judge"];

    private static readonly Dictionary<string, Func<Language, JsonNode>> Schemas = new(StringComparer.Ordinal)
    {
        ["budget"] = BudgetSchema.Create,
        ["scenario"] = ScenarioSchema.Create,
        ["fleet"] = InventorySchema.Create,
        ["configuration"] = SettingsSchema.Create,
        ["judge"] = _ => OfOutput("judge"),
        ["analyze"] = _ => OfOutput("analyze"),
    };

    public static Command Create(Surroundings surroundings)
    {
        var texts = Texts.In(surroundings.Language);
        var name = new Argument<string>("NAME") { Description = texts["Name"] }.TakesOneOf([.. Schemas.Keys]);
        var command = new Command(Name, texts["Description"]) { name };
        command.SetAction(parsed =>
        {
            surroundings.Out.WriteLine(Schemas[parsed.GetRequiredValue(name)](surroundings.Language).ToJsonString(Readable));
            return ExitCodes.Held;
        });
        return command;
    }

    private static JsonNode OfOutput(string verb)
    {
        using var stream = typeof(SchemaVerb).Assembly.GetManifestResourceStream(verb + ".schema.json")!;
        return JsonNode.Parse(stream)!;
    }
}
