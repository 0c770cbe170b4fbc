namespace WesMemGuard.Fleets.Series;

/// <summary>
/// The points of one series as two columns: milliseconds of Unix time, and values; not a number where a sample is missing.
/// </summary>
internal sealed class SeriesColumn(string source)
{
    private long[] _times = [];
    private double[] _values = [];
    private bool _isOrdered = true;

    /// <summary>The series it is of, as it was called: to tell one from another of the same figure.</summary>
    public string Source => source;

    public int Count { get; private set; }

    /// <summary>Whether one moment has two values: then nobody can say which is meant.</summary>
    public bool IsContradicted { get; private set; }

    public ReadOnlySpan<long> Times => _times.AsSpan(0, Count);

    public ReadOnlySpan<double> Values => _values.AsSpan(0, Count);

    public void Add(long milliseconds, double value)
    {
        if (Count == _times.Length)
        {
            var size = Math.Max(64, Count < 1024 ? Count * 2 : Count + (Count / 4));
            Array.Resize(ref _times, size);
            Array.Resize(ref _values, size);
        }

        _isOrdered &= Count == 0 || milliseconds > _times[Count - 1];
        (_times[Count], _values[Count]) = (milliseconds, value);
        Count++;
    }

    /// <summary>Puts the points in the order of time, each moment once.</summary>
    public void Order()
    {
        if (_isOrdered)
            return;
        Array.Sort(_times, _values, 0, Count);
        var kept = 0;
        for (var i = 1; i < Count; i++)
        {
            if (_times[i] != _times[kept])
                (_times[++kept], _values[kept]) = (_times[i], _values[i]);
            else if (double.IsNaN(_values[kept]))
                _values[kept] = _values[i];
            else
                IsContradicted |= !double.IsNaN(_values[i]) && !_values[i].Equals(_values[kept]);
        }

        Count = kept + 1;
        _isOrdered = true;
    }

    /// <summary>Forgets the points before a moment.</summary>
    public void Forget(long milliseconds)
    {
        Order();
        var first = Array.BinarySearch(_times, 0, Count, milliseconds);
        first = first < 0 ? ~first : first;
        _times.AsSpan(first, Count - first).CopyTo(_times);
        _values.AsSpan(first, Count - first).CopyTo(_values);
        Count -= first;
    }

    /// <summary>The time between two neighbours that half of them have at most, in milliseconds; 0 with fewer than two points.</summary>
    public long Interval()
    {
        if (Count < 2)
            return 0;
        var gaps = new long[Count - 1];
        for (var i = 0; i < gaps.Length; i++)
            gaps[i] = _times[i + 1] - _times[i];
        Array.Sort(gaps);
        return gaps[gaps.Length / 2];
    }
}
