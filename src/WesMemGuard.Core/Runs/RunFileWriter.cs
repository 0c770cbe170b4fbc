using System.Buffers;
using System.Text.Json;

namespace WesMemGuard.Runs;

/// <summary>Writes <c>run.jsonl</c>, one object a line, flushed line by line: a killed harness loses at most the last one.</summary>
internal sealed class RunFileWriter : IDisposable
{
    private readonly ArrayBufferWriter<byte> _line = new();
    private readonly Utf8JsonWriter _json;
    private readonly Stream _lines;
    private readonly RunDigest _digest = new();
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

    internal void Write(RunHeader header) => Line(json =>
    {
        json.WritePropertyName("run");
        JsonSerializer.Serialize(json, header, RunFileFormat.Json);
        json.WriteNumber(RunFileFormat.VersionName, RunFileFormat.Version);
    });

    internal void Write(RunEntry entry) => Line(json => EntryKinds.Of(entry).Write(json, entry, _writeSibling));

    /// <summary>Each line ends with the digest of all lines up to it: one that was changed, left out or moved is found.</summary>
    private void Line(Action<Utf8JsonWriter> write)
    {
        _line.ResetWrittenCount();
        _json.Reset();
        _json.WriteStartObject();
        write(_json);
        _json.Flush();
        var digest = _digest.Of(_line.WrittenSpan);
        _json.WriteString(RunDigest.Name, digest);
        _json.WriteEndObject();
        _json.Flush();
        _line.Write("\n"u8);
        _lines.Write(_line.WrittenSpan);
        _lines.Flush();
    }
}
