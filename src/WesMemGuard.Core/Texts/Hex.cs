namespace WesMemGuard.Texts;

/// <summary>Bytes as hexadecimal digits, in small letters; .NET 8 knows large ones only.</summary>
internal static class Hex
{
    public static string Of(ReadOnlySpan<byte> bytes)
    {
#if NET9_0_OR_GREATER
        return Convert.ToHexStringLower(bytes);
#else
        return string.Create(bytes.Length * 2, Convert.ToHexString(bytes), (to, from) => from.AsSpan().ToLowerInvariant(to));
#endif
    }
}
