namespace WesMemGuard.Verdicts.Text;

/// <summary>Breaks a line of a message at a space, so that none is longer than 110 columns.</summary>
internal static class Wrap
{
    private const int Columns = 110;
    private const int LabelWidth = 13;

    /// <summary>The line, or its parts, the later ones indented under the first; what goes beyond so many parts ends in an ellipsis.</summary>
    public static List<string> Line(string line, int most)
    {
        var parts = Parts(line).Take(most + 1).ToList();
        if (parts.Count <= most)
            return parts;
        parts.RemoveAt(most);
        var last = parts[^1];
        parts[^1] = (last.Length < Columns ? last : last[..(Columns - (char.IsHighSurrogate(last[Columns - 2]) ? 2 : 1))]) + "\u2026";
        return parts;
    }

    private static IEnumerable<string> Parts(string line)
    {
        var leading = line.Length - line.TrimStart(' ').Length;
        var indent = new string(' ', leading is 2 or LabelWidth ? LabelWidth : 4);
        var rest = line;
        while (rest.Length > Columns)
        {
            var at = rest.LastIndexOf(' ', Columns);
            if (at <= indent.Length)
                at = char.IsHighSurrogate(rest[Columns - 1]) ? Columns - 1 : Columns;
            yield return rest[..at].TrimEnd();
            rest = indent + rest[at..].TrimStart();
        }

        yield return rest;
    }
}
