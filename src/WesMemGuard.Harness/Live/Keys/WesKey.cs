using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;

namespace WesMemGuard.Harness.Live.Keys;

/// <summary>
/// A private key and the address it may spend from. Its text is the address: the key itself is never printed.
/// </summary>
internal sealed class WesKey
{
    private const byte Version = 0x1C;
    private const string Alphabet = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";

    private WesKey(string hex, string address) => (Hex, Address) = (hex, address);

    /// <summary>64 hex digits.</summary>
    public string Hex { get; }

    /// <summary>Base58Check(0x1C ‖ RIPEMD160(SHA256(compressed public key))), crypto/address/address.go:126.</summary>
    public string Address { get; }

    /// <summary>The key of that text; null when it is none.</summary>
    public static WesKey? Parse(string text)
    {
        var hex = text.StartsWith("0x", StringComparison.OrdinalIgnoreCase) ? text[2..] : text;
        return hex.Length == 64 && hex.All(char.IsAsciiHexDigit)
            && Secp256k1.PublicKey(hex) is { } key ? new WesKey(hex, AddressOf(key)) : null;
    }

    /// <summary>
    /// The well-known test key of that number, from 1: the scalar itself. Everybody knows it; for private chains on
    /// loopback only.
    /// </summary>
    public static WesKey Test(int number) => Parse(number.ToString("x64", CultureInfo.InvariantCulture))!;

    public override string ToString() => Address;

    private static string AddressOf(byte[] publicKey)
    {
        byte[] payload = [Version, .. Ripemd160.Hash(SHA256.HashData(publicKey))];
        var checksum = SHA256.HashData(SHA256.HashData(payload));
        return Base58([.. payload, .. checksum[..4]]);
    }

    private static string Base58(byte[] bytes)
    {
        var text = new Stack<char>();
        for (var rest = new BigInteger(bytes, isUnsigned: true, isBigEndian: true); !rest.IsZero; rest /= 58)
            text.Push(Alphabet[(int)(rest % 58)]);
        foreach (var _ in bytes.TakeWhile(b => b == 0))
            text.Push(Alphabet[0]);
        return string.Concat(text);
    }
}
