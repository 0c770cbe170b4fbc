using System.CommandLine;
using System.Text;
using System.Text.Json;
using WesMemGuard.Baselines;
using WesMemGuard.Cli.Options;
using WesMemGuard.Cli.Output;
using WesMemGuard.Input;
using WesMemGuard.Reasons;
using WesMemGuard.Reports.Charts;
using WesMemGuard.Reports.Histories;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Cli.Baselines;

/// <summary><c>wesmemguard history FILE</c>: levels by commit, where they changed, and how the newest commit stands.</summary>
internal static class HistoryVerb
{
    private const int Columns = 60;

    private static readonly ResourceTexts Texts = ResourceTexts.Beside(typeof(HistoryVerb));

    public const string Name = "history";

    /// <summary>What the list of verbs shows beside it.</summary>
    public const string Takes = "FILE";

    public static readonly string[] Examples =
    [
        "wesmemguard history memory-history.jsonl",
        "wesmemguard history memory-history.jsonl --metric liveHeap --metric goroutines --html public/memory.html",
    ];

    public static Command Create(Surroundings surroundings)
    {
        var (texts, shared) = (Texts.In(surroundings.Language), BaselineVerb.Texts.In(surroundings.Language));
        var file = new Argument<string>(Takes) { Description = texts["File"] };
        CommandArguments.RefuseOptions(file);
        var scenario = new Option<string?>("--scenario") { Description = texts["Scenario"], HelpName = "NAME" };
        var (metric, within) = (CompareBaseline.MetricOption(shared), CompareBaseline.WithinOption(shared));
        var html = new Option<string?>("--html") { Description = texts["Html"], HelpName = "FILE" };
        var markdown = new Option<string?>("--md") { Description = texts["Markdown"], HelpName = "FILE" };
        var json = new Option<bool>("--json") { Description = texts["Json"] };
        var command = new Command(Name, texts["Description"]) { file, scenario, metric, within, html, markdown, json };
        command.SetAction(parsed =>
        {
            var given = parsed.GetRequiredValue(file);
            var runs = HistoryFile.Read(given, surroundings);
            var allowance = CompareBaseline.AllowanceOf(parsed.GetValue(within));
            var metrics = CompareBaseline.Metrics(parsed.GetValue(metric), runs);
            List<ScenarioHistory> all =
            [
                .. Of(parsed.GetValue(scenario), scenario.Name, runs).GroupBy(r => r.Scenario ?? "", StringComparer.Ordinal)
                    .OrderBy(g => g.Key, StringComparer.Ordinal)
                    .SelectMany(g => metrics.Select(m => new ScenarioHistory(g.Key, LevelStanding.Of([.. g], m, allowance)))),
            ];
            if (parsed.GetValue(html) is { } page)
                OutputFile.Write(page, surroundings, to => HistoryPage.Write(all, surroundings.Language, to));
            if (parsed.GetValue(markdown) is { } summary)
                OutputFile.Write(summary, surroundings, to => HistoryMarkdown.Write(all, surroundings.Language, to));
            if (parsed.GetValue(json))
                surroundings.Out.WriteLine(Json(all));
            else
                all.ForEach(one => Write(one, given, surroundings, texts, shared));
            return all.Select(h => CodeOf(h.Standing.Kind)).Aggregate(ExitCodes.Held, ExitCodes.Worse);
        });
        return command;
    }

    /// <exception cref="BadInputException">No run is of the scenario that was asked for; it says which there are.</exception>
    private static IEnumerable<RunLevels> Of(string? scenario, string option, IReadOnlyList<RunLevels> runs)
    {
        if (scenario is null)
            return runs;
        List<string> known =
            [.. runs.Select(r => r.Scenario).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        return known.Contains(scenario) ? runs.Where(r => r.Scenario == scenario)
            : throw new BadInputException(option, InputReasons.NoScenario(scenario, NearestName.Of(scenario, known), known));
    }

    private static int CodeOf(StandingKind kind) => kind switch
    {
        StandingKind.Same or StandingKind.Better => ExitCodes.Held,
        StandingKind.Worse => ExitCodes.Broken,
        _ => ExitCodes.Inconclusive,
    };

    private static void Write(ScenarioHistory one, string file, Surroundings to, LocalTexts texts, LocalTexts shared)
    {
        var standing = one.Standing;
        var history = standing.History;
        Paragraph.Write(to, "", texts.Format("Head", one.Scenario, history.Metric, HistoryWords.Of(standing.Kind, to.Language)).Trim());
        if (history.Commits.Count > 0)
        {
            string Amount(double value) => HistoryWords.Amount(history.Metric, value);
            double[] levels = [.. history.Commits.Select(c => c.Level)];
            to.Out.WriteLine($"  {Amount(levels.Min())} {Sparkline.Of(levels, Columns)} {Amount(levels.Max())}");
        }

        if (HistoryWords.Newest(standing, to.Language) is { } newest)
            Paragraph.Write(to, "  ", newest);
        HistoryOfBaseline.Write(history, file, to, shared);
    }

    private static string Json(IReadOnlyList<ScenarioHistory> all)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartArray();
            foreach (var one in all)
                Write(json, one);
            json.WriteEndArray();
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    private static void Write(Utf8JsonWriter json, ScenarioHistory one)
    {
        var history = one.Standing.History;
        json.WriteStartObject();
        json.WriteString("scenario", one.Scenario);
        json.WriteString("metric", history.Metric);
        json.WriteString("standing", HistoryWords.InJson(one.Standing.Kind));
        json.WriteStartArray("commits");
        foreach (var commit in history.Commits)
        {
            json.WriteStartObject();
            json.WriteString("commit", commit.Commit);
            JsonFields.Time(json, "at", commit.At);
            json.WriteNumber("level", commit.Level);
            json.WriteNumber("runs", commit.Runs);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("changes");
        foreach (var change in history.Changes)
        {
            json.WriteStartObject();
            json.WriteString("commit", change.FirstAfter.Commit);
            JsonFields.Number(json, "shift", change.Shift.Shift);
            JsonFields.Number(json, "low", change.Shift.Low);
            JsonFields.Number(json, "high", change.Shift.High);
            json.WriteBoolean("breach", change.IsBreach);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
