using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using System.Text.RegularExpressions;
using WesMemGuard.Growth;

namespace WesMemGuard.Bench;

/// <summary>The live-heap points and phases of one recorded node.</summary>
/// <param name="NextGc">Live MiB from next_gc, one a collection, dated when it ended; seconds from the process's first answer.</param>
/// <param name="Forced">Live MiB after each forced collection (gc=1).</param>
/// <param name="Goroutines">The number of goroutines at each memory answer.</param>
/// <param name="Phases">Name to window and successful operations.</param>
internal sealed partial record Recording(
    TimedValue[] NextGc, TimedValue[] Forced, TimedValue[] Goroutines, IReadOnlyDictionary<string, RecordedPhase> Phases)
{
    private const double MiB = 1024 * 1024;

    /// <summary>Reads a recording's folder.</summary>
    public static Recording Read(string folder)
    {
        List<TimedValue> nextGc = [], forced = [], goroutines = [];
        double start = 0, collections = -1;
        using var reader =
            new StreamReader(new GZipStream(File.OpenRead(Path.Combine(folder, "exchanges.jsonl.gz")), CompressionMode.Decompress));
        while (reader.ReadLine() is { } line)
        {
            using var exchange = JsonDocument.Parse(line);
            var root = exchange.RootElement;
            if (!root.TryGetProperty("status", out var status) || status.GetInt32() != 200)
                continue;
            var at = Seconds(root.GetProperty("at"));
            start = start == 0 ? at : start;
            string body = root.GetProperty("body").GetString() ?? "", path = root.GetProperty("path").GetString()!;
            if (path == "/metrics" && Figure(body, "go_gc_duration_seconds_count") is { } count && count != collections)
            {
                collections = count;
                var gogc = Figure(body, "go_gc_gogc_percent") ?? 100;
                nextGc.Add(new TimedValue(
                    Figure(body, "go_memstats_last_gc_time_seconds")!.Value - start,
                        Figure(body, "go_memstats_next_gc_bytes")!.Value / (1 + (gogc / 100)) / MiB));
            }
            else if (root.TryGetProperty("mark", out var mark) && mark.GetString() == "live-heap")
            {
                forced.Add(new TimedValue(at - start,
                    double.Parse(HeapAlloc().Match(body).Groups[1].Value, CultureInfo.InvariantCulture) / MiB));
            }
            else if (path == "/api/v1/system/memory")
            {
                using var memory = JsonDocument.Parse(body);
                goroutines.Add(new TimedValue(at - start, memory.RootElement.GetProperty("runtime").GetProperty("num_goroutine")
                    .GetDouble()));
            }
        }

        return new Recording([.. nextGc], [.. forced], [.. goroutines], ReadPhases(folder, start));
    }

    /// <summary>The points of a phase, from 15 s after it began.</summary>
    public static TimedValue[] Within(TimedValue[] points, RecordedPhase phase) =>
        [.. points.Where(point => point.Seconds >= phase.From + 15 && point.Seconds <= phase.To)];

    private static Dictionary<string, RecordedPhase> ReadPhases(string folder, double start)
    {
        var path = Path.Combine(folder, "phases.jsonl");
        var phases = new Dictionary<string, RecordedPhase>();
        foreach (var line in File.Exists(path) ? File.ReadAllLines(path) : [])
        {
            using var phase = JsonDocument.Parse(line);
            phases[phase.RootElement.GetProperty("phase").GetString()!] = new RecordedPhase(
                Seconds(phase.RootElement.GetProperty("startedAt")) - start,
                Seconds(phase.RootElement.GetProperty("endedAt")) - start,
                phase.RootElement.GetProperty("ok").GetDouble());
        }

        return phases;
    }

    private static double Seconds(JsonElement time) =>
        (DateTimeOffset.Parse(time.GetString()!, CultureInfo.InvariantCulture) - DateTimeOffset.UnixEpoch).TotalSeconds;

    private static double? Figure(string body, string name)
    {
        var match = Regex.Match(body, "^" + name + @" (\S+)$", RegexOptions.Multiline);
        return match.Success ? double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) : null;
    }

    [GeneratedRegex(@"# HeapAlloc = (\d+)")]
    private static partial Regex HeapAlloc();
}

/// <summary>When a phase was, in seconds from the first answer, and how much work it did.</summary>
internal readonly record struct RecordedPhase(double From, double To, double Ok);
