namespace WesMemGuard.Verdicts.Text;

/// <summary>Breaks a line of a message at a space, so that none is longer than 110 columns.</summary>
internal static class Wrap
{
    private const int Columns = 110;
    private const int LabelWidth = 13;

    /// <summary>The line, or its parts, the later ones indented under the first.</summary>
    public static IEnumerable<string> Line(string line)
    {
        var indent = new string(' ', line.StartsWith("  ", StringComparison.Ordinal) && !line.StartsWith("    ", StringComparison.Ordinal) ? LabelWidth : 4);
        var rest = line;
        while (rest.Length > Columns)
        {
            var at = rest.LastIndexOf(' ', Columns);
            if (at <= indent.Length)
                at = Columns;
            yield return rest[..at].TrimEnd();
            rest = indent + rest[at..].TrimStart();
        }

        yield return rest;
    }
}
