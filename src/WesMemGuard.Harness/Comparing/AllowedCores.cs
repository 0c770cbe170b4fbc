using System.Globalization;

namespace WesMemGuard.Harness.Comparing;

/// <summary>
/// The cores that this process may use: a machine has more of them than a container or <c>taskset</c> leaves. Where a quota of a control
/// group allows less time than the cores have, it is time that is shared, and no core is anybody's own.
/// </summary>
internal static class AllowedCores
{
    private const string Status = "/proc/self/status", Field = "Cpus_allowed_list:";

    /// <summary>The cores now, in order; none where they are not known, or a quota binds.</summary>
    public static IReadOnlyList<int> Read() =>
        OperatingSystem.IsLinux() && File.Exists(Status) ? Of(File.ReadLines(Status), Environment.ProcessorCount) : [];

    /// <summary>The cores by a process's status (proc(5)).</summary>
    /// <param name="status">The lines of <c>/proc/self/status</c>.</param>
    /// <param name="usable">So many the runtime counts: those of the affinity, less where a quota allows less.</param>
    internal static IReadOnlyList<int> Of(IEnumerable<string> status, int usable)
    {
        var list = status.FirstOrDefault(l => l.StartsWith(Field, StringComparison.Ordinal))?[Field.Length..].Trim();
        var cores = new List<int>();
        foreach (var part in (list ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            var ends = part.Split('-');
            if (ends.Length > 2 || !Number(ends[0], out var first) || !Number(ends[^1], out var last) || last < first || last > Most)
                return [];
            cores.AddRange(Enumerable.Range(first, last - first + 1));
        }

        return usable < cores.Count ? [] : cores;
    }

    /// <summary>More cores than any machine has.</summary>
    private const int Most = 65536;

    private static bool Number(string text, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
