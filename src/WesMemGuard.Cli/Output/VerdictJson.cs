using System.Globalization;
using System.Text;
using System.Text.Json;
using WesMemGuard.Harness;
using WesMemGuard.Harness.Runs;
using WesMemGuard.Reasons;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Cli.Output;

/// <summary>A judged run as one compact JSON object; the keys are a contract with scripts.</summary>
internal static class VerdictJson
{
    public static string Of(JudgedRun judged)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("file", judged.File);
            json.WriteString("outcome", judged.Verdict is { } v ? OutcomeName.InJson(v.Worst) : "badInput");
            json.WriteNumber("exitCode", judged.ExitCode);
            if (judged.Error is { } error)
                json.WriteString("error", error.In(Language.English));
            if (judged.Verdict is { } verdict)
                Write(json, verdict);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    private static void Write(Utf8JsonWriter json, RunVerdict verdict)
    {
        Verdicts(json, verdict.Verdicts);
        LossLines.Write(json, verdict.Losses);
        if (verdict.Loads.Count > 0)
            LoadJson.Write(json, verdict.Loads);
        if (verdict.Remarks.Count > 0)
            Write(json, verdict.Remarks);
    }

    /// <summary>The verdicts of a budget, in its order.</summary>
    internal static void Verdicts(Utf8JsonWriter json, IReadOnlyList<Verdict> verdicts)
    {
        json.WriteStartArray("verdicts");
        foreach (var v in verdicts)
            Write(json, v);
        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, IReadOnlyList<Reason> remarks)
    {
        json.WriteStartArray("remarks");
        foreach (var remark in remarks)
        {
            json.WriteStartObject();
            ReasonJson.WriteMembers(json, remark);
            json.WriteString("reason", remark.In(Language.English));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, Verdict v)
    {
        json.WriteStartObject();
        json.WriteString("of", v.Of);
        json.WriteString("metric", v.Metric);
        json.WriteString("limit", v.Limit);
        json.WriteString("outcome", OutcomeName.InJson(v.Outcome));
        JsonFields.Number(json, "value", v.Value);
        JsonFields.Number(json, "low", v.Low);
        JsonFields.Number(json, "high", v.High);
        JsonFields.Number(json, "budget", v.Budget);
        json.WriteString("unit", v.Unit);
        JsonFields.Time(json, "from", v.From);
        JsonFields.Time(json, "to", v.To);
        json.WriteNumber("samples", v.Samples);
        json.WriteString("evidence", v.Evidence);
        json.WriteString("reason", v.Reason.In(Language.English));
        ReasonJson.WriteMembers(json, v.Reason);
        json.WriteStartArray("suspects");
        foreach (var suspect in v.Suspects)
            Write(json, suspect);
        json.WriteEndArray();
        if (v.Seen.Count > 0)
            Write(json, v.Seen);
        if (v.DarkGrowth is { } dark)
            Write(json, dark);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, IReadOnlyList<SeenHolder> seen)
    {
        json.WriteStartArray("seen");
        foreach (var holder in seen)
        {
            json.WriteStartObject();
            json.WriteString("module", holder.Module);
            JsonFields.Number(json, "bytes", holder.Bytes);
            json.WriteString("said", holder.Seen.In(Language.English));
            ReasonJson.WriteMembers(json, holder.Seen);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, DarkGrowth dark)
    {
        json.WriteStartObject("darkGrowth");
        JsonFields.Number(json, "bytes", dark.Bytes);
        JsonFields.Number(json, "counted", dark.Counted);
        json.WriteStartArray("shares");
        foreach (var share in dark.Shares)
        {
            json.WriteStartObject();
            json.WriteString("holder", share.Holder);
            JsonFields.Number(json, "share", share.Share);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Suspect suspect)
    {
        json.WriteStartObject();
        json.WriteString("function", suspect.Function);
        json.WriteString("where", suspect.Where);
        json.WriteString("module", suspect.Held.In(Language.English));
        JsonFields.Number(json, "bytes", suspect.Bytes);
        JsonFields.Number(json, "low", suspect.Low);
        JsonFields.Number(json, "high", suspect.High);
        JsonFields.Number(json, "share", suspect.Share);
        JsonFields.Number(json, "perHour", suspect.PerHour);
        JsonFields.Number(json, "perHourLow", suspect.PerHourLow);
        JsonFields.Number(json, "perHourHigh", suspect.PerHourHigh);
        if (suspect.Waits is { } waits)
            json.WriteString("waits", waits.Text.In(Language.English));
        json.WriteEndObject();
    }
}
