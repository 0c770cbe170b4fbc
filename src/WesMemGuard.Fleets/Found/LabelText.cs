using System.Text;
using WesMemGuard.Fleets.Series;

namespace WesMemGuard.Fleets.Found;

/// <summary>
/// A series as Prometheus and its kin write it: <c>name{label="value",…}</c>, the name before the braces or within.
/// </summary>
internal static class LabelText
{
    /// <summary>The end of the series at the start of a text: of its name and its labels; -1: there is none.</summary>
    public static int End(ReadOnlySpan<char> text)
    {
        var at = 0;
        while (at < text.Length && IsOfName(text[at]))
            at++;
        if (at == text.Length || text[at] != '{')
            return at == 0 ? -1 : at;
        var quoted = false;
        for (at++; at < text.Length; at++)
        {
            if (quoted && text[at] == '\\')
                at++;
            else if (text[at] == '"')
                quoted = !quoted;
            else if (text[at] == '}' && !quoted)
                return at + 1;
        }

        return -1;
    }

    /// <summary>Name and labels of a series; null where it isn't one.</summary>
    public static (string Name, LabelSet Labels)? Read(ReadOnlySpan<char> text)
    {
        var brace = text.IndexOf('{');
        if (brace < 0)
            return text.Length > 0 && End(text) == text.Length ? (text.ToString(), LabelSet.Empty) : null;
        if (End(text) != text.Length)
            return null;
        var name = text[..brace].ToString();
        var labels = new List<KeyValuePair<string, string>>();
        var inner = text[(brace + 1)..^1];
        while (!(inner = inner.TrimStart(" ,")).IsEmpty)
        {
            if (labels.Count >= LabelSet.Most || Pair(ref inner) is not { } pair)
                return null;
            if (pair.Value is null || pair.Key == "__name__")
                name = pair.Value ?? pair.Key;
            else
                labels.Add(new(pair.Key, pair.Value));
        }

        return (name, new LabelSet(labels));
    }

    /// <summary><c>name="value"</c>, the name quoted or not; a quoted text alone is the series' own name.</summary>
    private static KeyValuePair<string, string?>? Pair(ref ReadOnlySpan<char> text)
    {
        string? name;
        if (text[0] == '"')
        {
            name = Quoted(ref text);
        }
        else
        {
            var end = 0;
            while (end < text.Length && IsOfName(text[end]))
                end++;
            name = end == 0 ? null : text[..end].ToString();
            text = text[end..];
        }

        text = text.TrimStart();
        if (name is null || text.IsEmpty || text[0] != '=')
            return name is null || !(text.IsEmpty || text[0] == ',') ? null : new(name, null);
        text = text[1..].TrimStart();
        return !text.IsEmpty && text[0] == '"' && Quoted(ref text) is { } value ? new(name, value) : null;
    }

    private static string? Quoted(ref ReadOnlySpan<char> text)
    {
        var value = new StringBuilder();
        for (var i = 1; i < text.Length; i++)
        {
            if (text[i] == '\\' && i + 1 < text.Length)
            {
                i++;
                value.Append(text[i] == 'n' ? '\n' : text[i]);
            }
            else if (text[i] == '"')
            {
                text = text[(i + 1)..];
                return value.ToString();
            }
            else
            {
                value.Append(text[i]);
            }
        }

        return null;
    }

    private static bool IsOfName(char c) => char.IsAsciiLetterOrDigit(c) || c is '_' or ':' or '.';
}
