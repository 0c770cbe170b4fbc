using System.Text.Json;
using WesMemGuard.Recordings;
using WesMemGuard.Runs;

namespace WesMemGuard.Recording;

/// <summary>Reads the lines of <c>process.jsonl</c>, <c>client.jsonl</c>, <c>phases.jsonl</c> and <c>events.jsonl</c>.</summary>
internal static class StoryLines
{
    private const int LongestDetail = 200;

    /// <summary>What a recorder of ours says in its own words.</summary>
    private const int LongestOwnDetail = 4000;

    /// <summary>A look at <c>/proc/&lt;pid&gt;</c>, or <c>error</c> where the process could not be seen.</summary>
    public static Reading<ProcessSample> Process(LineFields line) => Look(line) with { Mark = line.TextOrNull("mark") };

    private static Reading<ProcessSample> Look(LineFields line) => line.TextOrNull("error") is { } error
        ? new Reading<ProcessSample>(line.Instant("at"), null, line.Miss(Cut(error)) ?? new Miss(MissKind.Unexpected, Cut(error)))
        : new Reading<ProcessSample>(line.Instant("at"), Seen(line), null);

    /// <summary>A look at the client, or <c>error</c> where it could not be seen.</summary>
    public static Reading<ClientSample> Client(LineFields line)
    {
        if (line.TextOrNull("error") is not null)
            return new Reading<ClientSample>(line.Instant("at"), null, Look(line).Miss, line.TextOrNull("mark"));
        var told = line.NumberOrNull("heapAlloc") is { } heap
            ? new MetricsSample
            {
                HeapAlloc = heap,
                HeapLive = line.NumberOrNull("liveHeap"),
                Sys = line.NumberOrNull("committed"),
                HeapReleased = line.NumberOrNull("committed") is null ? null : 0,
                AllocTotal = line.NumberOrNull("allocTotal"),
                GcCount = line.NumberOrNull("fullCollections"),
                LastGcSeconds = line.NumberOrNull("collectedAt"),
            }
            : null;
        var sample = new ClientSample
        {
            Process = line.NumberOrNull("pid") is null ? null : Seen(line),
            Runtime = told,
            Calls = line.NumberOrNull("calls"),
        };
        return new Reading<ClientSample>(line.Instant("at"), sample, null, line.TextOrNull("mark"));
    }

    private static ProcessSample Seen(LineFields line) => new(
        line.Count("pid"), line.Number("VmRSS"), line.NumberOrNull("RssAnon"), line.NumberOrNull("RssFile"),
        line.NumberOrNull("Threads"), line.NumberOrNull("openFds"), line.NumberOrNull("VmHWM"), line.NumberOrNull("cpuSeconds"))
    {
        Globals = line.NumberOrNull("globals"),
        GoGcPercent = line.NumberOrNull("GOGC"),
        MemoryLimit = line.NumberOrNull("GOMEMLIMIT"),
        RssShmem = line.NumberOrNull("RssShmem"),
        Swap = line.NumberOrNull("VmSwap"),
        HugePages = line.NumberOrNull("AnonHugePages"),
        LazyFree = line.NumberOrNull("LazyFree"),
    };

    public static Phase Phase(RecordedPhase line) => new(
        line.Name, line.Kind, line.StartedAt, line.EndedAt, line.Rate, line.Sent, line.Ok, line.Limited, line.Failed,
        line.Error is { } error ? Cut(error) : null,
        PhaseJson.Read<Latency>(line.LatencyJson))
    {
        Load = PhaseJson.Read<LoadCounts>(line.LoadJson),
    };

    /// <summary>An event; its detail is what else the line says: <c>pid 9774</c>, <c>rc 0</c>.</summary>
    public static RunEvent Event(LineFields line) => Told(line) with
    {
        Code = line.SignedOrNull("code") ?? line.SignedOrNull("rc"),
        Seconds = line.Fields.TryGetProperty("seconds", out var seconds)
            && seconds.ValueKind == JsonValueKind.Number ? seconds.GetDouble() : null,
    };

    private static RunEvent Told(LineFields line)
    {
        if (line.TextOrNull("detail") is { } own)
            return new RunEvent(line.Instant("at"), line.Text("event"), own.Length <= LongestOwnDetail ? own : own[..LongestOwnDetail]);
        var rest = line.Fields.EnumerateObject().Where(f => f.Name is not ("at" or "event" or "code" or "seconds"))
            .Select(f => $"{f.Name} {Text(f.Value)}");
        var detail = Cut(string.Join(", ", rest));
        return new RunEvent(line.Instant("at"), line.Text("event"), detail.Length == 0 ? null : detail);
    }

    private static string Text(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();

    private static string Cut(string text) => text.Length <= LongestDetail ? text : text[..LongestDetail] + "…";
}
