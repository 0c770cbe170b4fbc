using System.Buffers.Text;

namespace WesMemGuard.Logs.Lines;

/// <summary>
/// The times that logs carry: ISO 8601 with <c>Z</c>, <c>+0800</c>, <c>+08:00</c> or <c>+08</c>, with any number of
/// decimals, with <c>T</c> or a space; without a zone it is taken as UTC. Numbers are Unix times in seconds, milli-,
/// micro- or nanoseconds, by their size.
/// </summary>
internal static class LogTime
{
    private static readonly DateTimeOffset Earliest = new(1990, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Latest = new(2200, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Reads a time written as text.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out DateTimeOffset at)
    {
        at = default;
        if (text.Length >= 19 && text[4] == (byte)'-')
            return TryIso(text, out at);
        return Utf8Parser.TryParse(text, out double number, out var used) && used == text.Length
            && TryEpoch(number, out at);
    }

    /// <summary>Reads a Unix time.</summary>
    public static bool TryEpoch(double number, out DateTimeOffset at)
    {
        at = default;
        if (!double.IsFinite(number) || number <= 0)
            return false;
        var seconds = number switch
        {
            >= 1e17 => number / 1e9,
            >= 1e14 => number / 1e6,
            >= 1e11 => number / 1e3,
            _ =>
            number
        };
        if (seconds > (Latest - DateTimeOffset.UnixEpoch).TotalSeconds)
            return false;
        // Microseconds are what a double holds of a Unix time in seconds; finer digits would be noise.
        at = DateTimeOffset.UnixEpoch.AddTicks((long)Math.Round(seconds * 1e6) * TimeSpan.TicksPerMicrosecond);
        return at >= Earliest;
    }

    private static bool TryIso(ReadOnlySpan<byte> text, out DateTimeOffset at)
    {
        at = default;
        if (text[7] != (byte)'-' || text[10] is not ((byte)'T' or (byte)'t' or (byte)' ') || text[13] != (byte)':'
            || text[16] != (byte)':'
            || !Digits(text[..4], out var year) || !Digits(text.Slice(5, 2), out var month)
            || !Digits(text.Slice(8, 2), out var day)
            || !Digits(text.Slice(11, 2), out var hour) || !Digits(text.Slice(14, 2), out var minute)
                || !Digits(text.Slice(17, 2), out var second))
            return false;
        if (year is < 1990 or >= 2200 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month)
            || hour > 23
            || minute > 59 || second > 59)
            return false;
        var rest = text[19..];
        var ticks = Fraction(ref rest);
        if (ticks < 0 || !TryOffset(rest, out var offset))
            return false;
        at = new DateTimeOffset(new DateTime(year, month, day, hour, minute, second, DateTimeKind.Unspecified)
            .AddTicks(ticks) - offset, TimeSpan.Zero);
        return true;
    }

    /// <summary>Takes the decimals off; ticks, or -1 when a point stands there without any.</summary>
    private static long Fraction(ref ReadOnlySpan<byte> rest)
    {
        if (rest.IsEmpty || rest[0] is not ((byte)'.' or (byte)','))
            return 0;
        var digits = 1;
        long ticks = 0;
        for (; digits < rest.Length && rest[digits] is >= (byte)'0' and <= (byte)'9'; digits++)
        {
            if (digits <= 7)
                ticks = (ticks * 10) + rest[digits] - '0';
        }

        for (var i = digits; i <= 7; i++)
            ticks *= 10;
        rest = rest[digits..];
        return digits > 1 ? ticks : -1;
    }

    private static bool TryOffset(ReadOnlySpan<byte> text, out TimeSpan offset)
    {
        offset = TimeSpan.Zero;
        if (text.IsEmpty || text is [(byte)'Z'] or [(byte)'z'])
            return true;
        if (text[0] is not ((byte)'+' or (byte)'-') || text.Length is not (3 or 5 or 6)
            || !Digits(text.Slice(1, 2), out var hours) || hours > 14)
            return false;
        var minutes = 0;
        if ((text.Length == 6 && text[3] != (byte)':') || (text.Length > 3 && !Digits(text[^2..], out minutes))
            || minutes > 59)
            return false;
        offset = new TimeSpan(hours, minutes, 0);
        if (text[0] == (byte)'-')
            offset = -offset;
        return true;
    }

    private static bool Digits(ReadOnlySpan<byte> text, out int value)
    {
        value = 0;
        foreach (var c in text)
        {
            if (c is < (byte)'0' or > (byte)'9')
                return false;
            value = (value * 10) + c - '0';
        }

        return true;
    }
}
