using System.Text.Json;
using WesMemGuard.Reasons;
using WesMemGuard.Runs;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Cli.Output;

/// <summary>What the loads of a run came to, as JSON.</summary>
internal static class LoadJson
{
    public static void Write(Utf8JsonWriter json, IReadOnlyList<LoadRow> loads)
    {
        json.WriteStartArray("loads");
        foreach (var load in loads)
            Write(json, load);
        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, LoadRow load)
    {
        json.WriteStartObject();
        json.WriteString("phase", load.Phase);
        json.WriteString("kind", load.Kind);
        json.WriteNumber("seconds", Math.Round(load.Length.TotalSeconds, 3));
        json.WriteNumber("asked", load.Asked);
        json.WriteNumber("sent", load.Sent);
        json.WriteNumber("ok", load.Ok);
        json.WriteNumber("failed", load.Failed);
        JsonFields.Number(json, "notMined", load.NotMined);
        json.WriteNumber("rate", Math.Round(load.Rate, 3));
        PhaseJson.Write(json, "latency", load.Latency);
        PhaseJson.Write(json, "lateness", load.Lateness);
        json.WriteStartArray("failures");
        foreach (var failure in load.Failures)
        {
            json.WriteStartObject();
            ReasonJson.WriteMembers(json, failure);
            json.WriteString("reason", failure.In(Language.English));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
