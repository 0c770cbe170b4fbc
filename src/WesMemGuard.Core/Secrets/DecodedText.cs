using System.Globalization;
using System.Text;

namespace WesMemGuard.Secrets;

/// <summary>
/// A text with its escapes undone, of JSON (<c>\u0034</c>, <c>\"</c>), of C (<c>\x34</c>), of URLs (<c>%34</c>) and of
/// HTML (<c>&amp;quot;</c>), that knows where each letter stood before.
/// </summary>
internal sealed class DecodedText
{
    private const int LongestEntity = 10;
    private readonly int[] _starts;
    private readonly int[] _ends;

    private DecodedText(string text, int[] starts, int[] ends) => (Text, _starts, _ends) = (text, starts, ends);

    public string Text { get; }

    /// <summary>A text as it is.</summary>
    public static DecodedText Of(string text)
    {
        var (starts, ends) = (new int[text.Length], new int[text.Length]);
        for (var i = 0; i < text.Length; i++)
            (starts[i], ends[i]) = (i, i + 1);
        return new DecodedText(text, starts, ends);
    }

    /// <summary>Where a span of it stood in the text that it was made of.</summary>
    public FoundSecret Original(FoundSecret found) => found.Length == 0
        ? found with { Start = 0 }
        : found with { Start = _starts[found.Start], Length = _ends[found.Start + found.Length - 1] - _starts[found.Start] };

    /// <summary>With one more level of escapes undone; null when there are none.</summary>
    public DecodedText? Next()
    {
        if (!Text.AsSpan().ContainsAny('\\', '%', '&'))
            return null;
        var plain = new StringBuilder(Text.Length);
        var (starts, ends) = (new List<int>(Text.Length), new List<int>(Text.Length));
        for (var i = 0; i < Text.Length;)
        {
            var length = Decode(Text.AsSpan(i), out var decoded);
            foreach (var c in decoded)
            {
                plain.Append(c);
                starts.Add(_starts[i]);
                ends.Add(_ends[i + length - 1]);
            }

            i += length;
        }

        return plain.Length == Text.Length && plain.Equals(Text)
            ? null : new DecodedText(plain.ToString(), [.. starts], [.. ends]);
    }

    private static int Decode(ReadOnlySpan<char> text, out string decoded)
    {
        var length = text[0] switch
        {
            '\\' => Backslash(text, out decoded),
            '%' => Percent(text, out decoded),
            '&' => Entity(text, out decoded),
            _ => Plain(text, out decoded),
        };
        return length > 0 ? length : Plain(text, out decoded);
    }

    private static int Plain(ReadOnlySpan<char> text, out string decoded)
    {
        decoded = text[0].ToString();
        return 1;
    }

    private static int Backslash(ReadOnlySpan<char> text, out string decoded)
    {
        decoded = "";
        if (text.Length < 2)
            return 0;
        switch (text[1])
        {
            case 'u' when text.Length >= 6 && Hex(text.Slice(2, 4)) is { } unit:
                decoded = ((char)unit).ToString();
                return 6;
            case 'x' when text.Length >= 4 && Hex(text.Slice(2, 2)) is { } code:
                decoded = ((char)code).ToString();
                return 4;
            case 'n' or 'r' or 't' or 'b' or 'f':
                decoded = text[1] switch { 'n' => "\n", 'r' => "\r", 't' => "\t", _ => " " };
                return 2;
            case '"' or '\'' or '\\' or '/' or '`':
                decoded = text[1].ToString();
                return 2;
            default:
                return 0;
        }
    }

    /// <summary>The bytes of one letter in UTF-8.</summary>
    private static int Percent(ReadOnlySpan<char> text, out string decoded)
    {
        decoded = "";
        Span<byte> bytes = stackalloc byte[4];
        var count = 0;
        while (count < bytes.Length && text.Length >= (3 * count) + 3 && text[3 * count] == '%'
            && Hex(text.Slice((3 * count) + 1, 2)) is { } value)
        {
            bytes[count++] = (byte)value;
            if (Rune.DecodeFromUtf8(bytes[..count], out var rune, out var used) != System.Buffers.OperationStatus.Done)
                continue;
            decoded = rune.ToString();
            return 3 * used;
        }

        return 0;
    }

    private static int Entity(ReadOnlySpan<char> text, out string decoded)
    {
        decoded = "";
        var end = text[..Math.Min(text.Length, LongestEntity)].IndexOf(';');
        if (end < 2)
            return 0;
        var name = text[1..end];
        if (name[0] == '#')
        {
            var isHex = name.Length > 2 && name[1] is 'x' or 'X';
            var code = isHex
                ? Hex(name[2..]) : int.TryParse(name[1..], NumberStyles.None, CultureInfo.InvariantCulture,
                    out var number) ? number : null;
            decoded = code is { } found && Rune.IsValid(found) ? new Rune(found).ToString() : "";
            return decoded.Length > 0 ? end + 1 : 0;
        }

        decoded = name switch
        {
            "quot" => "\"",
            "apos" => "'",
            "amp" => "&",
            "lt" => "<",
            "gt" => ">",
            "nbsp" => " ",
            "colon" => ":",
            _ => ""
        };
        return decoded.Length > 0 ? end + 1 : 0;
    }

    private static int? Hex(ReadOnlySpan<char> digits) =>
        int.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value) && value >= 0
            ? value : null;
}
