using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using WesMemGuard.Logs.Entries;

namespace WesMemGuard.Logs.Writing;

/// <summary>Writes samples and events as JSON lines, one flat object each.</summary>
internal static class LogJsonLines
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes samples: <c>at</c>, the process figures, and <c>modules</c> with an array as the node has it.</summary>
    public static void Write(IReadOnlyList<LogSample> samples, TextWriter to) => Lines(samples, to, Sample);

    /// <summary>
    /// Writes events: <c>at</c>, <c>event</c>, <c>level</c>, <c>message</c>, <c>detail</c>, <c>caller</c> and <c>figures</c>.
    /// </summary>
    public static void Write(IReadOnlyList<LogEvent> events, TextWriter to) => Lines(events, to, Event);

    private static void Lines<T>(IReadOnlyList<T> items, TextWriter to, Action<Utf8JsonWriter, T> write)
    {
        using var buffer = new MemoryStream();
        using var json = new Utf8JsonWriter(buffer, Options);
        foreach (var item in items)
        {
            json.WriteStartObject();
            write(json, item);
            json.WriteEndObject();
            json.Flush();
            to.Write(Encoding.UTF8.GetString(buffer.GetBuffer().AsSpan(0, (int)buffer.Length)));
            to.Write('\n');
            buffer.SetLength(0);
            json.Reset();
        }
    }

    private static void Sample(Utf8JsonWriter json, LogSample sample)
    {
        json.WriteString("at", SampleColumns.At(sample));
        foreach (var (name, value) in SampleColumns.Process)
        {
            if (value(sample) is { } number)
                json.WriteNumber(name, number);
        }

        json.WriteStartArray("modules");
        foreach (var module in sample.Sample.Modules)
        {
            json.WriteStartObject();
            json.WriteString("module", module.Module);
            json.WriteString("layer", module.Layer);
            foreach (var (name, value) in SampleColumns.Module)
                json.WriteNumber(name, value(module));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Event(Utf8JsonWriter json, LogEvent happened)
    {
        json.WriteString("at", happened.At.UtcDateTime);
        json.WriteString("event", LogEventNames.Of(happened.Kind));
        if (happened.Level.Length > 0)
            json.WriteString("level", happened.Level);
        json.WriteString("message", happened.Message);
        if (happened.Detail is not null)
            json.WriteString("detail", happened.Detail);
        if (happened.Caller.Length > 0)
            json.WriteString("caller", happened.Caller);
        json.WriteStartObject("figures");
        foreach (var (name, value) in happened.Figures)
            json.WriteNumber(name, value);
        json.WriteEndObject();
    }
}
