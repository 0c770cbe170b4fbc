using System.Globalization;

namespace WesMemGuard.Units;

/// <summary>How many decimals a size is shown with.</summary>
internal static class Decimals
{
    private const int Most = 9;

    /// <summary>Less than this shows as 0.00.</summary>
    private const double Smallest = 0.005;

    /// <summary>Whether two decimals show nothing of what is there.</summary>
    public static bool IsTiny(double value) => Math.Abs(value) is > 0 and < Smallest;

    /// <summary>One decimal; two where one would hide what is there.</summary>
    public static string Of(double value)
    {
        var text = Math.Abs(value) is > 0 and < 1
            ? value.ToString("0.00", CultureInfo.InvariantCulture) : value.ToString("#,0.0",
                CultureInfo.InvariantCulture);
        return text.TrimStart('-').Trim('0') == "." ? "0.0" : text;
    }

    /// <summary>A size in MiB, or in KiB where MiB would show nothing.</summary>
    public static string Size(double bytes) =>
        IsTiny(bytes / ByteSize.MiB) ? Of(bytes / 1024) + " KiB" : InMiB(bytes) + " MiB";

    /// <summary>A size in MiB, without the unit.</summary>
    public static string InMiB(double bytes) => Of(bytes / ByteSize.MiB);

    /// <summary>
    /// A value with as few decimals as tell it from another: what is above a limit must not look like the limit.
    /// </summary>
    public static string Apart(double value, double other)
    {
        for (var places = 2; places < Most; places++)
        {
            var text = Fixed(value, places);
            if (text != Fixed(other, places))
                return text;
        }

        return Fixed(value, Most);
    }

    private static string Fixed(double value, int places) =>
        value.ToString("#,0." + new string('0', places), CultureInfo.InvariantCulture);
}
