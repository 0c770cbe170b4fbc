using System.Globalization;
using WesMemGuard.Input;
using WesMemGuard.Output;

namespace WesMemGuard.Harness.Periods;

/// <summary>
/// A folder a day, and in it a folder a period: what is too old or too much is deleted, of folders that are named as days alone.
/// </summary>
internal static class DayFolders
{
    private const string Day = "yyyy-MM-dd";
    private const string LockName = ".wesmemguard-watch";

    /// <summary>The name of a day's folder.</summary>
    public static string NameOf(DateTimeOffset at) => at.UtcDateTime.ToString(Day, CultureInfo.InvariantCulture);

    /// <summary>Makes a new folder in the day's; one that is there already gets a number.</summary>
    /// <returns>Its path.</returns>
    /// <exception cref="UnwritableException">It can't be made.</exception>
    public static string Create(string root, DateTimeOffset at, string name)
    {
        var day = Path.Combine(root, NameOf(at));
        try
        {
            for (var number = 1; ; number++)
            {
                var time = at.UtcDateTime.ToString("HHmmss", CultureInfo.InvariantCulture);
                var path = Path.Combine(day, number == 1 ? $"{time}-{name}"
                    : string.Create(CultureInfo.InvariantCulture, $"{time}-{name}-{number}"));
                if (Directory.Exists(path))
                    continue;
                Directory.CreateDirectory(path);
                return path;
            }
        }
        catch (Exception e) when (UnwritableException.Is(e))
        {
            throw UnwritableException.OfFolder(root, e);
        }
    }

    /// <summary>Takes a folder for one who watches alone, until what is given back is disposed.</summary>
    /// <exception cref="BadInputException">Another watches there.</exception>
    public static IDisposable Take(string root)
    {
        try
        {
            Directory.CreateDirectory(root);
        }
        catch (Exception e) when (UnwritableException.Is(e))
        {
            throw UnwritableException.OfFolder(root, e);
        }

        try
        {
            // It stays when the watch ends: were it deleted then, two that come at that moment could each lock a file of its own.
            return new FileStream(Path.Combine(root, LockName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1);
        }
        catch (IOException)
        {
            throw new BadInputException(root, PeriodReasons.IsTaken());
        }
    }

    /// <summary>Deletes the folders of days that are too old; nothing but folders that are named as days, beside today's.</summary>
    /// <param name="root">The folder that they are in.</param>
    /// <param name="keepDays">How many days are kept, today's included.</param>
    /// <param name="now">Now, UTC.</param>
    public static void Forget(string root, int keepDays, DateTimeOffset now)
    {
        var oldest = DateOnly.FromDateTime(now.UtcDateTime).AddDays(1 - keepDays);
        foreach (var (folder, day) in Days(root))
        {
            if (day < oldest)
                Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Deletes the oldest periods until what is left is no more than so many bytes; the newest period stays.</summary>
    /// <returns>The bytes that are left.</returns>
    public static long Shrink(string root, long most)
    {
        var periods = Days(root).OrderBy(d => d.Day)
            .SelectMany(d => Directory.EnumerateDirectories(d.Folder).Order(StringComparer.Ordinal))
            .Select(p => (Path: p, Bytes: SizeOf(p))).ToList();
        var left = periods.Sum(p => p.Bytes);
        foreach (var (path, bytes) in periods.SkipLast(1))
        {
            if (left <= most)
                break;
            Directory.Delete(path, recursive: true);
            left -= bytes;
            if (!Directory.EnumerateFileSystemEntries(Path.GetDirectoryName(path)!).Any())
                Directory.Delete(Path.GetDirectoryName(path)!);
        }

        return left;
    }

    private static List<(string Folder, DateOnly Day)> Days(string root)
    {
        var days = new List<(string, DateOnly)>();
        foreach (var folder in Directory.Exists(root) ? Directory.EnumerateDirectories(root) : [])
        {
            if (DateOnly.TryParseExact(Path.GetFileName(folder), Day, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
                days.Add((folder, day));
        }

        return days;
    }

    private static long SizeOf(string folder) =>
        new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories).Sum(f => f.Length);
}
