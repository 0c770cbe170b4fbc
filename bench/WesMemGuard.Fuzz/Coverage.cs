using System.Runtime.InteropServices;
using SharpFuzz.Common;

namespace WesMemGuard.Fuzz;

/// <summary>
/// The edges that inputs take, as AFL counts them: a byte for each pair of branches, by the power of two of how often it was taken.
/// </summary>
internal sealed unsafe class Coverage
{
    private const int Size = 1 << 16;

    private readonly byte* _taken;
    private readonly byte[] _seen = new byte[Size];

    public Coverage()
    {
        _taken = (byte*)NativeMemory.AllocZeroed(Size);
        Trace.SharedMem = _taken;
    }

    /// <summary>Edges that any input took.</summary>
    public int Edges => _seen.Count(b => b != 0);

    /// <summary>Forgets what was taken, before an input.</summary>
    public void Begin()
    {
        new Span<byte>(_taken, Size).Clear();
        Trace.PrevLocation = 0;
    }

    /// <summary>Whether the input took an edge that none took before, or one more often.</summary>
    public bool IsNew()
    {
        var found = false;
        for (var i = 0; i < Size; i++)
        {
            if (_taken[i] == 0)
                continue;
            var bucket = Bucket(_taken[i]);
            found |= (_seen[i] & bucket) == 0;
            _seen[i] |= bucket;
        }

        return found;
    }

    /// <summary>The edges of the input.</summary>
    public List<int> Taken()
    {
        var edges = new List<int>();
        for (var i = 0; i < Size; i++)
        {
            if (_taken[i] != 0)
                edges.Add(i);
        }

        return edges;
    }

    private static byte Bucket(byte count) => count switch
    {
        1 => 1,
        2 => 2,
        3 => 4,
        < 8 => 8,
        < 16 => 16,
        < 32 => 32,
        < 128 => 64,
        _ => 128,
    };
}
