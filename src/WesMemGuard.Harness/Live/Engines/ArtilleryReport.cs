using System.Globalization;
using System.Text.Json;
using WesMemGuard.Harness.Live.Load;
using WesMemGuard.Input;
using WesMemGuard.Runs;

namespace WesMemGuard.Harness.Live.Engines;

/// <summary>Reads Artillery's JSON report (<c>artillery run --output</c>): the counters and summaries of its aggregate.</summary>
internal static class ArtilleryReport
{
    private const string Codes = "http.codes.";
    private const string Errors = "errors.";
    private static readonly string[] TimeOuts = ["ETIMEDOUT", "ESOCKETTIMEDOUT", "ECONNABORTED"];

    /// <exception cref="BadInputException">It is no such report.</exception>
    public static EngineReport Read(Stream report)
    {
        try
        {
            using var json = JsonDocument.Parse(report, new JsonDocumentOptions { MaxDepth = 32 });
            if (!json.RootElement.TryGetProperty("aggregate", out var aggregate) || !aggregate.TryGetProperty("counters", out var counters))
                throw new BadInputException("the engine's report", "is none of Artillery's: it has no aggregate with counters");
            var latency = aggregate.TryGetProperty("summaries", out var summaries)
                && summaries.TryGetProperty("http.response_time", out var times) ? Times(times) : null;
            return new EngineReport(Figures(counters), latency);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new BadInputException("the engine's report", $"is none of Artillery's: {e.Message}");
        }
    }

    private static LoadCounts Figures(JsonElement counters)
    {
        var results = new List<LoadResult>();
        long sent = 0;
        foreach (var counter in counters.EnumerateObject())
        {
            if (counter.Value.ValueKind != JsonValueKind.Number || !counter.Value.TryGetInt64(out var count) || count <= 0)
                continue;
            if (counter.NameEquals("http.requests"))
                sent = count;
            else if (counter.Name.StartsWith(Codes, StringComparison.Ordinal)
                && int.TryParse(counter.Name.AsSpan(Codes.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var code))
                results.Add(Status(code, count));
            else if (counter.Name.StartsWith(Errors, StringComparison.Ordinal))
                results.Add(new LoadResult(TimeOuts.Contains(counter.Name[Errors.Length..])
                    ? LoadResultKind.TimedOut : LoadResultKind.Connection, count, null, counter.Name[Errors.Length..]));
        }

        var ended = results.Sum(r => r.Count);
        if (sent > ended)
            // asked and not answered when it ended
            results.Add(new LoadResult(LoadResultKind.TimedOut, sent - ended, null, LoadResult.Ended));
        return new LoadCounts(Math.Max(sent, ended), Together(results));
    }

    internal static LoadResult Status(int code, long count) => code switch
    {
        >= 200 and < 300 => new(LoadResultKind.Ok, count),
        429 => new(LoadResultKind.RateLimited, count, 429),
        _ => new(LoadResultKind.Status, count, code),
    };

    internal static IReadOnlyList<LoadResult> Together(IEnumerable<LoadResult> results) =>
        [.. results.GroupBy(r => (r.Kind, r.Code, r.Reason)).Select(g => g.First() with { Count = g.Sum(r => r.Count) })
            .OrderBy(r => r.Kind).ThenByDescending(r => r.Count)];

    private static Latency? Times(JsonElement times)
    {
        double? Of(params ReadOnlySpan<string> names)
        {
            foreach (var name in names)
            {
                if (times.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number)
                    return value.GetDouble();
            }

            return null;
        }

        return (Of("p50", "median"), Of("p90", "p95"), Of("p99"), Of("max")) is ({ } p50, { } p90, { } p99, { } max)
            ? new Latency(p50, p90, p99, max) : null;
    }
}
