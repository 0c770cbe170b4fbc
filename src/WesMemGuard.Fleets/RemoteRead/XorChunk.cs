using System.Buffers.Binary;
using WesMemGuard.Fleets.Found;
using WesMemGuard.Fleets.Series;

namespace WesMemGuard.Fleets.RemoteRead;

/// <summary>
/// A chunk of samples as Prometheus stores it (tsdb/chunkenc/xor.go; Pelkonen et al. 2015, "Gorilla"): differences of differences
/// of times, and values by the bits in which each differs from the one before.
/// </summary>
internal ref struct XorChunk
{
    /// <summary>What Prometheus writes where a series ended (model/value/value.go): no sample, and no answer of a query has it.</summary>
    private const ulong Stale = 0x7ff0000000000002;

    private ChunkBits _bits;
    private long _time;
    private long _step;
    private ulong _value;
    private int _leading;
    private int _trailing;

    private XorChunk(ReadOnlySpan<byte> samples) => _bits = new ChunkBits(samples);

    /// <summary>Adds the samples between two moments to a column.</summary>
    /// <param name="chunk">The bytes of a chunk.</param>
    /// <param name="from">The first moment, milliseconds of Unix time.</param>
    /// <param name="to">The last one, which is meant too.</param>
    /// <param name="column">Takes them.</param>
    /// <returns>How many there were.</returns>
    /// <exception cref="FormatException">The chunk is cut, or a value is none of a figure.</exception>
    public static int Read(ReadOnlySpan<byte> chunk, long from, long to, SeriesColumn column)
    {
        if (chunk.Length < sizeof(ushort))
            throw new FormatException();
        int samples = BinaryPrimitives.ReadUInt16BigEndian(chunk), taken = 0;
        var read = new XorChunk(chunk[sizeof(ushort)..]);
        for (var i = 0; i < samples; i++)
        {
            read.Next(i);
            if (read._time < from || read._time > to || read._value == Stale)
                continue;
            column.Add(read._time, FoundNumbers.Stored(BitConverter.UInt64BitsToDouble(read._value)) ?? throw new FormatException());
            taken++;
        }

        return taken;
    }

    private void Next(int index)
    {
        if (index == 0)
        {
            _time = _bits.Signed();
            _value = _bits.Take(64);
            return;
        }

        _step = index == 1 ? (long)_bits.Unsigned() : unchecked(_step + Change());
        _time = unchecked(_time + _step);
        Value();
    }

    /// <summary>By how much the time between two samples differs from the one before: 0, or a number of 14 to 64 bits.</summary>
    private long Change()
    {
        var ones = 0;
        while (ones < 4 && _bits.Take(1) == 1)
            ones++;
        var width = ones switch
        {
            0 => 0,
            1 => 14,
            2 => 17,
            3 => 20,
            _ => 64,
        };
        if (width is 0 or 64)
            return width == 0 ? 0 : (long)_bits.Take(64);
        var read = (long)_bits.Take(width);
        return read > 1L << (width - 1) ? read - (1L << width) : read;
    }

    private void Value()
    {
        if (_bits.Take(1) == 0)
            return;
        if (_bits.Take(1) == 1)
        {
            _leading = (int)_bits.Take(5);
            var width = (int)_bits.Take(6);
            _trailing = 64 - _leading - (width == 0 ? 64 : width);
            if (_trailing < 0)
                throw new FormatException();
        }

        _value ^= _bits.Take(64 - _leading - _trailing) << _trailing;
    }
}
