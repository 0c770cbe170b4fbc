using System.Globalization;
using System.Text;
using WesMemGuard.Cli.Options;
using WesMemGuard.LiveHeap;
using WesMemGuard.Runs;
using WesMemGuard.Statistics;

namespace WesMemGuard.Cli.Output;

/// <summary>Repeated looks at a node: one table with slopes, and one CSV file with every module's figures.</summary>
internal sealed class LookTable(MemoryRun run)
{
    private static readonly string[] Names = ["rss_bytes", "heap_alloc_bytes", "live_bytes", "goroutines", "num_gc"];
    private readonly List<(DateTimeOffset At, double?[] Figures)> _rows = Rows(run);

    /// <summary>The table: MiB and counts, and a last line of slopes an hour (Theil-Sen).</summary>
    public void Write(Surroundings to, LocalTexts texts)
    {
        to.Out.WriteLine(Line(texts["Time"], ["rss", "heap_alloc", texts["LiveColumn"], "goroutines", "num_gc"]));
        foreach (var (at, figures) in _rows)
            to.Out.WriteLine(Line($"{at:HH:mm:ss}Z", figures.Select(Shown)));
        if (_rows.Count > 1)
            to.Out.WriteLine(Line(texts["Slopes"], Enumerable.Range(0, Names.Length).Select(i => Shown(Slope(i), i))));
    }

    /// <summary>The file's lines: a header, then a line a look.</summary>
    public string Csv()
    {
        var samples = RunSamples.Of(run);
        var modules = samples.Where(r => r.Sample is not null).SelectMany(r => r.Sample!.Modules.Select(m => m.Module))
            .Distinct().Order(StringComparer.Ordinal).ToList();
        var text = new StringBuilder("at," + string.Join(',', Names));
        foreach (var module in modules)
            text.Append(CultureInfo.InvariantCulture,
                $",{Quoted(module + " objects")},{Quoted(module + " bytes")},{Quoted(module + " cache")},{Quoted(module + " queue")}");
        text.Append('\n');
        for (var i = 0; i < _rows.Count; i++)
        {
            text.Append(_rows[i].At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
            foreach (var figure in _rows[i].Figures)
                text.Append(CultureInfo.InvariantCulture, $",{figure:0.###}");
            foreach (var module in modules)
            {
                var own = samples[i].Sample?.Modules.Where(m => m.Module == module).ToList();
                text.Append(own is not { Count: > 0 }
                    ? ",,,," : string.Create(CultureInfo.InvariantCulture,
                    $",{own.Sum(m => m.Objects):0},{own.Sum(m => m.ApproxBytes):0},{own.Sum(m => m.CacheItems):0},"
                        + $"{own.Sum(m => m.QueueLength):0}"));
            }

            text.Append('\n');
        }

        return text.ToString();
    }

    private static List<(DateTimeOffset At, double?[] Figures)> Rows(MemoryRun run)
    {
        var rows = new List<(DateTimeOffset, double?[])>();
        var points = LiveHeapDecision.Of(run).Points;
        var looks = RunSamples.Of(run);
        for (var i = 0; i < looks.Count; i++)
        {
            var sample = looks[i].Sample;
            double? live = points.LastOrDefault(p => i + 1 == looks.Count
                || p.At < looks[i + 1].At) is { Bytes: > 0 and var bytes }
                ? bytes : null;
            rows.Add((looks[i].At, [sample?.RssBytes, sample?.HeapAlloc, live, sample?.Goroutines, sample?.NumGc]));
        }

        return rows;
    }

    private double? Slope(int column)
    {
        var known = _rows.Where(r => r.Figures[column] is not null).ToList();
        if (known.Count is < 2 or > TheilSen.MostPoints || known[0].At == known[^1].At)
            return null;
        return TheilSen.Fit([.. known.Select(r => (r.At - known[0].At).TotalHours)],
            [.. known.Select(r => r.Figures[column]!.Value)]).Slope;
    }

    private static string Shown(double? figure, int column) => figure is not { } f ? "-"
        : (column < 3 ? f / ByteSize.MiB : f).ToString(column < 3 ? "#,0.0" : "#,0", CultureInfo.InvariantCulture);

    private static string Line(string first, IEnumerable<string> figures)
    {
        var line = "  " + Paragraph.Padded(first, 10);
        foreach (var figure in figures)
            line += new string(' ', Math.Max(1, 12 - Paragraph.Columns(figure))) + figure;
        return line;
    }

    /// <summary>A name that a node gave is text in a spreadsheet, never a formula.</summary>
    private static string Quoted(string name)
    {
        var safe = SafeText.Of(name).ReplaceLineEndings(" ").Replace("\"", "\"\"", StringComparison.Ordinal);
        return safe.Length > 0 && "=+-@".Contains(safe[0], StringComparison.Ordinal) ? $"\"'{safe}\"" : $"\"{safe}\"";
    }
}
