using System.Globalization;

namespace WesMemGuard.Logs.Collecting;

/// <summary>Says why a log holds no samples, and what to change.</summary>
internal static class WhyNoSamples
{
    private static readonly (char Letter, string Level)[] FromLowest = [('d', "debug"), ('i', "info"), ('w', "warn"), ('e', "error"), ('p', "panic"), ('f', "fatal")];

    /// <summary>The reason, for limits that can't be measured.</summary>
    public static string Of(IReadOnlyList<FamilyLog> logs)
    {
        var lines = logs.Sum(l => l.Lines);
        if (lines == 0)
            return "the log is empty";
        var broken = logs.Sum(l => l.Broken);
        if (broken > 0)
            return string.Create(CultureInfo.InvariantCulture, $"no memory_sample can be read in {lines} lines, {broken} are broken: {logs.First(l => l.BrokenLines.Count > 0).BrokenLines[0].Why}");
        var lowest = Array.Find(FromLowest, l => logs.Any(log => log.Levels[l.Letter] > 0));
        return lowest.Level switch
        {
            null => string.Create(CultureInfo.InvariantCulture, $"none of {lines} lines is one of the node's log"),
            "debug" or "info" => string.Create(CultureInfo.InvariantCulture, $"no memory_sample in {lines} lines at level {lowest.Level}: the lines with samples were rotated away or filtered out"),
            _ => $"no memory_sample at level {lowest.Level}; set \"log.level\": \"info\"",
        };
    }
}
