using System.Collections.Frozen;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using WesMemGuard.Runs;

namespace WesMemGuard.Logs.Lines;

/// <summary>
/// Parses the lines that the sieve lets through. Invalid UTF-8 is read with replacement; of a key that stands twice the
/// last counts.
/// </summary>
internal sealed class LineReader
{
    private const int LongestText = 2000;
    private static readonly JsonReaderOptions Options = new() { MaxDepth = 32 };

    /// <summary>The fields of a line whose texts are shown; of others only figures are.</summary>
    internal static readonly FrozenSet<string> ShownTexts =
        FrozenSet.ToFrozenSet(["reason", "path", "mode", "action", "error", "dir", "err"], StringComparer.Ordinal);

    private readonly SharedNames _names = new();
    private readonly ModulesReader _modules;

    public LineReader() => _modules = new ModulesReader(_names);

    /// <summary>Parses a line of JSON.</summary>
    /// <exception cref="UnreadableLineException">It isn't one.</exception>
    public void Json(ReadOnlySpan<byte> line, LineRecord record)
    {
        record.Clear();
        Object(Valid(line), record, null);
        record.WrittenAt ??= record.Time;
        if (record.Message.Length == 0)
            record.Message = record.ShortMessage;
    }

    /// <summary>Parses a line of the console; its times lie on <see cref="ConsoleLine.FirstDay"/>.</summary>
    /// <exception cref="UnreadableLineException">Its time or its fields can't be read.</exception>
    public void Console(ReadOnlySpan<byte> line, LineRecord record)
    {
        record.Clear();
        line = Valid(line);
        if (!ConsoleLine.TryTime(line, out var at))
            throw new UnreadableLineException("the time of day can't be read");
        var fields = ConsoleLine.Fields(line);
        if (!fields.IsEmpty)
            Object(fields, record, at);
        record.WrittenAt = at;
        record.Level = Encoding.UTF8.GetString(ConsoleLine.Level(line)).ToLowerInvariant();
        record.Caller = _names.Of(Encoding.UTF8.GetString(ConsoleLine.Caller(line)));
        record.Message = Cut(Encoding.UTF8.GetString(ConsoleLine.Message(line)));
    }

    private static ReadOnlySpan<byte> Valid(ReadOnlySpan<byte> line) =>
        Utf8.IsValid(line) ? line : Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(line));

    private void Object(ReadOnlySpan<byte> json, LineRecord record, DateTimeOffset? day)
    {
        try
        {
            var reader = new Utf8JsonReader(json, Options);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
                throw new UnreadableLineException("is no JSON object");
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
                Member(ref reader, record, day);
            if (reader.Read())
                throw new UnreadableLineException("something follows the object");
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new UnreadableLineException(Cut(e.Message.Split("LineNumber", 2)[0].Trim(), 200), e);
        }
    }

    private void Member(ref Utf8JsonReader reader, LineRecord record, DateTimeOffset? day)
    {
        var name = Text(ref reader);
        reader.Read();
        switch (name)
        {
            case "log.level" or "severity": record.Level = Text(ref reader).ToLowerInvariant(); break;
            case "@timestamp": record.WrittenAt ??= Time(ref reader, day); break;
            case "level": record.Level = Text(ref reader).ToLowerInvariant(); break;
            case "caller": record.Caller = Text(ref reader); break;
            case "message": record.Message = Cut(reader.GetString() ?? ""); break;
            case "msg": record.ShortMessage = Cut(reader.GetString() ?? ""); break;
            case "timestamp": record.WrittenAt = Time(ref reader, day) ?? record.WrittenAt; break;
            case "ts": record.WrittenAt ??= Time(ref reader, day); break;
            case "time": record.Time = Time(ref reader, day); break;
            case "modules": record.Modules = _modules.Read(ref reader); break;
            default: Other(ref reader, name, record); break;
        }
    }

    private static void Other(ref Utf8JsonReader reader, string name, LineRecord record)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.Number when record.Figures.Count < 64 && reader.TryGetDouble(out var number):
                record.Set(name, number);
                break;
            case JsonTokenType.String when ShownTexts.Contains(name):
                record.Texts.RemoveAll(t => t.Name == name);
                record.Texts.Add((name, Cut(reader.GetString() ?? "", 300)));
                break;
            default:
                reader.Skip();
                break;
        }
    }

    private static DateTimeOffset? Time(ref Utf8JsonReader reader, DateTimeOffset? day)
    {
        DateTimeOffset at;
        if (reader.TokenType == JsonTokenType.Number)
            return reader.TryGetDouble(out var number) && LogTime.TryEpoch(number, out at) ? at : null;
        if (reader.TokenType != JsonTokenType.String || reader.ValueSpan.Length > 64)
        {
            reader.Skip();
            return null;
        }

        if (day is not null && ConsoleLine.TryTime(reader.ValueSpan, out at))
            return at;
        return LogTime.TryParse(reader.ValueSpan, out at) ? at : null;
    }

    private string Text(ref Utf8JsonReader reader)
    {
        if (reader.TokenType is not (JsonTokenType.String or JsonTokenType.PropertyName))
        {
            reader.Skip();
            return "";
        }

        if (reader.ValueSpan.Length > 200)
            return Cut(reader.GetString() ?? "", 200);
        Span<char> text = stackalloc char[200];
        return _names.Of(text[..reader.CopyString(text)]);
    }

    private static string Cut(string text, int most = LongestText) => text.Length <= most ? text : text[..most];
}
