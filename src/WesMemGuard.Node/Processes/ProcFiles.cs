using System.Globalization;
using WesMemGuard.Node.Answers;
using WesMemGuard.Runs;

namespace WesMemGuard.Node.Processes;

/// <summary>Reads <c>/proc/&lt;pid&gt;</c> (man 5 proc).</summary>
internal static class ProcFiles
{
    private const string Proc = "/proc";

    /// <summary>The figures of <c>status</c> and the number of entries in <c>fd</c>.</summary>
    /// <exception cref="MissException">The process is gone, is a zombie, or a line can't be read.</exception>
    public static ProcessSample Sample(int pid)
    {
        var figures = Figures(Text(pid, "status"));
        var pages = Rollup(pid);
        return new ProcessSample(
            pid, Bytes(figures, "VmRSS")
                ?? throw new MissException(MissKind.Unreadable, "VmRSS: not there, the process has ended"),
            Bytes(figures, "RssAnon"), Bytes(figures, "RssFile"), Number(figures, "Threads"), OpenFiles(pid),
                Bytes(figures, "VmHWM"), CpuSeconds(pid))
        {
            RssShmem = Bytes(figures, "RssShmem"),
            Swap = Bytes(figures, "VmSwap"),
            HugePages = Bytes(pages, "AnonHugePages"),
            LazyFree = Bytes(pages, "LazyFree"),
        };
    }

    /// <summary>The sums over all mappings; empty on kernels before 4.14 and where they may not be read.</summary>
    private static Dictionary<string, string> Rollup(int pid)
    {
        try
        {
            return Figures(File.ReadAllText($"{Proc}/{pid}/smaps_rollup"));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    /// <summary>
    /// Time in user and kernel mode (fields 14 and 15 of <c>stat</c>), which Linux counts in hundredths of a second for
    /// every program.
    /// </summary>
    private static double? CpuSeconds(int pid) =>
        Fields(pid) is { Length: > 12 } fields && long.TryParse(fields[11], CultureInfo.InvariantCulture, out var user)
            && long.TryParse(fields[12], CultureInfo.InvariantCulture, out var kernel)
            ? (user + kernel) / 100.0
            : null;

    /// <summary>
    /// When the process began, in clock ticks since boot: tells it from a later one with the same pid. Null when it is
    /// gone.
    /// </summary>
    public static long? StartOf(int pid) =>
        Fields(pid) is { Length: > 19 } fields && long.TryParse(fields[19], CultureInfo.InvariantCulture, out var start)
            ? start : null;

    /// <summary>When it began, Unix seconds; null when it is gone or this system doesn't tell.</summary>
    public static double? StartedAt(int pid)
    {
        const string boot = "btime ";
        if (!OperatingSystem.IsLinux() || StartOf(pid) is not { } ticks)
            return null;
        var line = File.ReadLines($"{Proc}/stat").FirstOrDefault(l => l.StartsWith(boot, StringComparison.Ordinal));
        return double.TryParse(line?[boot.Length..], CultureInfo.InvariantCulture, out var booted)
            ? booted + (ticks / 100.0) : null;
    }

    /// <summary>The process that started it; null when it is gone.</summary>
    public static int? ParentOf(int pid) =>
        Fields(pid) is { Length: > 1 } fields && int.TryParse(fields[1], CultureInfo.InvariantCulture, out var parent)
            ? parent : null;

    /// <summary>The session that it is in; null when it is gone.</summary>
    public static int? SessionOf(int pid) =>
        Fields(pid) is { Length: > 3 } fields && int.TryParse(fields[3], CultureInfo.InvariantCulture, out var session)
            ? session : null;

    /// <summary>
    /// What it does: R runs, S sleeps, T was stopped, Z has ended and was not waited for; null when it is gone or can't
    /// be seen.
    /// </summary>
    public static char? StateOf(int pid) => Fields(pid) is [[var state, ..], ..] ? state : null;

    /// <summary>Every process that can be seen.</summary>
    public static IEnumerable<int> Pids() => Directory.EnumerateDirectories(Proc)
        .Select(Path.GetFileName)
        .Where(name => name!.All(char.IsAsciiDigit))
        .Select(name => int.Parse(name!, CultureInfo.InvariantCulture));

    /// <summary>A process's descriptors as files; empty when they can't be seen.</summary>
    public static IReadOnlyList<string> DescriptorFiles(int pid)
    {
        try
        {
            return [.. Directory.EnumerateFileSystemEntries($"{Proc}/{pid}/fd")];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    /// <summary>Where a descriptor leads: <c>socket:[123]</c>; empty when it is closed or can't be seen.</summary>
    public static string LeadsTo(string descriptorFile)
    {
        try
        {
            return new FileInfo(descriptorFile).LinkTarget ?? "";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    /// <summary>Where a process's descriptors lead; empty when they can't be seen.</summary>
    public static IReadOnlyList<string> Descriptors(int pid) => [.. DescriptorFiles(pid).Select(LeadsTo)];

    /// <summary>
    /// Whether a process was started with an entry <c>NAME=value</c> in its environment, as its children are who don't change it; false
    /// when that can't be seen.
    /// </summary>
    public static bool HasInEnvironment(int pid, string entry)
    {
        try
        {
            return File.ReadAllText($"{Proc}/{pid}/environ").Split('\0').Contains(entry, StringComparer.Ordinal);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>
    /// The fields of <c>stat</c> behind the name in brackets, from the state on; null when the process is gone.
    /// </summary>
    private static string[]? Fields(int pid)
    {
        try
        {
            var stat = File.ReadAllText($"{Proc}/{pid}/stat");
            return stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static string Text(int pid, string file)
    {
        try
        {
            return File.ReadAllText($"{Proc}/{pid}/{file}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new MissException(MissKind.Refused, $"process {pid} is gone or another user's");
        }
    }

    private static double? OpenFiles(int pid)
    {
        var descriptors = DescriptorFiles(pid);
        return descriptors.Count == 0 ? null : descriptors.Count;
    }

    private static Dictionary<string, string> Figures(string status)
    {
        var figures = new Dictionary<string, string>();
        foreach (var line in status.Split('\n'))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0)
                figures.TryAdd(line[..colon], line[(colon + 1)..].Trim());
        }

        return figures;
    }

    private static double? Bytes(Dictionary<string, string> figures, string name)
    {
        if (!figures.TryGetValue(name, out var text))
            return null;
        return text.EndsWith(" kB", StringComparison.Ordinal)
            && double.TryParse(text[..^3], NumberStyles.None, CultureInfo.InvariantCulture, out var kibibytes)
            ? kibibytes * 1024
            : throw new MissException(MissKind.Unreadable, $"{name}: found {text}, a number of kB is needed");
    }

    private static double? Number(Dictionary<string, string> figures, string name) =>
        figures.TryGetValue(name, out var text)
            && double.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
