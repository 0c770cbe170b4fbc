using System.Buffers;
using System.Globalization;
using WesMemGuard.Node.Answers;
using WesMemGuard.Runs;

namespace WesMemGuard.Node;

/// <summary>Reads a body as it comes, up to a bound: one that never ends costs no more than that.</summary>
internal static class BoundedBody
{
    private const int First = 16 * 1024;

    /// <exception cref="MissException">It is larger.</exception>
    public static async Task<byte[]> ReadAsync(HttpContent content, int largest, CancellationToken cancellation)
    {
        if (content.Headers.ContentLength > largest)
            throw TooLarge(largest);
        using var stream = await content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
        var room = ArrayPool<byte>.Shared.Rent(First);
        try
        {
            var length = 0;
            while (true)
            {
                var read = await stream.ReadAsync(room.AsMemory(length), cancellation).ConfigureAwait(false);
                if (read == 0)
                    return room[..length];
                length += read;
                if (length > largest)
                    throw TooLarge(largest);
                if (length == room.Length)
                    room = Doubled(room);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(room);
        }
    }

    private static byte[] Doubled(byte[] room)
    {
        var larger = ArrayPool<byte>.Shared.Rent(room.Length * 2);
        room.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(room);
        return larger;
    }

    private static MissException TooLarge(int largest) => new(
        MissKind.TooLarge, string.Create(CultureInfo.InvariantCulture, $"over {largest / 1024 / 1024} MiB, the bound of this answer"));
}
