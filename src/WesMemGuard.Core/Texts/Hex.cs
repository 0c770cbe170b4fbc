namespace WesMemGuard.Texts;

/// <summary>Bytes as hexadecimal digits, in small letters; not every framework that compiles this knows them.</summary>
internal static class Hex
{
    private const string Digits = "0123456789abcdef";

    public static string Of(ReadOnlySpan<byte> bytes)
    {
        var text = new char[2 * bytes.Length];
        for (var i = 0; i < bytes.Length; i++)
            (text[2 * i], text[(2 * i) + 1]) = (Digits[bytes[i] >> 4], Digits[bytes[i] & 15]);
        return new string(text);
    }
}
