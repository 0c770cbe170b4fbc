using System.Text.Json.Nodes;
using WesMemGuard.Diagnosis;
using WesMemGuard.Harness;
using WesMemGuard.Measurement;
using WesMemGuard.Reasons;
using WesMemGuard.Runs;
using WesMemGuard.Verdicts.Observations;

namespace WesMemGuard.Cli.Output;

/// <summary>A diagnosis for scripts: one object, its words in English.</summary>
internal static class DiagnosisJson
{
    /// <summary>The object.</summary>
    public static JsonObject Of(string name, NodeDiagnosis diagnosis, MemoryRun run)
    {
        var json = Of(name, diagnosis);
        json["losses"] = LossLines.Array(SeenLosses.Of(run));
        json["nodeGone"] = NodePresence.WhyGone(run)?.In(Language.English);
        return json;
    }

    /// <summary>The object, without what was not seen.</summary>
    public static JsonObject Of(string name, NodeDiagnosis diagnosis)
    {
        var words = new DiagnosisText(Language.English);
        return new JsonObject
        {
            ["subject"] = name,
            ["findings"] = new JsonArray([.. diagnosis.Found.Select(f => Of(f, words))]),
            ["outcome"] = OutcomeName.InJson(diagnosis.Outcome),
            ["undecided"] = new JsonArray([.. diagnosis.Undecided.Select(u => (JsonNode)new JsonObject
            {
                ["metric"] = u.Metric.Name(),
                ["hours"] = u.Hours,
                ["low"] = u.Low,
                ["high"] = u.High,
                ["text"] = words.Of(u),
            })]),
            ["notVisible"] = new JsonArray([.. diagnosis.NotVisible.Select(u => (JsonNode)new JsonObject
            {
                ["problem"] = u.Problem.Id,
                ["why"] = words.WhyUnseen(u.Problem),
                ["seen"] = u.Hint is null ? null : words.Of(u.Hint),
            })]),
        };
    }

    /// <summary>One finding.</summary>
    public static JsonNode Of(DiagnosedProblem found, DiagnosisText words) => new JsonObject
    {
        ["problem"] = found.Problem.Id,
        ["rank"] = found.Rank.ToString().ToLowerInvariant(),
        ["certainty"] = found.Certainty.ToString().ToLowerInvariant(),
        ["bytesPerHour"] = found.BytesPerHour is { } least && double.IsFinite(least) ? Math.Round(least) : null,
        ["title"] = words.TitleOf(found),
        ["module"] = found.Module,
        ["function"] = found.Function,
        ["evidence"] = new JsonArray([.. found.Evidence.Select(e => (JsonNode)words.Of(e))]),
        ["means"] = words.MeaningOf(found.Problem),
        ["steps"] = new JsonArray([.. words.StepsOf(found).Select(s => (JsonNode)s)]),
    };
}
