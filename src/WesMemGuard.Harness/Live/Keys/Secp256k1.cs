using System.Globalization;
using System.Numerics;

namespace WesMemGuard.Harness.Live.Keys;

/// <summary>
/// Public keys on secp256k1 (SEC 2, 2.4.1): y² = x³ + 7. Not hardened against timing: it never signs, it only names the
/// address of a key. NBitcoin.Secp256k1 has it and much beside it; a package that every test project with the kit would
/// restore is too much for one multiplication, which tests hold against the addresses of a real node's genesis file.
/// </summary>
internal static class Secp256k1
{
    private static readonly BigInteger P = Hex("FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEFFFFFC2F");
    private static readonly BigInteger N = Hex("FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEBAAEDCE6AF48A03BBFD25E8CD0364141");
    private static readonly Point G = new(
        Hex("79BE667EF9DCBBAC55A06295CE870B07029BFCDB2DCE28D959F2815B16F81798"),
        Hex("483ADA7726A3C4655DA4FBFC0E1108A8FD17B448A68554199C47D08FFB10D4B8"), BigInteger.One);

    /// <summary>
    /// The compressed public key, 33 bytes; null when the scalar is none (0, or the curve's order and above).
    /// </summary>
    public static byte[]? PublicKey(string scalarHex)
    {
        var scalar = Hex(scalarHex);
        if (scalar.IsZero || scalar >= N)
            return null;
        var sum = new Point(BigInteger.Zero, BigInteger.One, BigInteger.Zero);
        for (var bit = (int)scalar.GetBitLength() - 1; bit >= 0; bit--)
        {
            sum = Double(sum);
            if (!(scalar >> bit).IsEven)
                sum = Add(sum, G);
        }

        var inverse = BigInteger.ModPow(sum.Z, P - 2, P);
        var square = inverse * inverse % P;
        var (x, y) = (Mod(sum.X * square), Mod(sum.Y * square * inverse));
        var key = new byte[33];
        key[0] = y.IsEven ? (byte)2 : (byte)3;
        var bytes = x.ToByteArray(isUnsigned: true, isBigEndian: true);
        bytes.CopyTo(key, 33 - bytes.Length);
        return key;
    }

    /// <summary>Doubling in Jacobian coordinates for a = 0 (Bernstein and Lange, dbl-2009-l).</summary>
    private static Point Double(Point p)
    {
        if (p.Z.IsZero)
            return p;
        var a = p.X * p.X % P;
        var b = p.Y * p.Y % P;
        var c = b * b % P;
        var d = 2 * (((p.X + b) * (p.X + b)) - a - c) % P;
        var e = 3 * a;
        var x = Mod((e * e) - (2 * d));
        return new Point(x, Mod((e * (d - x)) - (8 * c)), Mod(2 * p.Y * p.Z));
    }

    /// <summary>
    /// Addition of a point with Z = 1 (madd-2007-bl); double-and-add never adds a point to itself or its negative here.
    /// </summary>
    private static Point Add(Point p, Point q)
    {
        if (p.Z.IsZero)
            return q;
        var zz = p.Z * p.Z % P;
        var h = Mod((q.X * zz) - p.X);
        var r = Mod((q.Y * zz * p.Z) - p.Y);
        var hh = h * h % P;
        var hhh = h * hh % P;
        var v = p.X * hh % P;
        var x = Mod((r * r) - hhh - (2 * v));
        return new Point(x, Mod((r * (v - x)) - (p.Y * hhh)), Mod(p.Z * h));
    }

    private static BigInteger Mod(BigInteger value)
    {
        var rest = value % P;
        return rest.Sign < 0 ? rest + P : rest;
    }

    private static BigInteger Hex(string hex) =>
        BigInteger.Parse("0" + hex, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

    private readonly record struct Point(BigInteger X, BigInteger Y, BigInteger Z);
}
