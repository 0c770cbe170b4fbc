using System.Text;

namespace WesMemGuard.Logs.Envelopes;

/// <summary>The text of a JSON string that lies within a line, its escapes undone.</summary>
internal static class JsonEscapes
{
    /// <summary>Undoes the escapes from behind the opening quote up to the closing one, or to the end where the line was cut.</summary>
    /// <param name="text">What follows the opening quote.</param>
    /// <param name="into">Takes the bytes; as long as <paramref name="text"/> at least.</param>
    /// <param name="isClosed">Whether there was a closing quote.</param>
    /// <returns>How many bytes were written.</returns>
    public static int Read(ReadOnlySpan<byte> text, Span<byte> into, out bool isClosed)
    {
        isClosed = false;
        var written = 0;
        while (!text.IsEmpty)
        {
            var plain = text.IndexOfAny((byte)'\\', (byte)'"');
            if (plain < 0)
                plain = text.Length;
            text[..plain].CopyTo(into[written..]);
            written += plain;
            if (plain == text.Length)
                return written;
            if (text[plain] == (byte)'"')
            {
                isClosed = true;
                return written;
            }

            text = text[(plain + 1)..];
            if (text.IsEmpty)
                return written;
            text = text[Escape(text, into, ref written)..];
        }

        return written;
    }

    private static int Escape(ReadOnlySpan<byte> text, Span<byte> into, ref int written)
    {
        if (text[0] == (byte)'u')
            return Unit(text, into, ref written);
        into[written++] = text[0] switch
        {
            (byte)'n' => (byte)'\n',
            (byte)'t' => (byte)'\t',
            (byte)'r' => (byte)'\r',
            (byte)'b' => (byte)'\b',
            (byte)'f' => (byte)'\f',
            var other => other,
        };
        return 1;
    }

    /// <summary><c>u003c</c>, and the second half of a pair where it follows; what is no such escape stays out.</summary>
    private static int Unit(ReadOnlySpan<byte> text, Span<byte> into, ref int written)
    {
        if (!TryHex(text, out var unit))
            return 1;
        var used = 5;
        var rune = Rune.ReplacementChar;
        if (char.IsHighSurrogate(unit) && text.Length >= 11 && text[5] == (byte)'\\' && text[6] == (byte)'u'
            && TryHex(text[6..], out var low) && char.IsLowSurrogate(low))
        {
            rune = new Rune(unit, low);
            used = 11;
        }
        else if (Rune.TryCreate(unit, out var single))
        {
            rune = single;
        }

        written += rune.EncodeToUtf8(into[written..]);
        return used;
    }

    private static bool TryHex(ReadOnlySpan<byte> text, out char unit)
    {
        unit = '\0';
        if (text.Length < 5)
            return false;
        var value = 0;
        foreach (var c in text.Slice(1, 4))
        {
            var digit = HexDigit(c);
            if (digit < 0)
                return false;
            value = (value << 4) | digit;
        }

        unit = (char)value;
        return true;
    }

    private static int HexDigit(byte c) => c switch
    {
        >= (byte)'0' and <= (byte)'9' => c - '0',
        >= (byte)'a' and <= (byte)'f' => c - 'a' + 10,
        >= (byte)'A' and <= (byte)'F' => c - 'A' + 10,
        _ => -1,
    };
}
