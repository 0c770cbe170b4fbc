namespace System.Collections.Generic;

/// <summary>What .NET 9 has for dictionaries by text: looked into by a part of a text.</summary>
internal readonly struct SpanLookup<T>(Dictionary<string, T> known)
{
    public T this[ReadOnlySpan<char> key]
    {
        set => known[key.ToString()] = value;
    }

    public bool TryGetValue(ReadOnlySpan<char> key, out T? value) => known.TryGetValue(key.ToString(), out value);
}
