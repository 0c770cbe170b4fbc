using WesMemGuard.Runs;

namespace WesMemGuard.Fleets.Series;

/// <summary>All series of one node: a column a figure of <see cref="PrometheusFigures"/>.</summary>
internal sealed class NodeSeries
{
    private readonly (SeriesColumn? Column, int Rank)[] _columns = new (SeriesColumn?, int)[PrometheusFigures.Names.Count];

    internal NodeSeries(LabelSet labels) => Labels = labels;

    /// <summary>The labels that tell it from the others.</summary>
    public LabelSet Labels { get; }

    /// <summary>What it is beside its labels, by series that tell nothing else: versions, the chain.</summary>
    public LabelSet Facts { get; internal set; } = LabelSet.Empty;

    /// <summary>Its last point, UTC.</summary>
    public DateTimeOffset LastAt => DateTimeOffset.FromUnixTimeMilliseconds(Columns.Select(c => Last(c.Column)).DefaultIfEmpty(0).Max());

    /// <summary>How many points it has.</summary>
    public long Points => _columns.Sum(c => (long)(c.Column?.Count ?? 0));

    /// <summary>The column of a figure; null: no series has it.</summary>
    internal SeriesColumn? this[int figure] => _columns[figure].Column;

    /// <summary>The columns that have points.</summary>
    internal IEnumerable<(int Figure, SeriesColumn Column)> Columns =>
        _columns.Select((c, i) => (i, c.Column!)).Where(c => c.Item2 is { Count: > 0 });

    /// <summary>A series that has two values at one moment; null: none has.</summary>
    internal string? Contradicted()
    {
        foreach (var (_, column) in Columns)
        {
            column.Order();
            if (column.IsContradicted)
                return column.Source;
        }

        return null;
    }

    private static long Last(SeriesColumn column)
    {
        column.Order();
        return column.Times[^1];
    }

    /// <summary>Where the points of a series go; null: a better-named series has the figure already.</summary>
    /// <param name="figure">Its figure.</param>
    /// <param name="rank">How well its name says so, the smallest best.</param>
    /// <param name="source">What it is called.</param>
    internal SeriesColumn? Take(int figure, int rank, string source)
    {
        var (column, known) = _columns[figure];
        if (column is not null && column.Source == source)
            return column;
        if (column is not null && rank >= known)
            return null;
        _columns[figure] = (new SeriesColumn(source), rank);
        return _columns[figure].Column;
    }
}
