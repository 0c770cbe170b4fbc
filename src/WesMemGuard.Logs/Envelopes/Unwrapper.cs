using WesMemGuard.Logs.Entries;
using WesMemGuard.Logs.Lines;

namespace WesMemGuard.Logs.Envelopes;

/// <summary>
/// Gives the node's lines as it wrote them, whatever collectors put around them, one in the other too. Lines that were
/// split (CRI marks the parts, Docker splits at 16 KiB) are joined.
/// </summary>
internal sealed class Unwrapper
{
    private const int Deepest = 5;

    /// <summary>Docker's json-file driver splits at this many bytes; a part has no line feed at its end.</summary>
    private const int DockerPart = 16 * 1024;

    /// <summary>What the sieve looks at, twice as long with escapes.</summary>
    private const int HeadLength = 800;

    private readonly JsonEnvelope[] _envelopes = [.. Enumerable.Range(0, Deepest).Select(_ => new JsonEnvelope())];
    private readonly long[] _counts = new long[Enum.GetValues<EnvelopeKind>().Length];
    private byte[] _pending = [];
    private int _pendingLength;

    /// <summary>Lines that were joined to more than <see cref="LineBlocks.LongestLine"/> and given up.</summary>
    public long TooLong { get; private set; }

    /// <summary>What wrote the outermost envelope of how many lines.</summary>
    public IEnumerable<(EnvelopeKind Kind, long Lines)> Found =>
        Enum.GetValues<EnvelopeKind>().Where(k => k != EnvelopeKind.None
            && _counts[(int)k] > 0).Select(k => (k, _counts[(int)k]));

    /// <summary>Begins with another file.</summary>
    public void Clear()
    {
        foreach (var envelope in _envelopes)
            envelope.Clear();
        Array.Clear(_counts);
        (_pendingLength, TooLong) = (0, 0);
    }

    /// <summary>
    /// Whether a line's head is enough to see what it is: it is long, and neither a part nor behind one.
    /// </summary>
    public bool CanLook(ReadOnlySpan<byte> line) =>
        _pendingLength == 0 && line.Length is > 2 * HeadLength and < DockerPart && line[0] == (byte)'{';

    /// <summary>The beginning of the node's line within a line; of a line that is not wrapped all of it.</summary>
    public ReadOnlySpan<byte> Look(ReadOnlySpan<byte> line)
    {
        var opened = Opened(line, HeadLength, out var kind);
        _counts[(int)kind]++;
        return opened;
    }

    /// <summary>
    /// The node's line within a line; the line itself where nothing is around it; empty while parts are still to come.
    /// </summary>
    public ReadOnlySpan<byte> Open(ReadOnlySpan<byte> line, out EnvelopeKind outermost)
    {
        var opened = Opened(line, int.MaxValue, out outermost);
        _counts[(int)outermost]++;
        return opened;
    }

    /// <summary>The whole of a line that was looked at.</summary>
    public ReadOnlySpan<byte> Again(ReadOnlySpan<byte> line) => Opened(line, int.MaxValue, out _);

    private ReadOnlySpan<byte> Opened(ReadOnlySpan<byte> line, int most, out EnvelopeKind outermost)
    {
        outermost = EnvelopeKind.None;
        for (var depth = 0; depth < Deepest; depth++)
        {
            line = (line.StartsWith("\uFEFF"u8) ? line[3..] : line).TrimStart(" \t"u8);
            if (line.IsEmpty || NodeLine.Begins(line))
                break;
            var inner = line[0] == (byte)'{'
                ? Object(line, depth, most, out var kind, out var isPart)
                : line[LineHeader.Length(line, out kind, out isPart)..];
            if (kind == EnvelopeKind.None)
                break;
            if (depth == 0)
                outermost = kind;
            line = isPart || _pendingLength > 0 ? Joined(inner, isPart) : inner;
            if (isPart)
                break;
        }

        return line.TrimEnd("\r\n"u8);
    }

    private ReadOnlySpan<byte> Object(ReadOnlySpan<byte> line, int depth, int most, out EnvelopeKind kind,
        out bool isPart)
    {
        var inner = _envelopes[depth].Open(line, most, out kind);
        isPart = kind == EnvelopeKind.Docker && inner.Length >= DockerPart - 1 && inner[^1] != (byte)'\n';
        return inner;
    }

    private ReadOnlySpan<byte> Joined(ReadOnlySpan<byte> part, bool goesOn)
    {
        var length = _pendingLength + part.Length;
        if (length > LineBlocks.LongestLine)
        {
            TooLong++;
            _pendingLength = 0;
            return [];
        }

        if (_pending.Length < length)
            Array.Resize(ref _pending, Math.Max(length, 2 * _pending.Length));
        part.CopyTo(_pending.AsSpan(_pendingLength));
        _pendingLength = goesOn ? length : 0;
        return goesOn ? [] : _pending.AsSpan(0, length);
    }
}
