using System.Buffers;
using System.Globalization;
using WesMemGuard.Node.Answers;
using WesMemGuard.Runs;

namespace WesMemGuard.Node;

/// <summary>Reads a body as it comes, up to a bound: one that never ends costs no more than that.</summary>
internal static class BoundedBody
{
    /// <summary>
    /// A body is read in pieces that are used again by the next one: rooms that double, as a stream in memory has,
    /// would stay beside each other in the pool, four times the bound.
    /// </summary>
    private const int Piece = 64 * 1024;

    /// <exception cref="MissException">It is larger.</exception>
    public static async Task<byte[]> ReadAsync(HttpContent content, int largest, CancellationToken ct)
    {
        if (content.Headers.ContentLength > largest)
            throw TooLarge(largest);
        using var stream = await content.ReadAsStreamAsync(ct).ConfigureAwait(false);
        var pieces = new List<byte[]>();
        try
        {
            for (long length = 0; ;)
            {
                var at = (int)(length % Piece);
                if (at == 0)
                    pieces.Add(ArrayPool<byte>.Shared.Rent(Piece));
                var read = await stream.ReadAsync(pieces[^1].AsMemory(at, Piece - at), ct).ConfigureAwait(false);
                if (read == 0)
                    return Whole(pieces, (int)length);
                length += read;
                if (length > largest)
                    throw TooLarge(largest);
            }
        }
        finally
        {
            pieces.ForEach(piece => ArrayPool<byte>.Shared.Return(piece));
        }
    }

    private static byte[] Whole(List<byte[]> pieces, int length)
    {
        var whole = new byte[length];
        for (var at = 0; at < length; at += Piece)
            pieces[at / Piece].AsSpan(0, Math.Min(Piece, length - at)).CopyTo(whole.AsSpan(at));
        return whole;
    }

    private static MissException TooLarge(int largest) => new(
        MissKind.TooLarge,
        string.Create(CultureInfo.InvariantCulture, $"over {largest / 1024 / 1024} MiB, the bound of this answer"));
}
