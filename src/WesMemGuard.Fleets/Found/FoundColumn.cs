using WesMemGuard.Fleets.Series;

namespace WesMemGuard.Fleets.Found;

/// <summary>What a column of a table holds, by its title.</summary>
/// <param name="Kind">What it holds.</param>
/// <param name="Name">The series' name, without its labels.</param>
/// <param name="Labels">The labels in the title.</param>
/// <param name="Unit">The milliseconds of a time's unit; null: told by the size of its numbers.</param>
internal sealed record FoundColumn(FoundKind Kind, string Name, LabelSet Labels, double? Unit)
{
    private static readonly string[] Times =
    [
        "t", "at", "ts", "time", "timestamp", "_time", "date", "datetime", "date time", "epoch", "unixtime", "时间", "__timestamp__",
    ];

    private static readonly string[] Names = ["__name__", "_measurement", "measurement", "metric", "series", "name"];

    private static readonly string[] Values = ["__value__", "_value", "value", "值"];

    /// <summary>Columns of Influx that are no labels.</summary>
    private static readonly string[] Passed = ["result", "table", "_start", "_stop", ""];

    public static FoundColumn Of(string title, FigureTable figures, IReadOnlyDictionary<string, string> mapped)
    {
        var lower = title.Trim().ToLowerInvariant();
        if (mapped.TryGetValue(FigureTable.Time, out var own) && own == title)
            return new FoundColumn(FoundKind.Time, title, LabelSet.Empty, null);
        if (!figures.Knows(title) && TimeUnit(lower) is { } unit)
            return new FoundColumn(FoundKind.Time, title, LabelSet.Empty, unit > 0 ? unit : null);
        var (name, labels) = Series(title, figures);
        var kind = figures.Knows(name) || figures.Find(name, labels) is not null ? FoundKind.Figure
            : lower == "_field" ? FoundKind.Field
            : Array.IndexOf(Names, lower) >= 0 ? FoundKind.Name
            : Array.IndexOf(Values, lower) >= 0 ? FoundKind.Value
            : Array.IndexOf(Passed, lower) >= 0 ? FoundKind.Passed
            : NodeNames.IsUsual(lower) ? FoundKind.Node
            : FoundKind.Other;
        return new FoundColumn(kind, name, labels, null);
    }

    /// <summary>
    /// Name and labels of a title or of a name in a row; the inner one of a call, as in <c>max(go_goroutines{…})</c>.
    /// </summary>
    public static (string Name, LabelSet Labels) Series(string title, FigureTable figures)
    {
        if (figures.Knows(title))
            return (title, LabelSet.Empty);
        var inner = title.Trim();
        if (inner.EndsWith(')') && inner.LastIndexOf('(') is > 0 and var open)
            inner = inner[(open + 1)..^1].Trim();
        var read = LabelText.Read(inner) ?? (title, LabelSet.Empty);
        return read.Item1.Length == 0 ? ("value", read.Item2) : read;
    }

    /// <summary>The milliseconds of a time's unit; 0: told by the size of its numbers; null: it is no time.</summary>
    private static double? TimeUnit(string title)
    {
        if (Array.IndexOf(Times, title) >= 0)
            return 0;
        foreach (var time in Times)
        {
            if (!title.StartsWith(time, StringComparison.Ordinal))
                continue;
            switch (title[time.Length..].Trim('_', ' ', '(', ')', '[', ']', ':'))
            {
                case "s" or "sec" or "seconds" or "unix_s": return 1000;
                case "ms" or "millis" or "unix_ms": return 1;
                case "us" or "µs": return 1e-3;
                case "ns" or "unix_ns": return 1e-6;
                case "rfc3339" or "utc" or "iso" or "unix": return 0;
            }
        }

        return null;
    }
}

/// <summary>What a column can hold.</summary>
internal enum FoundKind
{
    /// <summary>The time.</summary>
    Time,

    /// <summary>A figure.</summary>
    Figure,

    /// <summary>The names of series.</summary>
    Name,

    /// <summary>The field of a measurement.</summary>
    Field,

    /// <summary>The values of series.</summary>
    Value,

    /// <summary>A label that nodes are told by.</summary>
    Node,

    /// <summary>A label where a row is one value of one series; else nothing that is read.</summary>
    Other,

    /// <summary>Nothing that is read.</summary>
    Passed,
}
