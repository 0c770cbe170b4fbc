using System.Buffers;
using System.Text.Json;

namespace WesMemGuard.Runs;

/// <summary>Writes <c>run.jsonl</c>, one object a line, flushed line by line: a killed harness loses at most the last one.</summary>
public sealed class RunFileWriter : IDisposable
{
    private readonly ArrayBufferWriter<byte> _line = new();
    private readonly Utf8JsonWriter _json;
    private readonly Stream _lines;
    private readonly Action<string, ReadOnlyMemory<byte>> _writeSibling;

    /// <summary>Writes to a stream.</summary>
    /// <param name="lines">Where the lines go; disposed with the writer.</param>
    /// <param name="writeSibling">Stores a profile under its name relative to the run's folder.</param>
    public RunFileWriter(Stream lines, Action<string, ReadOnlyMemory<byte>> writeSibling)
    {
        _json = new Utf8JsonWriter(_line, RunFileFormat.Writing);
        _lines = lines;
        _writeSibling = writeSibling;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _json.Dispose();
        _lines.Dispose();
    }

    internal void Write(RunHeader header) => Line("run", header);

    internal void Write(Reading<MemorySample> reading) => Line("memory", reading);

    internal void Write(Reading<MetricsSample> reading) => Line("metrics", reading);

    internal void Write(Reading<ProcessSample> reading) => Line("process", reading);

    internal void Write(Reading<CollectedHeapSample> reading) => Line("liveHeap", reading);

    internal void Write(Reading<BlockSample> reading) => Line("blocks", reading);

    internal void Write(Reading<ChainSample> reading) => Line("chain", reading);

    internal void Write(Reading<DiagnosticsSample> reading) => Line("diagnostics", reading);

    internal void Write(OtherAnswer answer) => Line("other", answer);

    internal void Write(Phase phase) => Line("phase", phase);

    internal void Write(RunEvent happened) => Line("event", happened);

    internal void Write(ProfileCapture profile)
    {
        _writeSibling(profile.File, profile.Content);
        Line("profile", new ProfileLine(profile.At, profile.Kind, profile.File));
    }

    private void Line<T>(string kind, T value)
    {
        _line.ResetWrittenCount();
        _json.Reset();
        _json.WriteStartObject();
        _json.WritePropertyName(kind);
        JsonSerializer.Serialize(_json, value, RunFileFormat.Json);
        _json.WriteEndObject();
        _json.Flush();
        _line.Write("\n"u8);
        _lines.Write(_line.WrittenSpan);
        _lines.Flush();
    }
}
