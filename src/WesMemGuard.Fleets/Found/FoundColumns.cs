using WesMemGuard.Fleets.Series;
using WesMemGuard.Input;
using WesMemGuard.Reasons;

namespace WesMemGuard.Fleets.Found;

/// <summary>
/// Takes the rows of a table: figures in a column each, with their labels in the title; or names, values and labels in
/// columns of their own. Rows of JSON lines are taken by the same.
/// </summary>
internal sealed class FoundColumns(FigureTable figures, IReadOnlyDictionary<string, string> mapped, string file)
{
    private readonly Remembered<(string, LabelSet), SeriesColumn?> _series = new();
    private readonly Remembered<string, FoundColumn> _columns = new(StringComparer.Ordinal);

    /// <summary>Whether a single comma parts whole from fraction.</summary>
    public bool DecimalComma { get; set; }

    /// <summary>Where the row that is read stands, for errors; 0: nowhere.</summary>
    public int Line { get; set; }

    /// <summary>Whether a text is the name of a figure, with labels or without.</summary>
    public bool IsFigure(string text) =>
        FoundColumn.Series(text, figures) is var (name, labels) && figures.Find(name, labels) is not null;

    /// <summary>What a column holds.</summary>
    public FoundColumn Of(string title) =>
        _columns.TryGet(title, out var known) ? known : _columns.Keep(title, FoundColumn.Of(title, figures, mapped));

    /// <summary>Takes a row; whether anything in it is a figure.</summary>
    /// <exception cref="BadInputException">A time or a figure can't be read.</exception>
    public bool Row(IReadOnlyList<KeyValuePair<string, string>> row, FleetSeries fleet)
    {
        var (name, value, time, isFigure) = (false, false, "", false);
        double? unit = null;
        foreach (var (title, text) in row)
        {
            var column = Of(title);
            name |= column.Kind == FoundKind.Name;
            value |= column.Kind == FoundKind.Value;
            isFigure |= column.Kind == FoundKind.Figure;
            if (column.Kind == FoundKind.Time && time.Length == 0)
                (time, unit) = (text, column.Unit);
        }

        if (!isFigure && !(name && value))
            return false;
        if (time.Length == 0)
            throw Wrong(FoundReasons.NoTime([.. row.Select(f => f.Key).Take(20)]));
        var at = FoundNumbers.Time(time, unit, DecimalComma) ?? throw Wrong(FoundReasons.NoTimeIn(time));
        return name && value ? Long(row, at, fleet) : Wide(row, at, fleet);
    }

    private bool Long(IReadOnlyList<KeyValuePair<string, string>> row, long at, FleetSeries fleet)
    {
        string? name = null, field = null, value = null;
        List<KeyValuePair<string, string>> labels = [];
        foreach (var (title, text) in row)
        {
            switch (Of(title).Kind)
            {
                case FoundKind.Name when name is null:
                    name = text;
                    break;
                case FoundKind.Field:
                    field = text;
                    break;
                case FoundKind.Value when value is null:
                    value = text;
                    break;
                case FoundKind.Node or FoundKind.Other or FoundKind.Name when labels.Count < LabelSet.Most:
                    labels.Add(new(title, text));
                    break;
            }
        }

        if (name is null || value is not { Length: > 0 })
            return false;
        var (own, more) = FoundColumn.Series(name, figures);
        var all = new LabelSet([.. labels, .. more.Pairs]);
        if (Series(field is null ? own : $"{own}\n{field}", all,
            () => field is null
                ? fleet.Column(own, all) : InfluxReader.Column(own, field, all, fleet)) is not { } column)
            return false;
        Add(column, own, value, at, fleet);
        return true;
    }

    private bool Wide(IReadOnlyList<KeyValuePair<string, string>> row, long at, FleetSeries fleet)
    {
        List<KeyValuePair<string, string>>? labels = null;
        foreach (var (title, text) in row)
        {
            if (text.Length > 0 && (Of(title).Kind == FoundKind.Node || title == "name"))
                (labels ??= []).Add(new(title, text));
        }

        var of = labels is null ? LabelSet.Empty : new LabelSet(labels);
        var any = false;
        foreach (var (title, text) in row)
        {
            if (text.Length == 0 || Of(title) is not { Kind: FoundKind.Figure } figure)
                continue;
            var all = labels is null ? figure.Labels
                : figure.Labels.Pairs.Count == 0 ? of : new LabelSet([.. labels, .. figure.Labels.Pairs]);
            if (Series(figure.Name, all, () => fleet.Column(figure.Name, all)) is not { } column)
                continue;
            any = true;
            Add(column, title, text, at, fleet);
        }

        return any;
    }

    private SeriesColumn? Series(string name, LabelSet labels, Func<SeriesColumn?> find)
    {
        if (!_series.TryGet((name, labels), out var column))
            column = _series.Keep((name, labels), find());
        return column;
    }

    private void Add(SeriesColumn column, string title, string text, long at, FleetSeries fleet)
    {
        column.Add(at, FoundNumbers.Figure(text, DecimalComma) ?? throw Wrong(FoundReasons.NoFigureIn(title, text)));
        fleet.Took(1);
    }

    private BadInputException Wrong(Reason what) =>
        Line > 0 ? new([new FileProblem(file, Line, 1, what)]) : new BadInputException(file, what);
}
