using System.Collections.Frozen;
using WesMemGuard.Texts;

namespace WesMemGuard.Fleets.Series;

/// <summary>Labels in the order of their names; equal by value.</summary>
internal sealed class LabelSet : IEquatable<LabelSet>
{
    /// <summary>The most labels of a series that are read.</summary>
    public const int Most = 64;

    private readonly KeyValuePair<string, string>[] _pairs;
    private readonly int _hash;

    /// <summary>Labels; of two with one name the last counts.</summary>
    public LabelSet(IEnumerable<KeyValuePair<string, string>> labels)
    {
        var sorted = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in labels)
        {
            if (value.Length > 0)
                sorted[OneLine.Name(name)] = OneLine.Name(value);
        }

        _pairs = [.. sorted];
        var hash = new HashCode();
        foreach (var (name, value) in _pairs)
        {
            hash.Add(name, StringComparer.Ordinal);
            hash.Add(value, StringComparer.Ordinal);
        }

        _hash = hash.ToHashCode();
    }

    /// <summary>No label.</summary>
    public static LabelSet Empty { get; } = new([]);

    /// <summary>The labels, by name.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Pairs => _pairs;

    /// <summary>The value of a label; null when it isn't there.</summary>
    public string? this[string name] => Array.Find(_pairs, p => p.Key == name).Value;

    /// <summary>The same without some labels; itself when it has none of them.</summary>
    public LabelSet Without(FrozenSet<string> names) =>
        Array.Exists(_pairs, p => names.Contains(p.Key)) ? new LabelSet(_pairs.Where(p => !names.Contains(p.Key))) : this;

    /// <summary>Whether every label of another is here, with its value.</summary>
    public bool Holds(LabelSet other) => Array.TrueForAll(other._pairs, p => this[p.Key] == p.Value);

    /// <inheritdoc/>
    public bool Equals(LabelSet? other) => other is not null && _hash == other._hash && _pairs.AsSpan().SequenceEqual(other._pairs);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as LabelSet);

    /// <inheritdoc/>
    public override int GetHashCode() => _hash;

    /// <summary>As Prometheus writes them: <c>{instance="a",job="b"}</c>.</summary>
    public override string ToString() => $"{{{string.Join(",", _pairs.Select(p => $"{p.Key}=\"{Quoted(p.Value)}\""))}}}";

    /// <summary>A value as it stands between quotes.</summary>
    internal static string Quoted(string value) => value.Replace("\\", "\\\\").Replace("\"", "\\\"").Replace("\n", "\\n");
}
