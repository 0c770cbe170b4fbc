using System.Text;

namespace WesMemGuard.Secrets;

/// <summary>Finds any of many texts in one pass: by their first four letters, then whole.</summary>
internal sealed class SecretIndex
{
    private const int Key = 4;
    private readonly Dictionary<ulong, List<string>> _byStart = [];
    private readonly bool[] _mayStart = new bool[1 << 16];

    public void Add(string text)
    {
        var key = KeyOf(text.AsSpan());
        if (!_byStart.TryGetValue(key, out var list))
            _byStart[key] = list = [];
        if (list.Contains(text))
            return;
        list.Add(text);
        list.Sort((a, b) => b.Length.CompareTo(a.Length));
        _mayStart[Hash(key)] = true;
    }

    /// <summary>A text with each of them replaced, the longest first.</summary>
    public string Replace(string text, string by)
    {
        StringBuilder? replaced = null;
        var kept = 0;
        for (var i = 0; i + Key <= text.Length; i++)
        {
            var key = KeyOf(text.AsSpan(i));
            if (!_mayStart[Hash(key)] || !_byStart.TryGetValue(key, out var list))
                continue;
            if (list.Find(s => text.AsSpan(i).StartsWith(s, StringComparison.Ordinal)) is not { } found)
                continue;
            (replaced ??= new StringBuilder(text.Length)).Append(text, kept, i - kept).Append(by);
            kept = i + found.Length;
            i = kept - 1;
        }

        return replaced is null ? text : replaced.Append(text, kept, text.Length - kept).ToString();
    }

    private static ulong KeyOf(ReadOnlySpan<char> text) => text[0] | ((ulong)text[1] << 16) | ((ulong)text[2] << 32) | ((ulong)text[3] << 48);

    private static int Hash(ulong key) => (int)((key * 0x9E3779B97F4A7C15) >> 48);
}
