using WesMemGuard.Logs.Entries;
using WesMemGuard.Reasons;

namespace WesMemGuard.Logs.Collecting;

/// <summary>
/// Finds the day and zone of a console capture: from a sample that a file with whole times holds too, from the
/// settings, or from the day on which the capture was written last.
/// </summary>
internal static class ConsoleClock
{
    /// <summary>What is to be added to the capture's times.</summary>
    public static TimeSpan Shift(FamilyLog console,
        IReadOnlyDictionary<(double Rss, double HeapAlloc), DateTimeOffset> known,
        LogReadSettings settings, List<Reason> notices)
    {
        foreach (var sample in console.Samples)
        {
            if (known.TryGetValue((sample.Sample.RssBytes, sample.Sample.HeapAlloc), out var at))
                return at - sample.At;
        }

        if (settings.ConsoleDate is { } date)
            return date.ToDateTime(TimeOnly.MinValue,
                DateTimeKind.Utc) - settings.ConsoleOffset - Lines.ConsoleLine.FirstDay.UtcDateTime;
        var last = console.LastAt ?? Lines.ConsoleLine.FirstDay;
        if (console.Samples.Count > 0 && console.Samples[^1].At > last)
            last = console.Samples[^1].At;
        // A minute's slack: the file's clock may be behind the line's by rounding.
        var days = Math.Floor((console.LastWrite.AddMinutes(1) - last).TotalDays);
        var shift = TimeSpan.FromDays(days);
        notices.Add(LogReasons.DayOfLastChange(console.Family.Name, last + shift));
        return shift;
    }
}
