namespace WesMemGuard.Verdicts.Lines;

/// <summary>
/// Breaks a line of a message at a space, or beside a Chinese character, so that none is longer than 110 columns.
/// </summary>
internal static class Wrap
{
    /// <summary>Where the text of a labelled line begins.</summary>
    public const int LabelWidth = 13;

    /// <summary>The widest line of a message.</summary>
    public const int Most = 110;

    /// <summary>What must not begin a line.</summary>
    private const string Closing = "，。；：、！？）》”’,.;:!?)";

    /// <summary>
    /// The line, or its parts, the later ones indented under the first; what goes beyond so many parts ends in an
    /// ellipsis.
    /// </summary>
    public static List<string> Line(string line, int most, int columns = Most)
    {
        var parts = Parts(line, columns).Take(most + 1).ToList();
        if (parts.Count <= most)
            return parts;
        parts.RemoveAt(most);
        var last = parts[^1];
        parts[^1] = (Columns.Of(last) < columns ? last : last[..Fitting(last, columns - 1)]) + "\u2026";
        return parts;
    }

    private static IEnumerable<string> Parts(string line, int columns)
    {
        var leading = line.Length - line.TrimStart(' ').Length;
        var indent = new string(' ', leading is 2 or LabelWidth ? LabelWidth : 4);
        var rest = line;
        while (Columns.Of(rest) > columns)
        {
            var at = Break(rest, indent.Length, columns);
            yield return rest[..at].TrimEnd();
            rest = indent + rest[at..].TrimStart();
        }

        yield return rest;
    }

    /// <summary>Where the line is broken: the last place that fits, else anywhere.</summary>
    private static int Break(string line, int indent, int columns)
    {
        var fitting = Fitting(line, columns);
        for (var at = Math.Min(fitting, line.Length - 1); at > indent; at--)
        {
            if (line[at] == ' '
                || ((Columns.Of(line[at]) == 2 || Columns.Of(line[at - 1]) == 2)
                    && !Closing.Contains(line[at], StringComparison.Ordinal)))
                return at;
        }

        return fitting;
    }

    /// <summary>How many characters fit into so many columns.</summary>
    private static int Fitting(string line, int columns)
    {
        var (taken, at) = (0, 0);
        while (at < line.Length && taken + Columns.Of(line[at]) <= columns)
            taken += Columns.Of(line[at++]);
        return at > 0 && at < line.Length && char.IsHighSurrogate(line[at - 1]) ? at - 1 : at;
    }
}
