using System.Text.Json;
using WesMemGuard.Doctor;
using WesMemGuard.Runs;
using WesMemGuard.Texts;

namespace WesMemGuard.Reports.Charts;

/// <summary>
/// The charts as JSON for the page: whole numbers, each the difference to the one before. The default encoder escapes
/// &lt;, &gt;, &amp; and quotes.
/// </summary>
internal static class ChartJson
{
    private const int LongestName = 200;
    private const int MostMarks = 2000;

    public static string Of(ReportedRun report, IReadOnlyList<Chart> charts)
    {
        var axis = new TimeAxis(report.Run);
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteNumber("from", axis.From.ToUnixTimeMilliseconds());
            json.WriteNumber("to", axis.To.ToUnixTimeMilliseconds());
            Phases(json, report.Run, axis);
            Marks(json, report.Run, axis);
            json.WriteStartArray("charts");
            foreach (var chart in charts)
                Write(json, chart);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return System.Text.Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    /// <summary>A text of the node as a page may show it: no control characters, no longer than a line.</summary>
    public static string Short(string text) =>
        SafeText.Of(text.Length <= LongestName ? text : text[..LongestName] + "…");

    private static void Phases(Utf8JsonWriter json, MemoryRun run, TimeAxis axis)
    {
        json.WriteStartArray("phases");
        foreach (var phase in run.Phases.Take(MostMarks))
        {
            json.WriteStartObject();
            json.WriteString("name", Short(phase.Name));
            json.WriteNumber("from", Tenths(axis.Seconds(phase.StartedAt)));
            json.WriteNumber("to", Tenths(axis.Seconds(phase.EndedAt)));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Marks(Utf8JsonWriter json, MemoryRun run, TimeAxis axis)
    {
        var marks = run.Events.Select(e => (Kind: "event", e.At)).Concat(Treatments.Of(run).Select(t => (Kind: "treatment", t.At)))
            .Concat(MemoryDoctorRule.Warnings(run).Select(w => (Kind: "warning", w.At)));
        json.WriteStartArray("marks");
        foreach (var (kind, at) in marks.Take(MostMarks).Where(m => m.At >= axis.From && m.At <= axis.To))
        {
            json.WriteStartObject();
            json.WriteString("kind", kind);
            json.WriteNumber("at", Tenths(axis.Seconds(at)));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, Chart chart)
    {
        json.WriteStartObject();
        json.WriteString("id", chart.Id);
        json.WriteString("unit", chart.Unit);
        json.WriteNumber("scale", Scale(chart));
        json.WriteStartArray("lines");
        foreach (var line in chart.Lines)
        {
            json.WriteStartObject();
            json.WriteString("kind", line.Kind.ToString().ToLowerInvariant());
            Deltas(json, "t", line.Points, p => Tenths(p.Seconds));
            Deltas(json, "v", line.Points, p => double.IsFinite(p.Value) ? Whole(p.Value / Scale(chart)) : null);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    // Three digits beyond the chart's own width are more than a screen shows.
    private static double Scale(Chart chart) => chart.Unit.Length == 0 ? 1 : 0.01;

    private static void Deltas(Utf8JsonWriter json, string name, IReadOnlyList<ChartPoint> points,
        Func<ChartPoint, long?> number)
    {
        json.WriteStartArray(name);
        long last = 0;
        foreach (var point in points)
        {
            if (number(point) is not { } value)
            {
                json.WriteNullValue();
                continue;
            }

            json.WriteNumberValue(value - last);
            last = value;
        }

        json.WriteEndArray();
    }

    private static long Tenths(double seconds) => Whole(seconds * 10);

    // A hostile figure of 1e300 is drawn as the largest number that the page can add up exactly.
    private static long Whole(double value) => (long)Math.Round(Math.Clamp(value, -9e14, 9e14));
}
