using System.Globalization;
using System.Text;

namespace WesMemGuard.Logs.Lines;

/// <summary>
/// A line of the node's console: time of day, level (with colour codes), caller, message and the fields as JSON,
/// separated by tabs (node.md 5.1).
/// </summary>
internal static class ConsoleLine
{
    private const int TimeLength = 12;

    /// <summary>The day that a time of day is put on until the true one is known.</summary>
    public static readonly DateTimeOffset FirstDay = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Whether a line begins like one: <c>15:04:05.000</c> and a tab.</summary>
    public static bool Looks(ReadOnlySpan<byte> line) =>
        line.Length > TimeLength && line[TimeLength] == (byte)'\t' && line[2] == (byte)':' && line[5] == (byte)':'
            && line[8] == (byte)'.';

    /// <summary>The level's letters, without colour.</summary>
    public static ReadOnlySpan<byte> Level(ReadOnlySpan<byte> line)
    {
        var level = Column(line, 1);
        if (level.Length > 0 && level[0] == 0x1b && level.IndexOf((byte)'m') is var m and > 0)
            level = level[(m + 1)..];
        return level.IndexOf((byte)0x1b) is var end and > 0 ? level[..end] : level;
    }

    /// <summary>The caller's file and line.</summary>
    public static ReadOnlySpan<byte> Caller(ReadOnlySpan<byte> line) => Column(line, 2);

    /// <summary>The message.</summary>
    public static ReadOnlySpan<byte> Message(ReadOnlySpan<byte> line) => Column(line, 3);

    /// <summary>The fields' JSON; empty when the line has none.</summary>
    public static ReadOnlySpan<byte> Fields(ReadOnlySpan<byte> line)
    {
        var tab = line.LastIndexOf((byte)'\t');
        return tab > 0 && tab + 1 < line.Length && line[tab + 1] == (byte)'{' ? line[(tab + 1)..] : [];
    }

    /// <summary>A time of day on <see cref="FirstDay"/>.</summary>
    public static bool TryTime(ReadOnlySpan<byte> text, out DateTimeOffset at)
    {
        at = FirstDay;
        if (text.Length < TimeLength)
            return false;
        var read = TimeSpan.TryParseExact(Encoding.ASCII.GetString(text[..TimeLength]), @"hh\:mm\:ss\.fff",
            CultureInfo.InvariantCulture, out var time);
        at += time;
        return read;
    }

    private static ReadOnlySpan<byte> Column(ReadOnlySpan<byte> line, int column)
    {
        for (var i = 0; i < column; i++)
        {
            var tab = line.IndexOf((byte)'\t');
            if (tab < 0)
                return [];
            line = line[(tab + 1)..];
        }

        return line.IndexOf((byte)'\t') is var end and >= 0 ? line[..end] : line;
    }
}
