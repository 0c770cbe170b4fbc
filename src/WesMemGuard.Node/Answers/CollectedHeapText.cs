using System.Globalization;
using System.Text;
using WesMemGuard.Runs;

namespace WesMemGuard.Node.Answers;

/// <summary>
/// The lines <c># Name = value</c> at the end of <c>/debug/pprof/heap?gc=1&amp;debug=1</c> (Go, runtime/pprof
/// writeHeapInternal).
/// </summary>
internal static class CollectedHeapText
{
    public static CollectedHeapSample Read(ReadOnlyMemory<byte> body)
    {
        if (!body.Span.StartsWith("heap profile:"u8))
            throw new MissException(MissKind.Unexpected, $"no heap profile: {Excerpt.Of(body.Span)}");
        var figures = Figures(body.Span);
        var lastGc = Figure(figures, "LastGC");
        return new CollectedHeapSample(
            Figure(figures, "HeapAlloc"), Figure(figures, "NumGC"), Figure(figures, "TotalAlloc"),
            DateTimeOffset.UnixEpoch.AddTicks(lastGc / TimeSpan.NanosecondsPerTick))
        {
            NextGc = figures.ContainsKey("NextGC") ? Figure(figures, "NextGC") : null,
        };
    }

    internal static Dictionary<string, string> Figures(ReadOnlySpan<byte> text)
    {
        var figures = new Dictionary<string, string>();
        foreach (var range in text.Split((byte)'\n'))
        {
            var line = text[range];
            var equals = line.IndexOf(" = "u8);
            if (!line.StartsWith("# "u8) || equals < 2 || line.Length > 200)
                continue;
            var name = Encoding.UTF8.GetString(line[2..equals]);
            if (!figures.TryAdd(name, Encoding.UTF8.GetString(line[(equals + 3)..]).Trim()))
                throw new MissException(MissKind.Unreadable, $"# {name}: found twice, one figure is needed");
        }

        return figures;
    }

    internal static long Figure(Dictionary<string, string> figures, string name)
    {
        if (!figures.TryGetValue(name, out var text))
            throw new MissException(MissKind.Unreadable, $"# {name}: not there, an integer >= 0 is needed");
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var figure)
            ? figure
            : throw new MissException(MissKind.Unreadable,
                $"# {name}: found {Excerpt.Of(Encoding.UTF8.GetBytes(text))}, an integer >= 0 is needed");
    }
}
