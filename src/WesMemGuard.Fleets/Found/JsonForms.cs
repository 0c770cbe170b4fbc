using System.Text.Json;
using WesMemGuard.Fleets.Series;
using WesMemGuard.Input;

namespace WesMemGuard.Fleets.Found;

/// <summary>
/// Every form of JSON that holds series: answers of Prometheus (a matrix, a vector, bare or in their envelope), lines
/// of VictoriaMetrics, Telegraf's metrics, and rows (one flat object a sample). Told by the members that objects have.
/// </summary>
internal sealed class JsonForms(JsonPull json, FleetSeries fleet, FoundColumns columns, string file)
{
    /// <summary>What the server says went wrong; null: nothing.</summary>
    public string? Error { get; private set; }

    /// <summary>Whether anything was found that a form has.</summary>
    public bool Found { get; private set; }

    /// <summary>What the server warns of.</summary>
    public List<string> Warnings { get; } = [];

    /// <summary>Reads all values of the stream.</summary>
    /// <exception cref="BadInputException">It is no JSON, or a member is not what its form has.</exception>
    public void Read()
    {
        try
        {
            while (json.Next() != JsonPullToken.End)
                Value();
        }
        catch (Exception e) when (e is JsonException or FormatException)
        {
            throw new BadInputException([new FileProblem(file, json.Place.Line, json.Place.Column, FoundReasons.NoJson())]);
        }
    }

    private void Value()
    {
        if (json.Token == JsonPullToken.ObjectStart)
        {
            Object();
        }
        else if (json.Token == JsonPullToken.ArrayStart)
        {
            while (json.Next() != JsonPullToken.ArrayEnd)
                Value();
        }
    }

    private void Object()
    {
        var one = new JsonObject();
        while (json.Next() == JsonPullToken.Name)
        {
            var name = json.Text;
            json.Next();
            Member(one, name);
        }

        if (json.Token != JsonPullToken.ObjectEnd)
            throw new FormatException();
        End(one);
    }

    private void Member(JsonObject one, string name)
    {
        var isOpen = json.Token is JsonPullToken.ObjectStart or JsonPullToken.ArrayStart;
        switch (name)
        {
            case "metric" or "tags" when json.Token == JsonPullToken.ObjectStart:
                one.Labels = Pairs();
                one.HasMetric |= name == "metric";
                break;
            case "fields" when json.Token == JsonPullToken.ObjectStart:
                one.Fields = Pairs();
                break;
            case "values" when json.Token == JsonPullToken.ArrayStart:
                one.Points.Values(json, fleet);
                break;
            case "value" when json.Token == JsonPullToken.ArrayStart:
                one.Points.Single(json);
                break;
            case "timestamps" when json.Token == JsonPullToken.ArrayStart:
                one.Points.Times(json);
                break;
            case "warnings" when json.Token == JsonPullToken.ArrayStart:
                while (json.Next() == JsonPullToken.String)
                    Warnings.Add(json.Text);
                break;
            case "error" when json.Token == JsonPullToken.String:
                Error = json.Text;
                break;
            case "histograms":
                json.Skip();
                break;
            case "data" or "result" or "results" or "metrics" when isOpen:
                Value();
                one.IsEnvelope = true;
                break;
            default:
                if (isOpen)
                    json.Skip();
                else if (json.Token is JsonPullToken.String or JsonPullToken.Number)
                    one.Row.Add(new(name, json.Text));
                break;
        }
    }

    private void End(JsonObject one)
    {
        if (one.HasMetric)
        {
            Found = true;
            var labels = new LabelSet(one.Labels!);
            one.Points.Give(fleet.Column(labels["__name__"] ?? "value", labels));
        }
        else if (one.Points.Any)
        {
            throw new FormatException();
        }
        else if (one.Fields is not null)
        {
            Telegraf(one);
        }
        else if (!one.IsEnvelope && one.Row.Count > 1)
        {
            Found |= columns.Row(one.Row, fleet);
        }
    }

    private void Telegraf(JsonObject one)
    {
        Found = true;
        var name = one.Row.Find(m => m.Key == "name").Value ?? throw new FormatException();
        var at = FoundNumbers.Time(one.Row.Find(m => m.Key == "timestamp").Value ?? "") ?? throw new FormatException();
        var tags = new LabelSet(one.Labels ?? []);
        foreach (var (field, text) in one.Fields!)
        {
            if (FoundNumbers.Figure(text) is not { } value
                || InfluxReader.Column(name, field, tags, fleet) is not { } column)
                continue;
            column.Add(at, value);
            fleet.Took(1);
        }
    }

    private List<KeyValuePair<string, string>> Pairs()
    {
        var pairs = new List<KeyValuePair<string, string>>();
        while (json.Next() == JsonPullToken.Name)
        {
            var name = json.Text;
            json.Next();
            if (json.Token is JsonPullToken.ObjectStart or JsonPullToken.ArrayStart)
                json.Skip();
            else if (json.Token is JsonPullToken.String or JsonPullToken.Number && pairs.Count < 1000)
                pairs.Add(new(name, json.Text));
        }

        return pairs;
    }

    private sealed class JsonObject
    {
        public List<KeyValuePair<string, string>>? Labels { get; set; }

        public List<KeyValuePair<string, string>>? Fields { get; set; }

        public List<KeyValuePair<string, string>> Row { get; } = [];

        public JsonPoints Points { get; } = new();

        public bool HasMetric { get; set; }

        public bool IsEnvelope { get; set; }
    }
}
