using System.Text;
using WesMemGuard.Logs.Entries;
using WesMemGuard.Logs.Lines;

namespace WesMemGuard.Logs.Collecting;

/// <summary>Makes an event of a parsed line.</summary>
internal static class EventLine
{
    /// <summary>The event that a line tells; null when its message, now that it is known, isn't looked for.</summary>
    public static LogEvent? Read(LineRecord record, DateTimeOffset at)
    {
        if (KindOf(record) is not { } kind)
            return null;
        if (kind == LogEventKind.Backup)
            TextFigures.AddBackup(record.Message, record);
        else
            TextFigures.Add(record.Message, record);
        return new LogEvent(at, kind, record.Level, record.Message, Detail(record), record.Figures.ToArray(),
            record.Caller);
    }

    /// <summary>An event of a plain line, which has neither time nor level.</summary>
    public static LogEvent? Plain(ReadOnlySpan<byte> line, DateTimeOffset at) => Phrases.Of(line) is { } kind
        ? new LogEvent(at, kind, "", Encoding.UTF8.GetString(line[..Math.Min(line.Length, 2000)]), null, [], "")
        : null;

    private static LogEventKind? KindOf(LineRecord record)
    {
        if (record.Level is "panic" or "dpanic" or "fatal")
            return LogEventKind.Panic;
        Span<byte> start = stackalloc byte[192];
        Encoding.UTF8.TryGetBytes(record.Message.AsSpan(0, Math.Min(record.Message.Length, 48)), start, out var length);
        var kind = Phrases.Of(start[..length]);
        return kind == LogEventKind.MemoryGuard && record.Level is ("warn" or "error")
            ? LogEventKind.MemoryGuardAction : kind;
    }

    private static string? Detail(LineRecord record) =>
        record.Texts.Count == 0
            ? null : string.Join("; ", record.Texts.Select(t => t.Name == "reason" ? t.Text : $"{t.Name}={t.Text}"));
}
