using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using WesMemGuard.Budgets;
using WesMemGuard.Harness.Configuration;
using WesMemGuard.Input;
using WesMemGuard.Scenarios;
using WesMemGuard.Schemas;
using WesMemGuard.Texts;

namespace WesMemGuard.Harness.Tests.Schemas;

/// <summary>The schemas say of a file what the readers say: on all files of the repository, and on each with one mistake in it.</summary>
internal sealed partial class SchemaTests
{
    private const int FewestMutants = 200;

    // All 70,000 (ALL_MUTANTS=1) take 15 s; chosen by a fixed seed, these take one.
    private const int MostMutants = 4000;

    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    private const string Configuration = """
        { "$schema": "s", "out": "runs", "parallel": 4, "replayTimeout": "2 min", "testing": { "inconclusive": "fail" } }
        """;

    // What no schema can know: names that occur twice or not at all, how long a time is, and what a phase means for a later one.
    [GeneratedRegex("is here twice|both name the phase|is between 0.1 s and 1 h|deploys while the node mines|is too large|"
        + "replayTimeout is |these stages ask for no request|at most 1000 phases")]
    private static partial Regex OnlyTheReaderKnows();

    [Test]
    public void Budgets() => Agree(BudgetSchema.Create(Language.English), Documents("budget.json", "\"limits\""),
        text => Problems(BudgetFile.Read(Encoding.UTF8.GetBytes(text), "f", out var problems), problems));

    [Test]
    public void Scenarios() => Agree(ScenarioSchema.Create(Language.English), Documents("scenario.json", "\"recording\"", "\"node\""),
        text => Problems(ScenarioFile.Read(Encoding.UTF8.GetBytes(text), "f", out var problems), problems));

    [Test]
    public void Configurations()
    {
        var folder = Directory.CreateTempSubdirectory("wesmemguard-").FullName;
        Agree(SettingsSchema.Create(Language.English), [Configuration], text =>
        {
            File.WriteAllText(Path.Combine(folder, Settings.SharedFile), text);
            try
            {
                SettingsReader.Read(folder, new Dictionary<string, string>(), new Dictionary<string, string>());
                return [];
            }
            catch (BadInputException e)
            {
                return [e.Message];
            }
        });
        Directory.Delete(folder, recursive: true);
    }

    [Test]
    public void A_schema_names_what_the_reader_knows_and_says_it_in_both_languages()
    {
        Names(BudgetSchema.Create(Language.English)).ShouldBe(BudgetFile.Known, ignoreOrder: true);
        Names(BudgetSchema.Create(Language.English)["definitions"]!["limit"]!).ShouldBe(LimitReader.Known, ignoreOrder: true);
        Names(ScenarioSchema.Create(Language.English)).ShouldBe(ScenarioFile.Known, ignoreOrder: true);
        var phases = ScenarioSchema.Create(Language.English)["definitions"]!;
        Names(phases["phase"]!).ShouldBe(PhaseRules.Known, ignoreOrder: true);
        Names(phases["part"]!).ShouldBe([.. PhaseRules.Known.Where(n => n != "together"), .. PhaseRules.OfParts], ignoreOrder: true);
        Names(phases["target"]!).ShouldBe(TargetReader.Known, ignoreOrder: true);
        BudgetSchema.Create(Language.Chinese)["title"]!.ToString().ShouldContain("预算");
        ScenarioSchema.Create(Language.Chinese)["$id"]!.ToString().ShouldBe("urn:wesmemguard:schema:scenario:1");
    }

    private static IEnumerable<string> Names(JsonNode schema) => schema["properties"]!.AsObject().Select(property => property.Key);

    private static IReadOnlyList<string> Problems(object? read, IReadOnlyList<FileProblem> problems) =>
        read is null && problems.Count == 0 ? ["nothing was read"] : [.. problems.Select(problem => problem.Message)];

    private static void Agree(JsonObject schema, IReadOnlyList<string> documents, Func<string, IReadOnlyList<string>> read)
    {
        var check = new DraftSeven(schema);
        documents.ShouldNotBeEmpty();
        documents.Where(document => !check.Accepts(JsonNode.Parse(document)) || read(document).Count > 0).ShouldBeEmpty();

        var mutants = documents.SelectMany(Mutants.Of).Distinct(StringComparer.Ordinal).ToArray();
        new Random(21).Shuffle(mutants);
        mutants = Environment.GetEnvironmentVariable("ALL_MUTANTS") == "1" ? mutants : [.. mutants.Take(MostMutants)];
        var (refused, onlyByReader, differences) = (0, 0, new List<string>());
        foreach (var mutant in mutants)
        {
            var problems = read(mutant);
            var accepts = check.Accepts(JsonNode.Parse(mutant));
            refused += problems.Count > 0 ? 1 : 0;
            if (accepts == (problems.Count == 0))
                continue;
            if (accepts && problems.All(problem => OnlyTheReaderKnows().IsMatch(problem)))
                onlyByReader++;
            else
                differences.Add($"the schema {(accepts ? "accepts" : "refuses")}: {mutant}\n  {string.Join("\n  ", problems)}");
        }

        TestContext.Out.WriteLine($"{mutants.Length} mutants, {refused} refused, {onlyByReader} of them by the reader alone");
        mutants.Length.ShouldBeGreaterThanOrEqualTo(FewestMutants);
        refused.ShouldBeInRange(mutants.Length / 3, mutants.Length - 20);
        differences.Take(20).ShouldBeEmpty();
        onlyByReader.ShouldBeLessThan(mutants.Length / 20);
    }

    /// <summary>Files of the repository, and the examples of the page.</summary>
    private static List<string> Documents(string file, params string[] marks)
    {
        var files = Directory.GetFiles(RepositoryFolder.Scenarios, file, SearchOption.AllDirectories).Select(File.ReadAllText);
        var page = File.ReadAllText(Path.Combine(RepositoryFolder.Path, "src/WesMemGuard.Core/Input/README.md"));
        var examples = Example().Matches(page.ReplaceLineEndings("\n")).Select(match => match.Groups["text"].Value)
            .Where(text => marks.Any(text.Contains) && (marks.Length > 1 || !text.Contains("\"recording\"", StringComparison.Ordinal)));
        return [.. files.Concat(examples).Select(text => JsonNode.Parse(text, null, Lenient)!.ToJsonString())
            .Distinct(StringComparer.Ordinal)];
    }

    [GeneratedRegex("```json\\n(?<text>.*?)```", RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex Example();
}
