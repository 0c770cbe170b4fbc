using System.Text.Json;
using WesMemGuard.Input;

namespace WesMemGuard.Runs;

/// <summary>The lines of a run file, one after the other, put into a run.</summary>
internal sealed class RunFileLines
{
    private readonly MemoryRun _run;
    private readonly string _file;
    private readonly int _version;
    private readonly RunDigest _digest = new();
    private RunLoss? _altered;
    private DateTimeOffset _last;

    private RunFileLines(RunHeader header, string file, int version) =>
        (_run, _file, _version, _last) = (new MemoryRun(header), file, version, header.StartedAt);

    /// <exception cref="JsonException">It is no header.</exception>
    /// <exception cref="UnreadableRunException">A newer version wrote it.</exception>
    public static RunFileLines Begin(JsonElement line, string file)
    {
        var property = line.EnumerateObject().First();
        if (!property.NameEquals("run"))
            throw new RunLineException(RunFileReasons.NoHeader(property.Name));
        var version = line.TryGetProperty(RunFileFormat.VersionName, out var written) ? Version(written) : 1;
        if (version > RunFileFormat.Version)
        {
            throw new UnreadableRunException(
                InputReasons.Of(file, RunFileReasons.Newer(version, RunFileFormat.Version)));
        }

        var header = property.Value.Deserialize<RunHeader>(RunFileFormat.Json) ?? throw new RunLineException(RunFileReasons.IsNull());
        return new RunFileLines(header, file, version);
    }

    private static int Version(JsonElement written) => written.ValueKind == JsonValueKind.Number && written.TryGetInt32(out var version)
        ? version
        : throw new RunLineException(RunFileReasons.NoVersion(RunFileFormat.VersionName));

    /// <exception cref="JsonException">It is no line of a run.</exception>
    public void Take(string text, int number, JsonElement line, Func<string, ReadOnlyMemory<byte>?> readSibling)
    {
        if (_version > 1 && _altered is null && !_digest.Fits(text))
            _altered = new RunLoss(LossKind.Altered, null, null) { File = _file, Line = number };
        if (number == 1)
            return;
        var property = line.EnumerateObject().First();
        if (property.NameEquals("run"))
            throw new RunLineException(RunFileReasons.SecondHeader());
        var kind = EntryKinds.Find(property.Name) ?? throw new RunLineException(RunFileReasons.UnknownKind(property.Name));
        if (kind.Read(property.Value, readSibling) is { } entry)
            kind.Add(_run, entry);
        if (property.Value.TryGetProperty("at", out var at) && at.TryGetDateTimeOffset(out var moment) && moment > _last)
            _last = moment;
    }

    /// <summary>The last line ends too early.</summary>
    public void Torn(int number) => _run.Losses.Add(new RunLoss(LossKind.Torn, _last, null) { File = _file, Line = number });

    /// <summary>The run, with what is missing of it.</summary>
    public MemoryRun End()
    {
        if (_altered is not null)
            _run.Losses.Add(_altered);
        if (!_run.Events.Exists(e => e.Name == RunEvent.End) && (_version > 1 || _run.Header.Origin is RunOrigin.Live or RunOrigin.Replay))
            _run.Losses.Add(new RunLoss(LossKind.NoEnd, _last, null) { File = _file });
        return _run;
    }
}
