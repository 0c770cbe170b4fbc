using System.IO.Compression;

namespace WesMemGuard.Pprof.Tests;

/// <summary>
/// Breaks profiles in ways that reach past the first check: bytes flipped, cut out, doubled, set to extremes, swapped
/// between two profiles.
/// </summary>
internal sealed class Mutation(int seed, IReadOnlyList<byte[]> originals)
{
    private static readonly byte[] Extremes = [0x00, 0x01, 0x7f, 0x80, 0xff, 0x0a, 0x12, 0x22, 0x2a, 0x32];

    private readonly Random _random = new(seed);

    internal byte[] Next()
    {
        List<byte> bytes = [.. originals[_random.Next(originals.Count)]];
        for (var changes = _random.Next(1, 4); changes > 0 && bytes.Count > 0; changes--)
            Change(bytes);
        return _random.Next(8) == 0 ? Zipped([.. bytes]) : [.. bytes];
    }

    internal static byte[] Zipped(byte[] bytes)
    {
        using MemoryStream zipped = new();
        using (GZipStream zip = new(zipped, CompressionLevel.Fastest, leaveOpen: true))
            zip.Write(bytes);
        return zipped.ToArray();
    }

    private void Change(List<byte> bytes)
    {
        var at = _random.Next(bytes.Count);
        var length = Math.Min(_random.Next(1, 64), bytes.Count - at);
        switch (_random.Next(12))
        {
            case 5 or 6 or 7 or 8:
                bytes[at] ^= (byte)(1 << _random.Next(8));
                break;
            case 9 or 10 or 11:
                bytes[at] = Extremes[_random.Next(Extremes.Length)];
                break;
            case 0:
                bytes.RemoveRange(at, length);
                break;
            case 1:
                bytes.InsertRange(at, bytes.GetRange(at, length));
                break;
            case 2:
                bytes.RemoveRange(at, bytes.Count - at);
                break;
            default:
                var other = originals[_random.Next(originals.Count)];
                var from = _random.Next(other.Length);
                bytes.InsertRange(at, other.AsSpan(from, Math.Min(length, other.Length - from)));
                break;
        }
    }
}
