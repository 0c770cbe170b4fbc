namespace WesMemGuard.Logs.Lines;

/// <summary>
/// Cuts a stream into blocks of whole lines within one fixed buffer: reads of 256 KiB stay in a core's cache, and a
/// line over
/// <see cref="LongestLine"/> is passed over without being held.
/// </summary>
internal sealed class LineBlocks
{
    /// <summary>The longest line that is read, in bytes.</summary>
    public const int LongestLine = 1024 * 1024;

    private const int ReadSize = 256 * 1024;
    private readonly byte[] _buffer = new byte[LongestLine + ReadSize];
    private Stream _stream = Stream.Null;
    private int _end;
    private int _taken;
    private bool _passingOver;

    /// <summary>Bytes read from the stream so far.</summary>
    public long Bytes { get; private set; }

    /// <summary>Lines that were passed over for their length.</summary>
    public long TooLong { get; private set; }

    /// <summary>Begins with another stream; what was left of the last one is dropped.</summary>
    public void Open(Stream stream)
    {
        _stream = stream;
        _end = _taken = 0;
        _passingOver = false;
        Bytes = TooLong = 0;
    }

    /// <summary>The next whole lines, each with its line feed; empty when the stream has no more for now.</summary>
    /// <exception cref="InvalidDataException">The stream is gz and damaged or cut off.</exception>
    public ReadOnlySpan<byte> Next()
    {
        while (true)
        {
            KeepRest();
            var read = _stream.Read(_buffer, _end, Math.Min(ReadSize, _buffer.Length - _end));
            if (read == 0)
                return [];
            Bytes += read;
            var fresh = _buffer.AsSpan(_end, read);
            _end += read;
            if (_passingOver && !EndPassingOver(fresh))
                continue;
            var feed = _buffer.AsSpan(_taken, _end - _taken).LastIndexOf((byte)'\n');
            if (feed >= 0)
            {
                var block = _buffer.AsSpan(_taken, feed + 1);
                _taken += feed + 1;
                return block;
            }

            if (_end - _taken >= LongestLine)
                BeginPassingOver();
        }
    }

    /// <summary>
    /// What follows the last line feed: at the stream's end a torn line, or one whose line feed is still to come.
    /// </summary>
    public ReadOnlySpan<byte> Rest => _buffer.AsSpan(_taken, _end - _taken);

    private void KeepRest()
    {
        if (_taken == 0)
            return;
        _buffer.AsSpan(_taken, _end - _taken).CopyTo(_buffer);
        _end -= _taken;
        _taken = 0;
    }

    private void BeginPassingOver()
    {
        TooLong++;
        _passingOver = true;
        _end = _taken = 0;
    }

    private bool EndPassingOver(ReadOnlySpan<byte> fresh)
    {
        var feed = fresh.IndexOf((byte)'\n');
        if (feed < 0)
        {
            _end = _taken = 0;
            return false;
        }

        _passingOver = false;
        _taken = _end - fresh.Length + feed + 1;
        return true;
    }
}
