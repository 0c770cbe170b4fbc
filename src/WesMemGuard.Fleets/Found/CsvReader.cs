using System.Text;
using WesMemGuard.Fleets.Series;

namespace WesMemGuard.Fleets.Found;

/// <summary>
/// Tables of text: a header and rows, parted by commas, semicolons or tabs, fields quoted or not. Grafana's and
/// Influx's exports are such; VictoriaMetrics' has no header: its columns are told by what is in them.
/// </summary>
internal static class CsvReader
{
    /// <summary>So many columns are read at most.</summary>
    private const int MostFields = 200_000;

    /// <summary>Reads a table; false where it is none of these.</summary>
    public static bool Read(FoundLines lines, FleetSeries fleet, FoundColumns columns)
    {
        if (!Header(lines, out var line))
            return false;
        var separator = Separator(line) ?? ',';
        var titles = Fields(line, separator);
        columns.DecimalComma = separator != ',';
        var hasTime = titles.Exists(t => columns.Of(t).Kind == FoundKind.Time);
        return titles.Count >= 3 && !hasTime && titles.Exists(columns.IsFigure) && titles.Exists(IsMoment)
            ? Headless(lines, fleet, columns, titles, separator)
            : titles.Count > 1 && Rows(lines, fleet, columns, titles, separator);
    }

    /// <summary>
    /// The separator of a header: the one it has most often outside of quotes and braces; null: it has none.
    /// </summary>
    public static char? Separator(ReadOnlySpan<char> header)
    {
        Span<int> counts = stackalloc int[3];
        const string separators = "\t;,";
        var (quoted, braces) = (false, 0);
        foreach (var c in header)
        {
            quoted ^= c == '"';
            braces = quoted ? braces : c == '{' ? braces + 1 : c == '}' ? Math.Max(0, braces - 1) : braces;
            if (!quoted && braces == 0 && separators.IndexOf(c, StringComparison.Ordinal) is >= 0 and var at)
                counts[at]++;
        }

        var most = counts[0] > 0 ? 0 : counts[1] > 0 ? 1 : 2;
        return counts[most] > 0 ? separators[most] : null;
    }

    /// <summary>
    /// The first line that is no remark: <c>sep=;</c> of Excel and <c>#datatype</c> of Influx are passed over.
    /// </summary>
    private static bool Header(FoundLines lines, out ReadOnlySpan<char> line)
    {
        while (lines.Next(out line))
        {
            if (!line.StartsWith("sep=", StringComparison.OrdinalIgnoreCase) && line[0] != '#')
                return true;
        }

        return false;
    }

    private static bool Rows(FoundLines lines, FleetSeries fleet, FoundColumns columns, List<string> titles,
        char separator)
    {
        var any = false;
        var row = new List<KeyValuePair<string, string>>(titles.Count);
        while (lines.Next(out var line))
        {
            if (line[0] == '#')
                continue;
            var fields = Fields(line, separator);
            if (fields.SequenceEqual(titles))
                continue;
            if (fields.Count != titles.Count && !(fields.Count == titles.Count + 1 && fields[^1].Length == 0))
                throw lines.Wrong(FoundReasons.OtherFields(fields.Count, titles.Count));
            row.Clear();
            for (var i = 0; i < titles.Count; i++)
                row.Add(new(titles[i], fields[i]));
            columns.Line = lines.Number;
            any |= columns.Row(row, fleet);
            if (!any)
                titles.ForEach(fleet.Pass);
        }

        return any;
    }

    /// <summary>Which column holds names, times and values is told by the first row; the others are labels.</summary>
    private static bool Headless(FoundLines lines, FleetSeries fleet, FoundColumns columns, List<string> first,
        char separator)
    {
        var name = first.FindIndex(columns.IsFigure);
        var time = first.FindLastIndex(IsMoment);
        var value = Enumerable.Range(0, first.Count).Where(i => i != time && FoundNumbers.Figure(first[i]) is not null)
            .DefaultIfEmpty(-1).First();
        if (value < 0)
            return false;
        var titles = first.Select((_, i) =>
            i == name ? "__name__" : i == time ? "t" : i == value ? "__value__" : $"label{i + 1}").ToList();
        columns.Line = lines.Number;
        var any = columns.Row([.. titles.Zip(first, KeyValuePair.Create)], fleet);
        return Rows(lines, fleet, columns, titles, separator) || any;
    }

    /// <summary>Whether a field can be a moment of this century.</summary>
    private static bool IsMoment(string field) => FoundNumbers.Time(field) is > 978_000_000_000 and < 4_102_000_000_000;

    private static List<string> Fields(ReadOnlySpan<char> line, char separator)
    {
        var fields = new List<string>();
        var field = new StringBuilder();
        var (quoted, braces) = (false, 0);
        for (var i = 0; i < line.Length && fields.Count < MostFields; i++)
        {
            var c = line[i];
            if (c == '"' && quoted && i + 1 < line.Length && line[i + 1] == '"')
                field.Append(line[++i]);
            else if (c == '"' && (quoted || (braces == 0 && IsBlank(field))))
                quoted = !quoted;
            else if (c == separator && !quoted && braces == 0)
                Take();
            else
            {
                braces = quoted ? braces : c == '{' ? braces + 1 : c == '}' ? Math.Max(0, braces - 1) : braces;
                field.Append(c);
            }
        }

        Take();
        return fields;

        void Take()
        {
            fields.Add(field.ToString().Trim());
            field.Clear();
            braces = 0;
        }
    }

    private static bool IsBlank(StringBuilder field)
    {
        for (var i = 0; i < field.Length; i++)
        {
            if (!char.IsWhiteSpace(field[i]))
                return false;
        }

        return true;
    }
}
