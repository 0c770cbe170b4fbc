namespace WesMemGuard.Fleets.Found;

/// <summary>What was looked at of a stream, and then the rest of it.</summary>
internal sealed class JoinedStream(ReadOnlyMemory<byte> head, Stream rest) : Stream
{
    private int _read;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException(); set =>
        throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        if (_read >= head.Length)
            return rest.Read(buffer);
        var part = head.Span[_read..];
        var count = Math.Min(part.Length, buffer.Length);
        part[..count].CopyTo(buffer);
        _read += count;
        return count;
    }

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
