using System.Text.RegularExpressions;
using WesMemGuard.Files;
using WesMemGuard.Fleets.Series;
using WesMemGuard.Input;

namespace WesMemGuard.Fleets.Found;

/// <summary>
/// A folder of scrapes: pages of <c>/metrics</c> kept one a file, told in time by their names (<c>1795000000.txt</c>,
/// <c>a-20261122T153916Z.prom</c>) or, where no name does, by when they were written. A folder within is a node's.
/// </summary>
internal static partial class ScrapeFolder
{
    private const int MostFiles = 200_000;

    /// <summary>So many files are looked at to tell what a folder holds.</summary>
    private const int MostLooked = 50;

    private static readonly string[] Endings = ["", ".txt", ".prom", ".metrics", ".om", ".openmetrics", ".log", ".gz"];

    /// <summary>
    /// Whether a folder holds scrapes: its first file that holds anything is a page. A scrape that failed left an empty one.
    /// </summary>
    public static bool IsAt(string folder) =>
        Files(folder).Take(MostLooked).Select(IsPage).FirstOrDefault(looked => looked is not null) ?? false;

    /// <summary>Whether a file is a page; null: it holds nothing but remarks.</summary>
    private static bool? IsPage(string file)
    {
        try
        {
            using var bytes = PlainFile.Open(file);
            using var plain = FoundFile.Inflated(bytes);
            using var lines = new FoundLines(plain, file);
            var seen = 0;
            while (seen++ < 5000 && lines.Next(out var line))
            {
                if (line[0] != '#')
                    return ExpositionReader.Is(line);
            }

            return null;
        }
        catch (Exception e) when (e is BadInputException or InvalidDataException)
        {
            return false; // what can't be read is no page
        }
    }

    /// <summary>Reads all scrapes of a folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="shown">What messages call it.</param>
    /// <param name="mapped">The pages' own names by ours.</param>
    /// <exception cref="BadInputException">A page can't be read, or nothing tells when they were taken.</exception>
    public static FleetSeries Read(string folder, string shown, IReadOnlyDictionary<string, string> mapped)
    {
        var table = new FigureTable(mapped);
        var fleet = new FleetSeries(table, shown);
        var files =
            Files(folder).Take(MostFiles + 1).Select(f => (File: f, At: NameTime(Path.GetFileName(f)))).ToList();
        if (files.Count > MostFiles)
            throw new BadInputException(shown, FoundReasons.TooManyFiles(MostFiles));
        var named = files.TrueForAll(f => f.At is not null);
        if (!named && files.Count > 1
            && files.Select(f => FoundFile.TakenAt(f.File) / 1000).Distinct().Count() <= files.Count / 2)
            throw new BadInputException(shown, FoundReasons.NoScrapeTimes());
        files.RemoveAll(f => new FileInfo(f.File).Length == 0); // a scrape that failed is missing time
        var nodes = files.Select(f => Node(folder, f.File)).Distinct().Count();
        foreach (var (file, at) in files)
        {
            var node = nodes > 1 ? new([new("node", Node(folder, file))]) : LabelSet.Empty;
            var name = $"{shown}/{Path.GetRelativePath(folder, file).Replace('\\', '/')}";
            FoundFile.Read(file, name, fleet, table, mapped, named ? at!.Value : FoundFile.TakenAt(file), node);
        }

        return FoundFile.Known(fleet);
    }

    /// <summary>
    /// The folder's files and those of its folders, in order of their names; none where one is no page by its ending.
    /// </summary>
    private static List<string> Files(string folder)
    {
        var files = Directory.EnumerateFiles(folder, "*", new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 1 })
            .Where(f => !Path.GetFileName(f).StartsWith('.')).Take(MostFiles + 1).Order(StringComparer.Ordinal).ToList();
        return files.TrueForAll(f => Array.IndexOf(Endings, Path.GetExtension(f).ToLowerInvariant()) >= 0
            || NameTime(Path.GetFileName(f)) is not null)
            ? files : [];
    }

    /// <summary>Whose page a file is: its folder's, or what its name says before the time.</summary>
    private static string Node(string folder, string file)
    {
        var inner = Path.GetDirectoryName(Path.GetRelativePath(folder, file));
        if (!string.IsNullOrEmpty(inner))
            return inner;
        var name = Path.GetFileName(file);
        var moment = Moment().Match(name);
        return moment.Success ? name[..moment.Index].TrimEnd('-', '_', '.') : "";
    }

    private static long? NameTime(string name)
    {
        var moment = Moment().Match(name);
        if (!moment.Success)
            return null;
        var digits = string.Concat(moment.Value.Where(char.IsAsciiDigit));
        if (moment.Groups["date"].Success)
            return FoundNumbers.Time(digits.Length >= 14 ? digits[..14] is var d
                ? $"{d[..4]}-{d[4..6]}-{d[6..8]}T{d[8..10]}:{d[10..12]}:{d[12..14]}Z" : "" : "");
        return FoundNumbers.Time(digits);
    }

    [GeneratedRegex(
        @"(?<date>20[0-9]{2}[-_]?[01][0-9][-_]?[0-3][0-9][T_ -]?[0-2][0-9][-:_.]?[0-5][0-9][-:_.]?[0-5][0-9])"
        + @"|(?<![0-9])1[0-9]{9}(?:[0-9]{3})?(?![0-9])", RegexOptions.RightToLeft)]
    private static partial Regex Moment();
}
