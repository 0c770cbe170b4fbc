using System.Text.RegularExpressions;

namespace WesMemGuard.Fleets.RemoteRead;

/// <summary>How a label is held against a value; the numbers are those of Prometheus' <c>LabelMatcher.Type</c>.</summary>
internal enum MatcherKind
{
    /// <summary><c>=</c>.</summary>
    Equal = 0,

    /// <summary><c>!=</c>.</summary>
    Unequal = 1,

    /// <summary><c>=~</c>, a pattern of the whole value.</summary>
    Like = 2,

    /// <summary><c>!~</c>.</summary>
    Unlike = 3,
}

/// <summary>One matcher of a selector.</summary>
/// <param name="Kind">How it is held against the value.</param>
/// <param name="Name">The label.</param>
/// <param name="Value">The value or the pattern, without escapes.</param>
internal readonly partial record struct LabelMatcher(MatcherKind Kind, string Name, string Value)
{
    /// <summary>The matchers of a text like <c>job="wes",zone!~"a|b"</c>; null: it is written in a way that isn't known.</summary>
    public static IReadOnlyList<LabelMatcher>? Read(string text)
    {
        var found = new List<LabelMatcher>();
        for (var at = 0; at < text.Length;)
        {
            var one = One().Match(text, at);
            if (!one.Success || Plain(one.Groups["value"].Value) is not { } value)
                return null;
            found.Add(new(Kinds(one.Groups["op"].Value), one.Groups["name"].Value, value));
            at += one.Length;
        }

        return found;
    }

    private static MatcherKind Kinds(string written) => written switch
    {
        "=" => MatcherKind.Equal,
        "!=" => MatcherKind.Unequal,
        "=~" => MatcherKind.Like,
        _ => MatcherKind.Unlike,
    };

    /// <summary>A value without its escapes; null: it has others than the usual ones.</summary>
    private static string? Plain(string value) => Unusual().IsMatch(value) ? null : Escape().Replace(value, e => e.ValueSpan[1] switch
    {
        'n' => "\n",
        't' => "\t",
        'r' => "\r",
        var itself => itself.ToString(),
    });

    [GeneratedRegex("""\G\s*(?<name>[a-zA-Z_][a-zA-Z0-9_]*)\s*(?<op>=~|!~|!=|=)\s*"(?<value>(?:[^"\\]|\\.)*)"\s*(?:,|\z)""")]
    private static partial Regex One();

    [GeneratedRegex("""(?:^|[^\\])(?:\\\\)*\\[^ntr"\\']""")]
    private static partial Regex Unusual();

    [GeneratedRegex("""\\.""")]
    private static partial Regex Escape();
}
