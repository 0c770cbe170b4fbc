using System.Text.Json;
using WesMemGuard.Verdicts.Observations;

namespace WesMemGuard.Runs.Series;

/// <summary>Rows of JSON lines: one flat object a line; members that are neither numbers nor strings are left alone.</summary>
internal static class JsonRows
{
    public static IEnumerable<SeriesRow> Read(SeriesLines lines, string first)
    {
        for (string? line = first; line is not null; line = lines.Next())
            yield return new SeriesRow(lines.Number, Values(lines, line));
    }

    private static Dictionary<string, string> Values(SeriesLines lines, string line)
    {
        try
        {
            using var json = JsonDocument.Parse(line, new JsonDocumentOptions { MaxDepth = 8 });
            var values = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (var member in json.RootElement.EnumerateObject())
            {
                if (member.Value.ValueKind is JsonValueKind.Number or JsonValueKind.String)
                    values[member.Name] = member.Value.ToString();
            }

            return values;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new UnreadableRunException($"{lines.File}:{lines.Number}: {e.Message}", e);
        }
    }
}
