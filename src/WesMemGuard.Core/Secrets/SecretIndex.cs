namespace WesMemGuard.Secrets;

/// <summary>
/// Finds any of many texts in one pass, in either case, whole or cut off after their first letters: by their first
/// four, then as far as they go.
/// </summary>
/// <param name="shortestPrefix">So many letters of a secret are found where the rest was cut off.</param>
internal sealed class SecretIndex(int shortestPrefix = 8)
{
    private const int Key = 4;

    /// <summary>A prefix of fewer different letters (<c>00000000</c>) stands everywhere.</summary>
    private const int FewestLetters = 5;

    private readonly Dictionary<ulong, List<(string Text, int Least)>> _byStart = [];
    private readonly bool[] _mayStart = new bool[1 << 16];

    public void Add(string text)
    {
        var folded = text.ToLowerInvariant();
        if (folded.Length < Key)
            return;
        var key = KeyOf(folded);
        if (!_byStart.TryGetValue(key, out var list))
            _byStart[key] = list = [];
        if (list.Exists(t => t.Text == folded))
            return;
        list.Add((folded, Least(text)));
        _mayStart[Hash(key)] = true;
    }

    /// <summary>Where one of them stands.</summary>
    public IEnumerable<FoundSecret> In(string text)
    {
        if (_byStart.Count == 0)
            yield break;
        var folded = text.ToLowerInvariant();
        for (var i = 0; i + Key <= folded.Length; i++)
        {
            var key = KeyOf(folded.AsSpan(i));
            if (!_mayStart[Hash(key)] || !_byStart.TryGetValue(key, out var list))
                continue;
            var longest = Longest(folded.AsSpan(i), list);
            if (longest == 0)
                continue;
            yield return new FoundSecret(i, longest, "", Learn: false);
            i += longest - 1;
        }
    }

    /// <summary>Whether one of them stands in it.</summary>
    public bool IsIn(string text) => In(text).Any();

    private static int Longest(ReadOnlySpan<char> at, List<(string Text, int Least)> list)
    {
        var longest = 0;
        foreach (var (text, least) in list)
        {
            var common = at.CommonPrefixLength(text);
            if (common >= least && common > longest)
                longest = common;
        }

        return longest;
    }

    /// <summary>A cut-off secret is known by a few letters that are no word; a word ends where it ends.</summary>
    private int Least(string text)
    {
        for (var length = shortestPrefix; length < text.Length; length++)
        {
            var prefix = text.AsSpan(0, length);
            if (!IsWord(prefix) && Different(prefix) >= Math.Min(FewestLetters, length - 1))
                return length;
        }

        return text.Length;
    }

    private static int Different(ReadOnlySpan<char> text)
    {
        var (seen, count) = (0UL, 0);
        foreach (var c in text)
        {
            var bit = 1UL << (c & 63);
            count += (seen & bit) == 0 ? 1 : 0;
            seen |= bit;
        }

        return count;
    }

    private static bool IsWord(ReadOnlySpan<char> text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsAsciiLetter(text[i])
                || (i > 0 && char.IsAsciiLetterUpper(text[i]) && char.IsAsciiLetterLower(text[i - 1])))
                return false;
        }

        return true;
    }

    private static ulong KeyOf(ReadOnlySpan<char> text) =>
        text[0] | ((ulong)text[1] << 16) | ((ulong)text[2] << 32) | ((ulong)text[3] << 48);

    private static int Hash(ulong key) => (int)((key * 0x9E3779B97F4A7C15) >> 48);
}
