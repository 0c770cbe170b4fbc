using System.Text;
using System.Text.Json;
using WesMemGuard.Cli.Output;
using WesMemGuard.Clients;
using WesMemGuard.Comparison;
using WesMemGuard.Harness.Comparing;
using WesMemGuard.Measurement;
using WesMemGuard.Reasons;

namespace WesMemGuard.Cli.Comparing;

/// <summary>A comparison of two builds as one compact JSON object; the keys are a contract with scripts.</summary>
internal static class AbJson
{
    public static string Of(BuildRounds rounds)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("outcome", Named(rounds.Verdict.Outcome));
            json.WriteNumber("exitCode", rounds.Verdict.ExitCode);
            json.WriteNumber("rounds", rounds.Verdict.Rounds);
            if (rounds.Folder is { } folder)
                json.WriteString("folder", folder);
            json.WriteStartArray("differences");
            foreach (var difference in rounds.Verdict.Differences)
                Write(json, difference);
            json.WriteEndArray();
            json.WriteStartArray("remarks");
            foreach (var remark in rounds.Verdict.Remarks)
                Write(json, remark);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    public static string Of(ClientRounds rounds)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("outcome", Named(rounds.Verdict.Outcome));
            json.WriteNumber("exitCode", rounds.Verdict.ExitCode);
            json.WriteNumber("rounds", rounds.Verdict.Rounds);
            if (rounds.Folder is { } folder)
                json.WriteString("folder", folder);
            json.WriteStartArray("clients");
            foreach (var difference in rounds.Verdict.Differences)
                Write(json, difference);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    private static void Write(Utf8JsonWriter json, ClientDifference d)
    {
        json.WriteStartObject();
        json.WriteString("name", d.Name);
        json.WriteString("outcome", Named(d.Outcome));
        JsonFields.Number(json, "difference", d.Value);
        JsonFields.Number(json, "low", d.Low);
        JsonFields.Number(json, "high", d.High);
        JsonFields.Number(json, "confidence", d.Confidence);
        JsonFields.Number(json, "tolerance", d.Tolerance);
        JsonFields.Number(json, "base", d.Base);
        JsonFields.Number(json, "head", d.Head);
        json.WriteString("unit", "bytes/call");
        json.WriteNumber("baseCalls", d.BaseCalls);
        json.WriteNumber("headCalls", d.HeadCalls);
        json.WriteString("reason", d.Reason.In(Language.English));
        ReasonJson.WriteMembers(json, d.Reason);
        json.WriteStartArray("types");
        foreach (var type in d.Types)
        {
            json.WriteStartObject();
            json.WriteString("name", type.Name);
            json.WriteNumber("bytesPerCall", type.BytesPerCall);
            json.WriteNumber("countPerCall", type.CountPerCall);
            json.WriteString("path", type.Path);
            json.WriteBoolean("isNew", type.IsNew);
            json.WriteBoolean("isNewPath", type.IsNewPath);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, BuildDifference d)
    {
        json.WriteStartObject();
        json.WriteString("of", d.Figure.Of);
        json.WriteString("metric", d.Figure.Metric.Name());
        json.WriteString("as", JsonNamingPolicy.CamelCase.ConvertName(d.Figure.As.ToString()));
        json.WriteString("phase", d.Figure.Phase);
        json.WriteString("outcome", Named(d.Outcome));
        JsonFields.Number(json, "difference", d.Value);
        JsonFields.Number(json, "low", d.Low);
        JsonFields.Number(json, "high", d.High);
        JsonFields.Number(json, "confidence", d.Confidence);
        JsonFields.Number(json, "tolerance", d.Tolerance);
        json.WriteBoolean("toleranceIsNamed", d.IsNamed);
        JsonFields.Number(json, "base", d.Base);
        JsonFields.Number(json, "head", d.Head);
        json.WriteString("unit", Unit(d.Figure));
        json.WriteNumber("pairs", d.Pairs);
        json.WriteString("evidence", d.Evidence);
        JsonFields.Time(json, "from", d.From);
        JsonFields.Time(json, "to", d.To);
        JsonFields.Number(json, "moreHours", d.MoreHours);
        json.WriteString("reason", d.Reason.In(Language.English));
        ReasonJson.WriteMembers(json, d.Reason);
        json.WriteStartArray("culprits");
        foreach (var culprit in d.Culprits)
            Write(json, culprit);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, BuildCulprit culprit)
    {
        json.WriteStartObject();
        json.WriteString("function", culprit.Function);
        json.WriteString("module", culprit.Module);
        JsonFields.Number(json, "amount", culprit.Amount);
        JsonFields.Number(json, "low", culprit.Low);
        JsonFields.Number(json, "high", culprit.High);
        json.WriteBoolean("isNew", culprit.IsNew);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Reason remark)
    {
        json.WriteStartObject();
        ReasonJson.WriteMembers(json, remark);
        json.WriteString("reason", remark.In(Language.English));
        json.WriteEndObject();
    }

    private static string Named(BuildOutcome outcome) => JsonNamingPolicy.CamelCase.ConvertName(outcome.ToString());

    /// <summary>Plain bytes or counts, so that scripts compute with them.</summary>
    private static string Unit(ComparedFigure figure) => (figure.Metric.IsSize() ? "bytes" : "count") + figure.As switch
    {
        ComparedAs.PerHour => "/h",
        ComparedAs.PerUnit => "/" + JsonNamingPolicy.CamelCase.ConvertName(figure.Unit.ToString()),
        _ => "",
    };
}
