using System.Text;

namespace WesMemGuard.Json;

/// <summary>Bytes to text: UTF-8 with or without a byte order mark, and nothing else.</summary>
internal static class TextDecoding
{
    /// <summary>The text, or null after a problem.</summary>
    internal static string? Decode(byte[] bytes, int mostBytes, ProblemList problems)
    {
        if (bytes.Length > mostBytes)
        {
            problems.Add(0, 0, JsonReasons.TooLong(bytes.Length, mostBytes));
            return null;
        }

        if (ForeignEncoding(bytes) is { } foreign)
        {
            problems.Add(0, 0, JsonReasons.Foreign(foreign.Encoding, foreign.HasMark));
            return null;
        }

        var start = bytes.Length >= 3 && bytes[0] == 0xEF && bytes[1] == 0xBB && bytes[2] == 0xBF ? 3 : 0;
        return FindBadByte(bytes, start, problems) ? null : Encoding.UTF8.GetString(bytes, start, bytes.Length - start);
    }

    private static (string Encoding, bool HasMark)? ForeignEncoding(byte[] bytes)
    {
        const string utf16Little = "UTF-16 (little endian)", utf16Big = "UTF-16 (big endian)";
        if (Begins(bytes, 0xFF, 0xFE, 0, 0))
            return ("UTF-32 (little endian)", true);
        if (Begins(bytes, 0, 0, 0xFE, 0xFF))
            return ("UTF-32 (big endian)", true);
        if (Begins(bytes, 0xFF, 0xFE))
            return (utf16Little, true);
        if (Begins(bytes, 0xFE, 0xFF))
            return (utf16Big, true);
        if (bytes.Length < 4)
            return null;
        if (bytes[0] != 0 && bytes[1] == 0 && bytes[2] != 0 && bytes[3] == 0)
            return (utf16Little, false);
        return bytes[0] == 0 && bytes[1] != 0 && bytes[2] == 0 && bytes[3] != 0 ? (utf16Big, false) : null;
    }

    private static bool Begins(byte[] bytes, params byte[] mark)
    {
        if (bytes.Length < mark.Length)
            return false;
        for (var i = 0; i < mark.Length; i++)
        {
            if (bytes[i] != mark[i])
                return false;
        }

        return true;
    }

    private static bool FindBadByte(byte[] bytes, int start, ProblemList problems)
    {
        for (var i = start; i < bytes.Length;)
        {
            var length = bytes[i] == 0 ? 0 : Utf8Length(bytes, i);
            if (length == 0)
            {
                Report(bytes, start, i, problems);
                return true;
            }

            i += length;
        }

        return false;
    }

    private static void Report(byte[] bytes, int start, int bad, ProblemList problems)
    {
        var before = Encoding.UTF8.GetString(bytes, start, bad - start);
        var place = new TextPlace(before);
        place.MoveTo(before.Length);
        problems.Add(place.Line, place.Column, bytes[bad] == 0 ? JsonReasons.NulByte() : JsonReasons.NoUtf8(bytes[bad]));
    }

    /// <summary>The length of the well-formed sequence that starts here (Unicode, table 3-7), or 0.</summary>
    private static int Utf8Length(byte[] bytes, int i)
    {
        var first = bytes[i];
        if (first < 0x80)
            return 1;
        if (first is >= 0xC2 and <= 0xDF)
            return Continues(bytes, i + 1, 1, 0x80, 0xBF) ? 2 : 0;
        if (first is >= 0xE0 and <= 0xEF)
            return Continues(bytes, i + 1, 2, first == 0xE0 ? 0xA0 : 0x80, first == 0xED ? 0x9F : 0xBF) ? 3 : 0;
        if (first is >= 0xF0 and <= 0xF4)
            return Continues(bytes, i + 1, 3, first == 0xF0 ? 0x90 : 0x80, first == 0xF4 ? 0x8F : 0xBF) ? 4 : 0;
        return 0;
    }

    private static bool Continues(byte[] bytes, int at, int count, int low, int high)
    {
        if (at + count > bytes.Length || bytes[at] < low || bytes[at] > high)
            return false;
        for (var i = at + 1; i < at + count; i++)
        {
            if (bytes[i] is < 0x80 or > 0xBF)
                return false;
        }

        return true;
    }
}
