using System.Text.Json;
using System.Text.Json.Nodes;
using WesMemGuard.Cli.Options;
using WesMemGuard.Reasons;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Cli.Output;

/// <summary>What of a run was not seen, for people and for scripts.</summary>
internal static class LossLines
{
    private static readonly ResourceTexts Texts = ResourceTexts.Beside(typeof(LossLines));

    /// <summary>A line a loss, behind the table.</summary>
    public static void Write(string name, IReadOnlyList<SeenLoss> losses, Surroundings to)
    {
        var texts = Texts.In(to.Language);
        foreach (var loss in losses)
            to.Out.WriteLine(SafeText.Of(texts.Format("NotSeen", name, loss.Reason.In(to.Language))));
    }

    /// <summary>The member <c>losses</c> of the object that is open.</summary>
    public static void Write(Utf8JsonWriter json, IReadOnlyList<SeenLoss> losses)
    {
        json.WritePropertyName("losses");
        Array(losses).WriteTo(json);
    }

    /// <summary>The losses as JSON; the reason's words are in English.</summary>
    public static JsonArray Array(IReadOnlyList<SeenLoss> losses) => [.. losses.Select(l => (JsonNode)new JsonObject
    {
        ["kind"] = JsonNamingPolicy.CamelCase.ConvertName(l.Loss.Kind.ToString()),
        ["part"] = JsonNamingPolicy.CamelCase.ConvertName(l.Loss.Part.ToString()),
        ["from"] = l.Loss.From?.UtcDateTime,
        ["to"] = l.Loss.To?.UtcDateTime,
        ["file"] = l.Loss.File,
        ["line"] = l.Loss.Line,
        ["count"] = l.Loss.Count,
        ["reasonId"] = l.Reason.Id,
        ["reasonArguments"] = ReasonJson.Arguments(l.Reason),
        ["reason"] = l.Reason.In(Language.English),
    })];
}
