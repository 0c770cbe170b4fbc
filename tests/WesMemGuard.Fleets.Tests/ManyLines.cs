using System.Text;

namespace WesMemGuard.Fleets.Tests;

/// <summary>
/// A file of many lines that are made as they are read; at its end it looks how much memory they have come to.
/// </summary>
internal sealed class ManyLines(Func<int, string> line, int lines) : Stream
{
    private readonly long _before = GC.GetTotalMemory(forceFullCollection: true);
    private byte[] _line = [];
    private int _at, _next;

    /// <summary>The bytes that are held at its end beyond those before; 0: it wasn't read to its end.</summary>
    public long Held { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException(); set =>
        throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        var read = 0;
        while (read < count && HasBytes())
        {
            var part = Math.Min(count - read, _line.Length - _at);
            _line.AsSpan(_at, part).CopyTo(buffer.AsSpan(offset + read));
            (_at, read) = (_at + part, read + part);
        }

        if (read == 0 && Held == 0)
            Held = Math.Max(1, GC.GetTotalMemory(forceFullCollection: true) - _before);
        return read;
    }

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private bool HasBytes()
    {
        if (_at == _line.Length && _next < lines)
            (_line, _at) = (Encoding.UTF8.GetBytes(line(_next++)), 0);
        return _at < _line.Length;
    }
}
