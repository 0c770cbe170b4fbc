using System.Globalization;
using System.Text.RegularExpressions;

namespace WesMemGuard.Texts;

/// <summary>A sentence with places for what it quotes, numbered from 0 in their order, and its twin in another language.</summary>
internal sealed partial class Phrase
{
    private readonly string[] _pieces;
    private readonly string _twin;

    public Phrase(string english, string twin)
    {
        _pieces = Place().Split(english);
        _twin = twin;
        Length = _pieces.Sum(p => p.Length);
    }

    /// <summary>The letters that it has of its own.</summary>
    public int Length { get; }

    /// <summary>What a sentence quotes, if it is this one; null when it is another.</summary>
    public List<string>? Quoted(string sentence)
    {
        if (_pieces.Length == 1)
            return sentence == _pieces[0] ? [] : null;
        if (sentence.Length < Length || !sentence.StartsWith(_pieces[0], StringComparison.Ordinal) || !sentence.EndsWith(_pieces[^1], StringComparison.Ordinal))
            return null;
        var quoted = new List<string>();
        var (at, end) = (_pieces[0].Length, sentence.Length - _pieces[^1].Length);
        foreach (var piece in _pieces[1..^1])
        {
            var next = at > end ? -1 : sentence.IndexOf(piece, at, end - at, StringComparison.Ordinal);
            if (next < 0)
                return null;
            quoted.Add(sentence[at..next]);
            at = next + piece.Length;
        }

        quoted.Add(sentence[at..Math.Max(at, end)]);
        return at <= end ? quoted : null;
    }

    /// <summary>The twin with its places filled.</summary>
    public string With(IEnumerable<string> quoted) => string.Format(CultureInfo.InvariantCulture, _twin, [.. quoted]);

    [GeneratedRegex(@"\{\d+\}")]
    private static partial Regex Place();
}
