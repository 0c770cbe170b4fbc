using System.Text;

namespace WesMemGuard.Harness.Live.Engines;

/// <summary>A line of CSV (RFC 4180 within one line).</summary>
internal static class CsvFields
{
    /// <summary>The fields of a line; quoted ones may hold separators, and quotes written twice.</summary>
    public static List<string> Of(string line, char separator)
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
