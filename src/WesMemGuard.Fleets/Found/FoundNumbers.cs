using System.Globalization;
using WesMemGuard.Units;

namespace WesMemGuard.Fleets.Found;

/// <summary>Numbers and times as exports write them.</summary>
internal static class FoundNumbers
{
    private static readonly string[] Missing = ["NaN", "null", "nil", "None", "undefined", "N/A", "-", "+Inf", "-Inf", "Inf", "∞"];

    private static readonly string[] Dates =
    [
        "dd.MM.yyyy HH:mm:ss", "dd.MM.yyyy HH:mm", "yyyy/MM/dd HH:mm:ss", "yyyy/MM/dd HH:mm", "yyyyMMdd'T'HHmmss'Z'", "yyyyMMdd-HHmmss",
        "yyyyMMddHHmmss", "MMM d, yyyy HH:mm:ss", "yyyy年M月d日 HH:mm:ss",
    ];

    /// <summary>
    /// The figure of a field: not a number where the sample is missing, null where it is no figure at all.
    /// </summary>
    /// <param name="text">The field.</param>
    /// <param name="decimalComma">Whether a single comma parts whole from fraction.</param>
    public static double? Figure(ReadOnlySpan<char> text, bool decimalComma = false)
    {
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var plain))
            return Bounded(plain);
        foreach (var missing in Missing)
        {
            if (text.Equals(missing, StringComparison.OrdinalIgnoreCase))
                return double.NaN;
        }

        return Written(text.ToString(), decimalComma);
    }

    /// <summary>
    /// The time of a field in milliseconds; null where it is none. A number counts seconds, milli-, micro- or
    /// nanoseconds.
    /// </summary>
    /// <param name="text">The field.</param>
    /// <param name="unit">How many milliseconds its unit has; null: by its size.</param>
    /// <param name="decimalComma">Whether a single comma parts whole from fraction.</param>
    public static long? Time(ReadOnlySpan<char> text, double? unit = null, bool decimalComma = false)
    {
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            || (decimalComma
                && double.TryParse(text.ToString().Replace(',', '.'), NumberStyles.Float, CultureInfo.InvariantCulture,
                out number)))
            return Epoch(number, unit);
        if (text.Length is < 8 or > 64)
            return null;
        const DateTimeStyles utc =
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal | DateTimeStyles.AllowWhiteSpaces;
        return DateTimeOffset.TryParseExact(text, Dates, CultureInfo.InvariantCulture, utc, out var time)
            || DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, utc, out time)
            || DateTimeOffset.TryParse(WithoutNanoseconds(text), CultureInfo.InvariantCulture, utc, out time)
            ? time.ToUnixTimeMilliseconds() : null;
    }

    /// <summary>A number as a time in milliseconds; null where it can be none.</summary>
    public static long? Epoch(double number, double? unit = null)
    {
        var milliseconds =
            number * (unit ?? (Math.Abs(number) switch { < 1e11 => 1e3, < 1e14 => 1, < 1e17 => 1e-3, _ => 1e-6 }));
        return milliseconds is >= 0 and < 1e14 ? (long)Math.Round(milliseconds) : null;
    }

    /// <summary>
    /// The figure of a number as a server stores it: not a number where the sample is missing, null where it can be none.
    /// </summary>
    public static double? Stored(double number) => !double.IsFinite(number) ? double.NaN : number is >= 0 and < 1e300 ? number : null;

    private static double? Bounded(double value) => double.IsFinite(value)
        ? value is >= 0 and < 1e300 ? value : null
        : double.NaN;

    /// <summary>With a unit, with thousands apart, with a decimal comma.</summary>
    private static double? Written(string text, bool decimalComma)
    {
        var end = text.Length;
        while (end > 0 && (char.IsLetter(text[end - 1]) || text[end - 1] == '%'))
            end--;
        var unit = text[end..];
        var number = Plain(text[..end].Replace(" ", "").Replace("\u00A0", "").Replace("\u202F", "").Replace("'", ""),
            decimalComma);
        if (number is null || unit.Length == 0)
            return number;
        var size = SizeText.Parse($"{number.Value.ToString("0.##########", CultureInfo.InvariantCulture)} {Unit(unit)}",
            out var wrong);
        return wrong is null ? size : null;
    }

    private static string Unit(string unit) => unit switch
    {
        "bytes" or "byte" or "b" => "B",
        "KB" => "kB",
        _ => unit,
    };

    private static double? Plain(string text, bool decimalComma)
    {
        var (comma, dot) = (text.LastIndexOf(','), text.LastIndexOf('.'));
        var isDecimal =
            comma > dot && text.IndexOf(',') == comma && (decimalComma || dot >= 0 || text.Length - comma != 4);
        var plain = isDecimal ? text.Replace(".", "").Replace(',', '.') : text.Replace(",", "");
        return plain.Length > 0 && char.IsAsciiDigit(plain[0])
            && double.TryParse(plain, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            ? Bounded(value) : null;
    }

    /// <summary>.NET reads seven digits of a second; Influx and VictoriaMetrics write nine.</summary>
    private static string WithoutNanoseconds(ReadOnlySpan<char> text)
    {
        var dot = text.LastIndexOf('.');
        if (dot < 0)
            return text.ToString();
        var end = dot + 1;
        while (end < text.Length && char.IsAsciiDigit(text[end]))
            end++;
        return end - dot > 8 ? string.Concat(text[..(dot + 8)], text[end..]) : text.ToString();
    }
}
