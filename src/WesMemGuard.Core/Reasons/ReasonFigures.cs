using System.Globalization;
using WesMemGuard.Texts;
using WesMemGuard.Units;

namespace WesMemGuard.Reasons;

/// <summary>Numbers, sizes, times and names: the same in every language.</summary>
internal static class ReasonFigures
{
    public static string Write(ReasonValue value, string? format) => value switch
    {
        ReasonValue.Number number => number.Value.ToString(format ?? "0.##", CultureInfo.InvariantCulture),
        ReasonValue.Size size => format switch
        {
            null => Decimals.Size(size.Value.Bytes),
            "bare" => Decimals.InMiB(size.Value.Bytes),
            _ => throw new FormatException($"a size has no format \"{format}\""),
        },
        ReasonValue.Duration duration => Write(duration.Value, format),
        ReasonValue.Instant instant => instant.Value.UtcDateTime.ToString(format ?? "HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        ReasonValue.Name name => SafeText.Of(name.Value),
        _ => throw new FormatException($"{value} can't be written"),
    };

    private static string Write(TimeSpan duration, string? format) => format switch
    {
        null => DurationText.Write(duration),
        "s" => duration.TotalSeconds.ToString("0", CultureInfo.InvariantCulture),
        "min" => duration.TotalMinutes.ToString("0", CultureInfo.InvariantCulture),
        "h" => duration.TotalHours.ToString("0.##", CultureInfo.InvariantCulture),
        _ => throw new FormatException($"a duration has no format \"{format}\""),
    };
}
