using System.Diagnostics.CodeAnalysis;

namespace WesMemGuard.Fleets.Found;

/// <summary>
/// What was found out once, so that it needn't be again; so many at most, for a file may name another series in every
/// line. What is forgotten is found out anew.
/// </summary>
internal sealed class Remembered<TKey, TValue>(IEqualityComparer<TKey>? comparer = null)
    where TKey : notnull
{
    private const int Most = 100_000;

    private readonly Dictionary<TKey, TValue> _known = new(comparer);

    public bool TryGet(TKey key, [MaybeNullWhen(false)] out TValue value) => _known.TryGetValue(key, out value);

    public TValue Keep(TKey key, TValue value)
    {
        if (_known.Count >= Most)
            _known.Clear();
        return _known[key] = value;
    }
}
