namespace WesMemGuard.Fleets.Tests;

/// <summary>The body of an answer: so many blanks, and then its end, a break, or nothing for a time.</summary>
internal sealed class LongBody(long length) : Stream
{
    /// <summary>Whether it breaks off instead of ending.</summary>
    public bool Breaks { get; init; }

    /// <summary>For how long nothing comes before it ends.</summary>
    public TimeSpan Stalls { get; init; }

    public long Given { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException(); set =>
        throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) =>
        ReadAsync(buffer.AsMemory(offset, count)).AsTask().GetAwaiter().GetResult();

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var count = (int)Math.Min(buffer.Length, length - Given);
        if (count == 0 && Breaks)
            throw new IOException("broken off on purpose");
        if (count == 0)
            await Task.Delay(Stalls, TimeProvider.System, cancellationToken);
        buffer.Span[..count].Fill((byte)' ');
        Given += count;
        return count;
    }

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
