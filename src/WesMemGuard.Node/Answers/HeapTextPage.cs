using System.Globalization;
using WesMemGuard.Runs;

namespace WesMemGuard.Node.Answers;

/// <summary>
/// The same lines <c># Name = value</c> as of a forced collection, of a heap that was only looked at: what a page
/// tells, without GOGC and the memory limit.
/// </summary>
internal static class HeapTextPage
{
    public static MetricsSample Read(ReadOnlyMemory<byte> body)
    {
        if (!body.Span.StartsWith("heap profile:"u8))
            throw new MissException(MissKind.Unexpected, $"no heap profile: {Excerpt.Of(body.Span)}");
        var figures = CollectedHeapText.Figures(body.Span);
        double Figure(string name) => CollectedHeapText.Figure(figures, name);
        return new MetricsSample
        {
            NextGc = Figure("NextGC"),
            GcCount = Figure("NumGC"),
            LastGcSeconds = Figure("LastGC") / 1e9,
            HeapAlloc = Figure("HeapAlloc"),
            HeapInuse = Figure("HeapInuse"),
            HeapIdle = Figure("HeapIdle"),
            HeapReleased = Figure("HeapReleased"),
            Sys = Figure("Sys"),
            StackInuse = Stack(figures),
            AllocTotal = Figure("TotalAlloc"),
        };
    }

    /// <summary><c># Stack = in use / taken</c>.</summary>
    private static double? Stack(Dictionary<string, string> figures) =>
        figures.TryGetValue("Stack", out var text)
            && double.TryParse(text.Split(" / ")[0], NumberStyles.None, CultureInfo.InvariantCulture,
                out var bytes) ? bytes : null;
}
