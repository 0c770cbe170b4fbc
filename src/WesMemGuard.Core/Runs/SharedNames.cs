namespace WesMemGuard.Runs;

/// <summary>
/// Keeps one string for each name, so that a million samples hold their modules' names once; bounded, for names come
/// from outside. For one reader at a time.
/// </summary>
internal sealed class SharedNames
{
    private const int Most = 4096;
    private const int Longest = 200;
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
#if NET9_0_OR_GREATER
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _lookup;

    public SharedNames() => _lookup = _known.GetAlternateLookup<ReadOnlySpan<char>>();
#endif

    public string Of(ReadOnlySpan<char> name)
    {
#if NET9_0_OR_GREATER
        if (_lookup.TryGetValue(name, out var known))
            return known;
        var fresh = name.ToString();
#else
        var fresh = name.ToString();
        if (_known.TryGetValue(fresh, out var known))
            return known;
#endif
        if (_known.Count < Most && name.Length <= Longest)
            _known.Add(fresh);
        return fresh;
    }
}
