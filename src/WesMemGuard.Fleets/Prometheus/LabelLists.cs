using WesMemGuard.Fleets.Found;
using WesMemGuard.Fleets.Series;

namespace WesMemGuard.Fleets.Prometheus;

/// <summary>
/// The label sets in an answer: objects of strings alone, wherever they stand in its <c>data</c>. What stands beside it
/// is the envelope: VictoriaMetrics adds <c>"stats":{"seriesFetched":"2"}</c>.
/// </summary>
internal static class LabelLists
{
    public static void Read(JsonPull json, Action<LabelSet> found)
    {
        while (json.Next() != JsonPullToken.End)
        {
            if (json.Token == JsonPullToken.ObjectStart)
                Envelope(json, found);
        }
    }

    private static void Envelope(JsonPull json, Action<LabelSet> found)
    {
        while (json.Next() == JsonPullToken.Name)
        {
            var isData = json.Text == "data";
            json.Next();
            if (isData && json.Token == JsonPullToken.ObjectStart)
                Object(json, found);
            else if (isData && json.Token == JsonPullToken.ArrayStart)
                Array(json, found);
            else
                json.Skip();
        }
    }

    private static void Object(JsonPull json, Action<LabelSet> found)
    {
        var labels = new List<KeyValuePair<string, string>>();
        var isFlat = true;
        while (json.Next() == JsonPullToken.Name)
        {
            var name = json.Text;
            json.Next();
            switch (json.Token)
            {
                case JsonPullToken.String when labels.Count < LabelSet.Most:
                    labels.Add(new(name, json.Text));
                    break;
                case JsonPullToken.ObjectStart:
                    isFlat = false;
                    Object(json, found);
                    break;
                case JsonPullToken.ArrayStart:
                    isFlat = false;
                    Array(json, found);
                    break;
            }
        }

        if (isFlat)
            found(new LabelSet(labels));
    }

    private static void Array(JsonPull json, Action<LabelSet> found)
    {
        while (json.Next() != JsonPullToken.ArrayEnd)
        {
            if (json.Token == JsonPullToken.ObjectStart)
                Object(json, found);
            else if (json.Token == JsonPullToken.ArrayStart)
                Array(json, found);
            else if (json.Token == JsonPullToken.End)
                throw new FormatException();
        }
    }
}
