using System.Globalization;
using System.Text;

namespace WesMemGuard.Pprof.Reading;

/// <summary>
/// The lines of a text profile, one at a time, each of limited length and with its number for messages.
/// </summary>
internal sealed class TextLines(byte[] bytes, ProfileLimits limits)
{
    private int _next;

    /// <summary>The number of the current line, from 1.</summary>
    internal int Number { get; private set; }

    internal string Current { get; private set; } = "";

    internal string Where => $"line {Number}";

    /// <summary>
    /// Whether the current line, the last one read, ended with a line feed: a text that was cut ends within a line.
    /// </summary>
    internal bool Ended { get; private set; }

    internal bool Next()
    {
        if (_next >= bytes.Length)
            return false;
        Number++;
        ReadOnlySpan<byte> rest = bytes.AsSpan(_next);
        var end = rest.IndexOf((byte)'\n');
        Ended = end >= 0;
        var line = Ended ? rest[..end] : rest;
        _next += line.Length + 1;
        ProfileLimits.Check(line.Length, limits.LineLength, "bytes in one line", Where);
        Current = Encoding.UTF8.GetString(line).TrimEnd('\r');
        return true;
    }

    internal ProfileException Wrong(string expected) => new($"\"{Shortened(Current)}\" is not {expected}", Where);

    /// <summary>A whole number within 0 and 64 TiB, or another bound.</summary>
    internal long Number64(ReadOnlySpan<char> digits, string what, long most = ProfileLimits.Value) =>
        long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value <= most
            ? value
            : throw Wrong($"a line with {what} within 0 and 2^{long.Log2(most)}");

    /// <summary>The line for a message: its beginning, and no control character of whoever wrote it.</summary>
    private static string Shortened(string line)
    {
        var head = line.Length <= 60 ? line : line[..57] + "...";
        return string.Concat(head.Select(c => char.IsControl(c) ? ' ' : c));
    }
}
