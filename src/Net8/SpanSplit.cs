namespace System;

/// <summary>What .NET 9 has for spans of bytes: the parts between separators, as ranges.</summary>
internal static class SpanSplit
{
    public static Parts Split(this ReadOnlySpan<byte> span, byte separator) => new(span, separator);

    internal ref struct Parts(ReadOnlySpan<byte> span, byte separator)
    {
        private readonly ReadOnlySpan<byte> _span = span;
        private readonly byte _separator = separator;
        private int _next;

        public Range Current { get; private set; }

        public readonly Parts GetEnumerator() => this;

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
