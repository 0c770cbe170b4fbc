using System.Globalization;
using WesMemGuard.Units;

namespace WesMemGuard.Proposals;

/// <summary>Figures as files hold them, so that reading them again gives the very same figure.</summary>
internal static class ExactText
{
    private const double KiB = 1024;

    /// <summary>
    /// A number with the digits that it takes, and without an exponent, which sizes and durations can't have.
    /// </summary>
    public static string Number(double value)
    {
        var text = value.ToString("R", CultureInfo.InvariantCulture);
        var exponent = text.IndexOf('E', StringComparison.Ordinal);
        if (exponent < 0)
            return text;
        var digits = text[..exponent].Replace(".", "", StringComparison.Ordinal);
        var point =
            1 + int.Parse(text.AsSpan(exponent + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        return point <= 0 ? "0." + new string('0', -point) + digits : digits.PadRight(point, '0');
    }

    /// <summary>In MiB or KiB where that is a short number, else in bytes.</summary>
    public static string Size(double bytes)
    {
        foreach (var (name, factor) in new[] { ("MiB", ByteSize.MiB), ("KiB", KiB) })
        {
            var text = $"{(bytes / factor).ToString("0.####", CultureInfo.InvariantCulture)} {name}";
            if (SizeText.Parse(text, out _) == bytes)
                return text;
        }

        return Number(bytes) + " B";
    }

    /// <summary>In the unit that people read where that is a short number, else in seconds.</summary>
    public static string Duration(TimeSpan duration)
    {
        var text = DurationText.Write(duration);
        return DurationText.Parse(text, out _) == duration ? text : Number(duration.TotalSeconds) + " s";
    }
}
