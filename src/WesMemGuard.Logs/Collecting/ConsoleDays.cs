using WesMemGuard.Logs.Lines;

namespace WesMemGuard.Logs.Collecting;

/// <summary>
/// Counts the days of a console capture: its lines carry a time of day only, and a fall by half a day is midnight.
/// </summary>
internal sealed class ConsoleDays
{
    private static readonly TimeSpan HalfADay = TimeSpan.FromHours(12);
    private DateTimeOffset? _last;

    /// <summary>Another capture begins.</summary>
    public void Clear() => _last = null;

    /// <summary>Puts a record's times on the day that its capture has reached.</summary>
    public void Place(LineRecord record)
    {
        if (record.WrittenAt is not { } written)
            return;
        if (_last is { } last)
        {
            written = written.AddDays((last - ConsoleLine.FirstDay).Days);
            if (last - written > HalfADay)
                written = written.AddDays(1);
        }

        record.WrittenAt = _last = written;
        if (record.Time is { } time)
            record.Time = Before(time, written);
    }

    /// <summary>
    /// The sample's own time, some milliseconds before the line's, and so perhaps on the other side of midnight.
    /// </summary>
    private static DateTimeOffset Before(DateTimeOffset time, DateTimeOffset written)
    {
        time = time.AddDays((written - ConsoleLine.FirstDay).Days);
        return time - written > HalfADay ? time.AddDays(-1) : time;
    }
}
