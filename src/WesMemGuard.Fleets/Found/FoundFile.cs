using System.IO.Compression;
using System.Text;
using WesMemGuard.Files;
using WesMemGuard.Fleets.Series;
using WesMemGuard.Input;
using WesMemGuard.Runs;

namespace WesMemGuard.Fleets.Found;

/// <summary>
/// Series as people have them: what Prometheus, promtool, VictoriaMetrics, Grafana, Influx and Telegraf export,
/// scrapes, tables. The form is told by what a file begins with, never by its name.
/// </summary>
internal static class FoundFile
{
    /// <summary>So much of a file is looked at to tell its form.</summary>
    private const int Looked = 64 * 1024;

    /// <summary>Reads a file.</summary>
    /// <param name="path">Where it lies.</param>
    /// <param name="shown">What messages call it.</param>
    /// <param name="mapped">The file's own names by ours (<c>--map</c>).</param>
    /// <exception cref="BadInputException">It is in no form that is known, or a line of it can't be read.</exception>
    public static FleetSeries Read(string path, string shown, IReadOnlyDictionary<string, string> mapped)
    {
        var table = new FigureTable(mapped);
        var fleet = new FleetSeries(table, shown);
        Read(path, shown, fleet, table, mapped, TakenAt(path), LabelSet.Empty);
        return Known(fleet);
    }

    /// <summary>One node's series as a run; null: the file's own name is its name.</summary>
    /// <exception cref="BadInputException">There are several nodes.</exception>
    public static MemoryRun OneRun(FleetSeries fleet)
    {
        var nodes = fleet.Nodes.Where(n => n.Points > 0).ToList();
        return nodes.Count == 1
            ? NodeLives.Whole(nodes[0], NameOf(fleet.Source))
            : throw new BadInputException(fleet.Source, FoundReasons.SeveralNodes(nodes.Count,
                [.. NodeNames.Of([.. nodes.Take(5).Select(n => n.Labels)], null, NameOf(fleet.Source))]));
    }

    /// <summary>The name of a file without its folder and its endings.</summary>
    internal static string NameOf(string file)
    {
        var name = file.Replace('\\', '/').TrimEnd('/');
        name = name[(name.LastIndexOf('/') + 1)..];
        var dot = name.IndexOf('.', StringComparison.Ordinal);
        return dot > 0 ? name[..dot] : name;
    }

    /// <summary>Reads the bytes of a file.</summary>
    /// <param name="bytes">Its bytes, plain or gzip.</param>
    /// <param name="shown">What messages call it.</param>
    /// <param name="mapped">The file's own names by ours.</param>
    public static FleetSeries Read(Stream bytes, string shown, IReadOnlyDictionary<string, string> mapped)
    {
        var table = new FigureTable(mapped);
        var fleet = new FleetSeries(table, shown);
        Read(bytes, shown, fleet, table, mapped, 0, LabelSet.Empty);
        return Known(fleet);
    }

    internal static void Read(string path, string shown, FleetSeries fleet, FigureTable table,
        IReadOnlyDictionary<string, string> mapped,
        long scraped, LabelSet more)
    {
        using var bytes = PlainFile.Open(path);
        if (path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) && !IsGzip(path))
            throw new BadInputException(shown, FoundReasons.NoGzip());
        Read(bytes, shown, fleet, table, mapped, scraped, more);
    }

    /// <summary>A fleet that has figures.</summary>
    internal static FleetSeries Known(FleetSeries fleet) => fleet.Nodes.Any(n => n.Points > 0)
        ? fleet
        : throw new BadInputException(fleet.Source,
            FoundReasons.NoKnownFigure([.. fleet.Unknown], FigureTable.OursKnown()));

    /// <summary>When a file was written: the time of a scrape that tells none.</summary>
    internal static long TakenAt(string path) =>
        new DateTimeOffset(File.GetLastWriteTimeUtc(path), TimeSpan.Zero).ToUnixTimeMilliseconds();

    private static void Read(Stream bytes, string shown, FleetSeries fleet, FigureTable table,
        IReadOnlyDictionary<string, string> mapped,
        long scraped, LabelSet more)
    {
        try
        {
            using var plain = Inflated(bytes);
            var head = Head(plain);
            Text(new BegunStream(head, plain), FirstLine(head), shown, fleet, table, mapped, scraped, more);
        }
        catch (InvalidDataException)
        {
            throw new BadInputException(shown, FoundReasons.NoGzip());
        }
    }

    private static void Text(Stream text, string first, string shown, FleetSeries fleet, FigureTable table,
        IReadOnlyDictionary<string, string> mapped, long scraped, LabelSet more)
    {
        if (first.Length == 0)
            throw new BadInputException(shown, FoundReasons.Empty());
        var columns = new FoundColumns(table, mapped, shown);
        using var lines = new FoundLines(text, shown);
        if (first[0] is '{' or '[' && !ExpositionReader.Is(first))
            Json(text, shown, fleet, columns);
        else if (ExpositionReader.Is(first) || first == "# EOF")
            ExpositionReader.Read(lines, fleet, scraped, more);
        else if (InfluxReader.Is(first))
            InfluxReader.Read(lines, fleet, scraped);
        else if (!CsvReader.Read(lines, fleet, columns) && fleet.Unknown.Count == 0)
            throw new BadInputException(shown, FoundReasons.UnknownForm());
    }

    private static void Json(Stream text, string shown, FleetSeries fleet, FoundColumns columns)
    {
        var forms = new JsonForms(new JsonPull(text), fleet, columns, shown);
        forms.Read();
        if (forms.Error is { } error)
            throw new BadInputException(shown, FoundReasons.ServerError(error));
        if (!forms.Found)
            throw new BadInputException(shown, FoundReasons.UnknownForm());
    }

    /// <summary>The text of a file, unpacked where it is gzip; who opened the file closes it.</summary>
    internal static Stream Inflated(Stream bytes)
    {
        var head = Head(bytes, 2);
        var all = new BegunStream(head, bytes);
        return head is [0x1F, 0x8B] ? new GZipStream(all, CompressionMode.Decompress) : all;
    }

    private static bool IsGzip(string path)
    {
        using var bytes = PlainFile.Open(path);
        return Head(bytes, 2) is [0x1F, 0x8B];
    }

    private static byte[] Head(Stream bytes, int length = Looked)
    {
        var head = new byte[length];
        var read = bytes.ReadAtLeast(head, length, throwOnEndOfStream: false);
        return head[..read];
    }

    /// <summary>The first line that is no remark; of a file of remarks alone the last one.</summary>
    private static string FirstLine(byte[] head)
    {
        var text = Encoding.UTF8.GetString(head).TrimStart('\uFEFF');
        var remark = "";
        foreach (var line in text.Split('\n')) // a label may hold any other end of a line
        {
            var trimmed = line.Trim();
            if (trimmed.Length > 0 && trimmed[0] != '#')
                return trimmed;
            remark = trimmed.Length > 0 ? trimmed : remark;
        }

        return remark;
    }
}
