using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using WesMemGuard.Output;
using WesMemGuard.Json;
using WesMemGuard.Node;
using WesMemGuard.Node.Services;
using WesMemGuard.Recording.Known;
using WesMemGuard.Runs;
using WesMemGuard.Secrets;

namespace WesMemGuard.Recording.Writing;

/// <summary>
/// The lines of a recording as they are written, without secrets; <see cref="ExchangeLine"/> and <see cref="StoryLines"/> read them.
/// </summary>
internal static class RecordedLines
{
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Exchange(NodeRequest request, DateTimeOffset at, ExchangeEnd end, Scrubber scrubber) => Object(json =>
    {
        json.WriteString("at", at);
        json.WriteString("method", request.Method);
        json.WriteString("path", KnownRequest.Path(request.Path, scrubber));
        if (request.Body is { } asked)
        {
            json.WritePropertyName("requestBody");
            KnownRequest.WriteBody(json, asked, scrubber);
        }

        if (request.Mark is { } mark)
            json.WriteString("mark", mark);
        json.WriteNumber("elapsedMs", Math.Round(end.Elapsed.TotalMilliseconds, 3));
        if (end.Miss is { } miss)
        {
            json.WriteString("error", scrubber.Text(miss.Detail));
            json.WriteString("errorKind", miss.Kind.ToString());
            return;
        }

        json.WriteNumber("status", end.Status);
        json.WriteStartObject("headers");
        foreach (var (name, value) in end.Headers)
            scrubber.Value(name, value);
        foreach (var (name, value) in KnownHeaders.Of(end.Headers))
            json.WriteString(name, value);
        json.WriteEndObject();
        Body(json, KnownAnswer.Of(request, end.Status, end.Body, scrubber));
    });

    public static byte[] Process(Reading<ProcessSample> reading, Scrubber scrubber) => Object(json =>
    {
        json.WriteString("at", reading.At);
        if (reading.Mark is { } mark)
            json.WriteString("mark", mark);
        if (reading.Sample is not { } sample)
        {
            json.WriteString("error", reading.Miss is { } miss ? scrubber.Text(miss.Detail) : null);
            json.WriteString("errorKind", reading.Miss?.Kind.ToString());
            return;
        }

        Look(json, sample);
    });

    public static byte[] Client(Reading<ClientSample> reading, Scrubber scrubber) => Object(json =>
    {
        json.WriteString("at", reading.At);
        if (reading.Mark is { } mark)
            json.WriteString("mark", mark);
        if (reading.Sample is not { } sample)
        {
            json.WriteString("error", reading.Miss is { } miss ? scrubber.Text(miss.Detail) : null);
            json.WriteString("errorKind", reading.Miss?.Kind.ToString());
            return;
        }

        if (sample.Process is { } look)
            Look(json, look);
        Figure(json, "liveHeap", sample.Runtime?.HeapLive);
        Figure(json, "heapAlloc", sample.Runtime?.HeapAlloc);
        Figure(json, "committed", sample.Runtime?.Sys);
        Figure(json, "allocTotal", sample.Runtime?.AllocTotal);
        Figure(json, "fullCollections", sample.Runtime?.GcCount);
        Figure(json, "collectedAt", sample.Runtime?.LastGcSeconds);
        Figure(json, "calls", sample.Calls);
    });

    private static void Look(Utf8JsonWriter json, ProcessSample sample)
    {
        json.WriteNumber("pid", sample.Pid);
        json.WriteNumber("VmRSS", sample.RssBytes);
        Figure(json, "RssAnon", sample.RssAnon);
        Figure(json, "RssFile", sample.RssFile);
        Figure(json, "VmHWM", sample.PeakRssBytes);
        Figure(json, "Threads", sample.Threads);
        Figure(json, "openFds", sample.OpenFiles);
        Figure(json, "cpuSeconds", sample.CpuSeconds);
        Figure(json, "globals", sample.Globals);
        Figure(json, "GOGC", sample.GoGcPercent);
        Figure(json, "GOMEMLIMIT", sample.MemoryLimit);
        Figure(json, "RssShmem", sample.RssShmem);
        Figure(json, "VmSwap", sample.Swap);
        Figure(json, "AnonHugePages", sample.HugePages);
        Figure(json, "LazyFree", sample.LazyFree);
    }

    public static byte[] Phase(Phase phase, Scrubber scrubber) => Object(json =>
    {
        json.WriteString("phase", phase.Name);
        json.WriteString("kind", phase.Kind);
        json.WriteNumber("rate", phase.Rate);
        json.WriteString("startedAt", phase.StartedAt);
        json.WriteString("endedAt", phase.EndedAt);
        json.WriteNumber("sent", phase.Sent);
        json.WriteNumber("ok", phase.Ok);
        json.WriteNumber("limited", phase.Limited);
        json.WriteNumber("failed", phase.Failed);
        if (phase.Error is { } error)
            json.WriteString("error", scrubber.Text(error));
        PhaseJson.Write(json, "latency", phase.Latency);
        PhaseJson.Write(json, "load", phase.Load);
    });

    public static byte[] Event(RunEvent happened, Scrubber scrubber) => Object(json =>
    {
        json.WriteString("at", happened.At);
        json.WriteString("event", happened.Name);
        if (happened.Code is { } code)
            json.WriteNumber("code", code);
        if (happened.Seconds is { } seconds)
            json.WriteNumber("seconds", seconds);
        if (happened.Detail is { } detail)
            json.WriteString("detail", scrubber.Text(detail));
    });

    public static void Plan(Utf8JsonWriter json, RunPlan plan)
    {
        json.WriteStartArray("planned");
        foreach (var phase in plan.Phases)
        {
            json.WriteStartObject();
            json.WriteString("phase", phase.Name);
            json.WriteString("kind", phase.Kind);
            json.WriteNumber("seconds", phase.Seconds);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    public static byte[] Profile(ProfileCapture profile) => Object(json =>
    {
        json.WriteString("at", profile.At);
        json.WriteString("kind", profile.Kind.Name());
        json.WriteString("file", profile.File);
    });

    public static byte[] Object(Action<Utf8JsonWriter> fields)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Plain))
        {
            json.WriteStartObject();
            fields(json);
            json.WriteEndObject();
        }

        return VisibleJson.Of(buffer.ToArray());
    }

    private static void Body(Utf8JsonWriter json, ReadOnlyMemory<byte> body)
    {
        if (Utf8.IsValid(body.Span))
            json.WriteString("body", body.Span);
        else
            json.WriteBase64String("bodyBase64", body.Span);
    }

    private static void Figure(Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } figure)
            json.WriteNumber(name, figure);
    }
}
