namespace System;

/// <summary>What .NET 9 has for spans: the parts between separators, as ranges.</summary>
[Microsoft.CodeAnalysis.Embedded]
internal static class SpanSplit
{
    public static Parts<T> Split<T>(this ReadOnlySpan<T> span, T separator) where T : IEquatable<T> => new(span, separator);

    internal ref struct Parts<T>(ReadOnlySpan<T> span, T separator) where T : IEquatable<T>
    {
        private readonly ReadOnlySpan<T> _span = span;
        private readonly T _separator = separator;
        private int _next;

        public Range Current { get; private set; }

        public readonly Parts<T> GetEnumerator() => this;

        public bool MoveNext()
        {
            if (_next > _span.Length)
                return false;
            var length = _span[_next..].IndexOf(_separator);
            var end = length < 0 ? _span.Length : _next + length;
            (Current, _next) = (_next..end, end + 1);
            return true;
        }
    }
}
