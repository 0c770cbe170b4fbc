using System.Text;

namespace WesMemGuard.Fuzz;

/// <summary>
/// Other inputs of those that are there: bits, bytes, words of the forms, pieces moved, doubled, left out or of another input.
/// </summary>
internal sealed class Mutator(int seed)
{
    private const int Largest = 16 * 1024;

    private static readonly byte[][] Words =
    [
        .. new[]
        {
            "{", "}", "[", "]", "\"", ",", ":", "null", "true", "false", "1e999", "-1", "0x", "\0", "\\ud800",
            "\\u0000", "\\", "\n", "\r\n",
            "9999999999999999999999", "{\"a\":", "[[[[[[[[", "\"at\":", "\"2026-11-22T12:00:00Z\"",
            "NaN", "+Inf", "GiB", " MiB", "h", "min", "# ", ";",
        }.Select(Encoding.UTF8.GetBytes),
        [0xff, 0xfe], [0xef, 0xbb, 0xbf], [0xc0, 0x80], [0x1f, 0x8b, 0x08], [0x80, 0x80, 0x80, 0x80, 0x10],
    ];

    private readonly Random _random = new(seed);

    public byte[] Of(IReadOnlyList<byte[]> corpus)
    {
        var bytes = corpus[_random.Next(corpus.Count)].ToList();
        for (var times = 1 << _random.Next(5); times > 0; times--)
            Change(bytes, corpus);
        return [.. bytes.Take(Largest)];
    }

    private void Change(List<byte> bytes, IReadOnlyList<byte[]> corpus)
    {
        if (bytes.Count == 0)
        {
            bytes.AddRange(Words[_random.Next(Words.Length)]);
            return;
        }

        var at = _random.Next(bytes.Count);
        switch (_random.Next(9))
        {
            case 0: bytes[at] ^= (byte)(1 << _random.Next(8)); break;
            case 1: bytes[at] = (byte)_random.Next(256); break;
            case 2: bytes.RemoveAt(at); break;
            case 3: bytes.InsertRange(at, Words[_random.Next(Words.Length)]); break;
            case 4: bytes.RemoveRange(at, Piece(bytes.Count - at)); break;
            case 5: bytes.InsertRange(at, bytes.GetRange(at, Piece(bytes.Count - at))); break;
            case 6: Spliced(bytes, at, corpus[_random.Next(corpus.Count)]); break;
            case 7: Counted(bytes, at); break;
            default: bytes.RemoveRange(at, bytes.Count - at); break;
        }
    }

    private int Piece(int most) => Math.Min(most, 1 << _random.Next(9));

    private void Spliced(List<byte> bytes, int at, byte[] other)
    {
        if (other.Length == 0)
            return;
        var from = _random.Next(other.Length);
        bytes.InsertRange(at, other.AsSpan(from, Piece(other.Length - from)).ToArray());
    }

    /// <summary>A digit by another: figures are what forms hold most.</summary>
    private void Counted(List<byte> bytes, int at)
    {
        var digit = bytes.FindIndex(at, b => b is >= (byte)'0' and <= (byte)'9');
        if (digit >= 0)
            bytes[digit] = (byte)('0' + _random.Next(10));
    }
}
