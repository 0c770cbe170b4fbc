using System.Text;
using WesMemGuard.Fleets.Series;

namespace WesMemGuard.Fleets.Found;

/// <summary>
/// Influx lines: <c>measurement,tag=value field=value,… time</c>. Telegraf's scrape of a Prometheus page is read in
/// both its shapes: a measurement a metric with the field <c>gauge</c> or <c>counter</c>, or one measurement with a
/// field a metric.
/// </summary>
internal static class InfluxReader
{
    public static void Read(FoundLines lines, FleetSeries fleet, long scraped)
    {
        var known = new Remembered<(string, string), SeriesColumn?>();
        while (lines.Next(out var line))
        {
            if (line[0] == '#')
                continue;
            if (Parts(line) is not { } parts)
                throw lines.Wrong(FoundReasons.NoInfluxLine());
            var head = line[..parts.Head].ToString();
            var fields = line[(parts.Head + 1)..parts.Fields];
            var time = line[parts.Fields..].Trim();
            if ((time.IsEmpty ? scraped : FoundNumbers.Time(time)) is not { } at)
                throw lines.Wrong(FoundReasons.NoTimeIn(time.ToString()));
            foreach (var field in Split(fields.ToString(), ','))
            {
                if (Field(field) is not { } read)
                    throw lines.Wrong(FoundReasons.NoInfluxLine());
                if (!known.TryGet((head, read.Name), out var column))
                    column = known.Keep((head, read.Name), Column(head, read.Name, fleet));
                if (column is null || read.Value is not { } value)
                    continue;
                column.Add(at, value);
                fleet.Took(1);
            }
        }
    }

    /// <summary>Whether a line is of this form: one of its fields is a number, and what follows them a time.</summary>
    public static bool Is(ReadOnlySpan<char> line)
    {
        if (line[0] is '"' or '{' || Parts(line) is not { } parts)
            return false;
        var fields = Split(line[(parts.Head + 1)..parts.Fields].ToString(), ',').ConvertAll(Field);
        var time = line[parts.Fields..].Trim();
        return fields.TrueForAll(f => f is not null) && fields.Exists(f => f!.Value.Value is not null)
            && (time.IsEmpty || FoundNumbers.Time(time) is not null);
    }

    /// <summary>The series of a field: by measurement, by field, or by both joined, whichever means a figure.</summary>
    public static SeriesColumn? Column(string measurement, string field, LabelSet tags, FleetSeries fleet)
    {
        string[] names = field is "gauge" or "counter" or "value" or "untyped"
            ? [measurement] : field is "count" ? [measurement + "_count"] : [field, $"{measurement}_{field}"];
        return names.Select(name => fleet.Column(name, tags)).FirstOrDefault(column => column is not null);
    }

    private static SeriesColumn? Column(string head, string field, FleetSeries fleet)
    {
        var parts = Split(head, ',');
        var tags = parts.Skip(1).Take(LabelSet.Most).Select(tag => Pair(tag)).Where(tag => tag is not null)
            .Select(tag => KeyValuePair.Create(Plain(tag!.Value.Name), Plain(tag.Value.Value)));
        return Column(Plain(parts[0]), field, new LabelSet(tags), fleet);
    }

    private static (string Name, double? Value)? Field(string field)
    {
        if (Pair(field) is not { } pair || pair.Value.Length == 0)
            return null;
        var value = pair.Value[0] == '"' ? null
            : FoundNumbers.Figure(pair.Value[^1] is 'i' or 'u'
                && char.IsAsciiDigit(pair.Value[0]) ? pair.Value.AsSpan()[..^1]
                : pair.Value);
        return (Plain(pair.Name), value);
    }

    private static (string Name, string Value)? Pair(string text)
    {
        for (var i = 1; i < text.Length; i++)
        {
            if (text[i] == '=' && text[i - 1] != '\\')
                return (text[..i], text[(i + 1)..]);
        }

        return null;
    }

    /// <summary>Where measurement and tags end, and where the fields do.</summary>
    private static (int Head, int Fields)? Parts(ReadOnlySpan<char> line)
    {
        var head = Blank(line, 0);
        if (head < 1 || head == line.Length || !line[head..].Contains('='))
            return null;
        return (head, Blank(line, head + 1));
    }

    /// <summary>
    /// The first blank from a place on that is neither escaped nor quoted; the end where there is none.
    /// </summary>
    private static int Blank(ReadOnlySpan<char> line, int from)
    {
        var quoted = false;
        for (var i = from; i < line.Length; i++)
        {
            if (line[i] == '\\')
                i++;
            else if (line[i] == '"' && from > 0)
                quoted = !quoted;
            else if (line[i] == ' ' && !quoted)
                return i;
        }

        return line.Length;
    }

    private static List<string> Split(string text, char separator)
    {
        var parts = new List<string>();
        var (quoted, start) = (false, 0);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\\')
                i++;
            else if (text[i] == '"')
                quoted = !quoted;
            else if (text[i] == separator && !quoted)
            {
                parts.Add(text[start..i]);
                start = i + 1;
            }
        }

        parts.Add(text[Math.Min(start, text.Length)..]);
        return parts;
    }

    private static string Plain(string text)
    {
        if (!text.Contains('\\', StringComparison.Ordinal))
            return text;
        var plain = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
            plain.Append(text[i] == '\\' && i + 1 < text.Length ? text[++i] : text[i]);
        return plain.ToString();
    }
}
