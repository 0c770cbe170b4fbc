using System.Buffers;
using WesMemGuard.Files;

namespace WesMemGuard.Fleets.Prometheus;

/// <summary>
/// An answer that is read as it comes by code that does not wait for tasks: a read ends when the token does, however
/// long the server is silent. What is closed here is the stream itself.
/// </summary>
internal sealed class EndedStream(Stream inner, CancellationToken ended) : ForwardStream
{
    public override int Read(byte[] buffer, int offset, int count) =>
        inner.ReadAsync(buffer.AsMemory(offset, count), ended).AsTask().GetAwaiter().GetResult();

    public override int Read(Span<byte> buffer)
    {
        var rented = ArrayPool<byte>.Shared.Rent(buffer.Length);
        try
        {
            var read = Read(rented, 0, buffer.Length);
            rented.AsSpan(0, read).CopyTo(buffer);
            return read;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inner.Dispose();
        base.Dispose(disposing);
    }
}
