namespace System.Linq;

/// <summary>What .NET 9 has for sequences.</summary>
[Microsoft.CodeAnalysis.Embedded]
internal static class Sequences
{
    public static IEnumerable<KeyValuePair<TKey, int>> CountBy<T, TKey>(this IEnumerable<T> source, Func<T, TKey> key)
        where TKey : notnull =>
        source.GroupBy(key).Select(g => KeyValuePair.Create(g.Key, g.Count()));

    public static IEnumerable<(int Index, T Item)> Index<T>(this IEnumerable<T> source) => source.Select((item, i) => (i, item));
}
