using System.Text;
using System.Text.Json;
using WesMemGuard.Harness.Preflight;

namespace WesMemGuard.Cli.Output;

/// <summary>
/// What was found of a node as one compact JSON object; keys, checks, states and codes are a contract with scripts.
/// </summary>
internal static class PreflightJson
{
    public static string Of(PreflightReport report, Uri url, Language language)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("url", url.GetLeftPart(UriPartial.Authority));
            json.WriteString("state", Name(report.Worst));
            json.WriteNumber("exitCode", report.ExitCode);
            json.WriteStartArray("checks");
            foreach (var line in report.Lines)
            {
                json.WriteStartObject();
                json.WriteString("check", line.Check);
                json.WriteString("state", Name(line.State));
                json.WriteString("code", line.Code);
                json.WriteString("found", line.Text(language));
                json.WriteString("do", line.Advice(language));
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    private static string Name(PreflightState state) => state.ToString().ToLowerInvariant();
}
