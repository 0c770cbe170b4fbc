using WesMemGuard.Fleets.Series;

namespace WesMemGuard.Fleets.Found;

/// <summary>
/// The points of one object of an answer: Prometheus writes pairs of time and value, VictoriaMetrics two arrays. They
/// are kept aside only until the object tells whose they are, which both tell first.
/// </summary>
internal sealed class JsonPoints
{
    private readonly List<double> _values = [];
    private readonly List<long> _times = [];
    private bool _pairs;

    public bool Any => _values.Count > 0;

    /// <summary>Reads <c>values</c>: pairs of seconds and a number, or numbers alone.</summary>
    public void Values(JsonPull json, FleetSeries fleet)
    {
        Opened(json);
        while (json.Next() != JsonPullToken.ArrayEnd)
        {
            if (json.Token == JsonPullToken.ArrayStart)
            {
                json.Next();
                Pair(json);
                _pairs = true;
            }
            else
            {
                _values.Add(Value(json));
            }

            fleet.Took(1);
        }
    }

    /// <summary>Reads <c>value</c>: one pair.</summary>
    public void Single(JsonPull json)
    {
        Opened(json);
        json.Next();
        Pair(json);
        _pairs = true;
    }

    /// <summary>Reads <c>timestamps</c>: milliseconds.</summary>
    public void Times(JsonPull json)
    {
        Opened(json);
        while (json.Next() != JsonPullToken.ArrayEnd)
            _times.Add((json.Token == JsonPullToken.Number ? FoundNumbers.Epoch(json.Number()!.Value) : null)
                ?? throw new FormatException());
    }

    /// <summary>Gives them to a column; null: nobody wants them.</summary>
    public void Give(SeriesColumn? column)
    {
        if (_times.Count != _values.Count)
            throw new FormatException();
        for (var i = 0; i < _times.Count && column is not null; i++)
            column.Add(_times[i], _values[i]);
        _times.Clear();
        _values.Clear();
        _pairs = false;
    }

    private void Pair(JsonPull json)
    {
        if (json.Token != JsonPullToken.Number || (_values.Count > 0 && !_pairs))
            throw new FormatException();
        _times.Add(FoundNumbers.Epoch(json.Number()!.Value) ?? throw new FormatException());
        json.Next();
        _values.Add(Value(json));
        if (json.Next() != JsonPullToken.ArrayEnd)
            throw new FormatException();
    }

    private static double Value(JsonPull json) => json.Token switch
    {
        JsonPullToken.Null => double.NaN,
        JsonPullToken.Number or JsonPullToken.String => (json.Number() is { } number
            ? FoundNumbers.Stored(number) : FoundNumbers.Figure(json.Text)) ?? throw new FormatException(),
        _ => throw new FormatException(),
    };

    private static void Opened(JsonPull json)
    {
        if (json.Token != JsonPullToken.ArrayStart)
            throw new FormatException();
    }
}
