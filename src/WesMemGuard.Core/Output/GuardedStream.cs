namespace WesMemGuard.Output;

/// <summary>A stream of lines whose errors say what could not be written and what is kept.</summary>
/// <param name="inner">Where the lines go; disposed with it.</param>
/// <param name="path">How messages call it.</param>
internal sealed class GuardedStream(Stream inner, string path) : Stream
{
    private long _lines;

    /// <summary>Whether the lines go to a file that has its name by now: somebody may delete it, which is told.</summary>
    public bool IsNamed { get; set; }

    /// <inheritdoc/>
    public override bool CanRead => false;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => true;

    /// <inheritdoc/>
    public override long Length => inner.Length;

    /// <inheritdoc/>
    public override long Position { get => inner.Position; set => throw new NotSupportedException(); }

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        try
        {
            inner.Write(buffer);
            inner.Flush();
        }
        catch (Exception e) when (UnwritableException.Is(e))
        {
            throw UnwritableException.Of(path, e, OutputReasons.Kept(_lines));
        }

        if (IsNamed)
            UnwritableException.ThrowIfDeleted(path);
        _lines += buffer.Count((byte)'\n');
    }

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override void Flush()
    {
        try
        {
            inner.Flush();
        }
        catch (Exception e) when (UnwritableException.Is(e))
        {
            throw UnwritableException.Of(path, e, OutputReasons.Kept(_lines));
        }
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        try
        {
            inner.Dispose();
        }
        catch (Exception e) when (UnwritableException.Is(e))
        {
            _lines = -1; // the write that failed has said so; what it left in a buffer can't be written either
        }

        base.Dispose(disposing);
    }
}
