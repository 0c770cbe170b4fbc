using System.Text.Json.Nodes;
using WesMemGuard.Analysis;
using WesMemGuard.Harness.Diagnosing;

namespace WesMemGuard.Cli.Output;

/// <summary>
/// An analysis for scripts, by <c>analyze.schema.json</c>: the keys are a contract, and <c>--explain</c> knows each.
/// </summary>
internal static class AnalysisJson
{
    private static readonly AnalysisText English = new(Language.English);

    /// <summary>The object.</summary>
    public static JsonObject Of(RunAnalysis analysis)
    {
        var json = DiagnosisJson.Of(analysis.Name, analysis.Diagnosed.Found);
        json["moments"] = new JsonArray([.. analysis.Pictures.Select(Moment)]);
        json["thresholds"] = new JsonArray([.. analysis.Thresholds.Select(Threshold)]);
        return json;
    }

    private static JsonNode Moment(MemoryPicture picture) => new JsonObject
    {
        ["when"] = picture.When,
        ["at"] = Time(picture.At),
        ["heapAlloc"] = Bytes(picture.Sample.HeapAlloc),
        ["heapInuse"] = Bytes(picture.Sample.HeapInuse),
        ["rss"] = Bytes(picture.Sample.RssBytes),
        ["goroutines"] = picture.Sample.Goroutines,
        ["numGc"] = picture.Sample.NumGc,
        ["live"] = new JsonObject
        {
            ["bytes"] = Bytes(picture.Live.Bytes),
            ["evidence"] = picture.Live.Evidence,
            ["at"] = Time(picture.Live.At)
        },
        ["heap"] = Of(picture.Heap),
        ["taken"] = Of(picture.Taken),
        ["resident"] = Of(picture.Resident),
        ["whyRss"] = picture.WhyRss is { } why ? English.Of(why) : null,
        ["profileAt"] = picture.ProfileAt is { } at ? Time(at) : null,
        ["modules"] = new JsonArray([.. picture.Modules.Select(Module)]),
        ["selfReportedBytes"] = Bytes(picture.SelfReported),
        ["measuredTotal"] = Bytes(picture.Measured),
        ["explainedBySelf"] = picture.ExplainedBySelf,
        ["explained"] = picture.Explained,
    };

    private static JsonNode Module(ModuleRow row) => new JsonObject
    {
        ["module"] = row.Module,
        ["layer"] = row.Layer,
        ["objects"] = row.Reported?.Objects,
        ["selfBytes"] = row.Reported?.ApproxBytes,
        ["cacheItems"] = row.Reported?.CacheItems,
        ["queueLength"] = row.Reported?.QueueLength,
        ["measuredBytes"] = Bytes(row.Measured?.Bytes),
        ["measuredLow"] = Bytes(row.Measured?.Low),
        ["measuredHigh"] = Bytes(row.Measured?.High),
        ["arenaBytes"] = Bytes(row.Measured?.Arena),
        ["blind"] = row.IsBlind,
    };

    private static JsonNode Threshold(ThresholdCheck check) => new JsonObject
    {
        ["id"] = check.Id,
        ["origin"] = check.IsNodes ? "node" : "ours",
        ["reachable"] = check.IsReachable,
        ["value"] = check.Value,
        ["limit"] = check.Limit,
        ["unit"] = check.Unit,
        ["of"] = check.Of,
        ["exceeded"] = check.IsExceeded,
    };

    private static JsonObject? Of(Account? account) => account is null ? null : new JsonObject
    {
        ["at"] = Time(account.At),
        ["total"] = Bytes(account.Total),
        ["parts"] = new JsonArray(
            [.. account.Parts.Select(p =>
            (JsonNode)new JsonObject { ["name"] = p.Name, ["bytes"] = Bytes(p.Bytes), ["error"] = Bytes(p.Error) })]),
    };

    private static double? Bytes(double? bytes) => bytes is { } b ? Math.Round(b) : null;

    private static string Time(DateTimeOffset at) =>
        at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", System.Globalization.CultureInfo.InvariantCulture);
}
