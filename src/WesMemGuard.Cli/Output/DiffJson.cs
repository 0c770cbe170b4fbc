using System.Text;
using System.Text.Json;
using WesMemGuard.Cli.Diffs;
using WesMemGuard.Pprof.Comparing;

namespace WesMemGuard.Cli.Output;

/// <summary>A comparison of profiles for scripts: one compact object a line, a line a row; the keys are a contract.</summary>
internal static class DiffJson
{
    public static IEnumerable<string> Lines(ProfileComparison comparison) => comparison.Rows.Select(row => Line(comparison, row));

    private static string Line(ProfileComparison comparison, DiffRow row)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("by", comparison.By.ToString().ToLowerInvariant());
            json.WriteString("name", row.Name);
            json.WriteString("module", row.Module.Name);
            json.WriteString("unit", comparison.IsHeap ? "bytes" : "goroutines");
            json.WriteNumber("from", row.From);
            json.WriteNumber("to", row.To);
            json.WriteNumber("growth", row.Growth.Value);
            JsonFields.Number(json, "low", row.Growth.Low);
            JsonFields.Number(json, "high", row.Growth.High);
            json.WriteNumber("share", row.Growth.Value > 0 ? row.Growth.Value / comparison.Rise : 0);
            JsonFields.Number(json, "seconds", comparison.Profiles.Elapsed?.TotalSeconds);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }
}
