using System.Text;

namespace WesMemGuard.Runs.Series;

/// <summary>
/// Rows of CSV (RFC 4180 within one line): a header, then values; a field may be quoted. Comma, semicolon or tab,
/// whichever the header uses.
/// </summary>
internal static class CsvRows
{
    public static IEnumerable<SeriesRow> Read(SeriesLines lines, string header)
    {
        var separator = header.Contains(',', StringComparison.Ordinal) ? ',' : header.Contains(';', StringComparison.Ordinal) ? ';' : '\t';
        var names = Fields(header, separator);
        while (lines.Next() is { } line)
        {
            var fields = Fields(line, separator);
            if (fields.Count != names.Count)
                throw new UnreadableRunException($"{lines.File}:{lines.Number}: {fields.Count} fields, the header has {names.Count}");
            var values = new Dictionary<string, string>(StringComparer.Ordinal);
            for (var i = 0; i < fields.Count; i++)
            {
                if (fields[i].Length > 0)
                    values[names[i]] = fields[i];
            }

            yield return new SeriesRow(lines.Number, values);
        }
    }

    /// <summary>The fields of a line; quoted ones may hold separators, and quotes written twice.</summary>
    internal static List<string> Fields(string line, char separator)
    {
        var fields = new List<string>();
        var field = new StringBuilder();
        var quoted = false;
        for (var i = 0; i < line.Length; i++)
        {
            var c = line[i];
            if (c == '"' && quoted && i + 1 < line.Length && line[i + 1] == '"')
                field.Append(line[++i]);
            else if (c == '"')
                quoted = !quoted;
            else if (c == separator && !quoted)
                Take();
            else
                field.Append(c);
        }

        Take();
        return fields;

        void Take()
        {
            fields.Add(field.ToString().Trim());
            field.Clear();
        }
    }
}
