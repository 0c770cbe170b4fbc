using System.Globalization;

namespace WesMemGuard.Units;

/// <summary>Durations as they stand in files: a number, a space and s, min or h.</summary>
internal static class DurationText
{
    private const double Most = 8784 * 3600.0; // a leap year

    private static readonly UnitText Units = new([("s", 1), ("min", 60), ("h", 3600)], Most, "8784 h (a year)", "5 min");

    internal static string Allowed => Units.Allowed;

    internal static string Pattern => Units.Pattern;

    /// <summary>A duration, or zero and what is wrong with it.</summary>
    /// <param name="text">A duration, like <c>5 min</c>.</param>
    /// <param name="wrong">Null, or what was found and what is allowed.</param>
    public static TimeSpan Parse(string text, out string? wrong)
    {
        (var seconds, wrong) = Units.Parse(text);
        return wrong is null ? new TimeSpan((long)Math.Round(seconds * TimeSpan.TicksPerSecond)) : TimeSpan.Zero;
    }

    /// <summary>A duration in its largest unit of which there is at least one: <c>90 s</c> is <c>1.5 min</c>.</summary>
    public static string Write(TimeSpan duration)
    {
        var (value, unit) = duration.TotalHours >= 1 ? (duration.TotalHours, "h")
            : duration.TotalMinutes >= 1 ? (duration.TotalMinutes, "min") : (duration.TotalSeconds, "s");
        return value.ToString("0.##", CultureInfo.InvariantCulture) + " " + unit;
    }
}
