using System.Globalization;
using WesMemGuard.Texts;
using WesMemGuard.Units;

namespace WesMemGuard.Reasons;

/// <summary>Numbers, sizes, times and names: the same in every language.</summary>
internal static class ReasonFigures
{
    public static string Write(ReasonValue value, string? format) => value switch
    {
        ReasonValue.Number number =>
            number.Value.ToString(format ?? (Math.Abs(number.Value) >= 1000 ? "#,0.#" : "0.##"),
                CultureInfo.InvariantCulture),
        ReasonValue.Size size => format switch
        {
            null => Decimals.Size(size.Value.Bytes),
            "bare" => Decimals.InMiB(size.Value.Bytes),
            _ => throw new FormatException($"a size has no format \"{format}\""),
        },
        ReasonValue.Duration duration => Write(duration.Value, format),
        ReasonValue.Instant instant =>
            instant.Value.UtcDateTime.ToString(format ?? "HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        // What somebody else said must not end a line of ours either.
        ReasonValue.Name name => SafeText.Of(name.Value).Replace("\n", "\\u000A"),
        _ => throw new FormatException($"{value} can't be written"),
    };

    private static string Write(TimeSpan duration, string? format) => format switch
    {
        null => DurationText.Write(duration),
        "s" => duration.TotalSeconds.ToString("0", CultureInfo.InvariantCulture),
        "min" => duration.TotalMinutes.ToString("0", CultureInfo.InvariantCulture),
        "round" => duration.TotalMinutes >= 2 ? Write(duration, "min") + " min" : Write(duration, "s") + " s",
        "h" => duration.TotalHours.ToString("0.##", CultureInfo.InvariantCulture),
        _ => throw new FormatException($"a duration has no format \"{format}\""),
    };
}
