using System.Globalization;

namespace WesMemGuard.Units;

/// <summary>Sizes as they stand in files: a number, a space and B, KiB, MiB, GiB (1024-based), kB, MB or GB (1000-based).</summary>
internal static class SizeText
{
    private const double Most = 9007199254740992; // 2^53: beyond it a double no longer counts single bytes

    private static readonly UnitText Units = new(
        [
            ("B", 1), ("KiB", 1024), ("MiB", 1024 * 1024), ("GiB", 1024.0 * 1024 * 1024),
            ("kB", 1e3), ("MB", 1e6), ("GB", 1e9),
        ],
        Most,
        "8388608 GiB",
        "4 MiB");

    internal static string Allowed => Units.Allowed;

    internal static string Pattern => Units.Pattern;

    /// <summary>The bytes of a size, or NaN and what is wrong with it.</summary>
    /// <param name="text">A size, like <c>4 MiB</c>.</param>
    /// <param name="wrong">Null, or what was found and what is allowed.</param>
    public static double Parse(string text, out string? wrong)
    {
        (var bytes, wrong) = Units.Parse(text);
        return bytes;
    }

    /// <summary>Bytes in MiB with one decimal (<c>4.0 MiB</c>); less than 0.1 MiB in KiB, less than 0.1 KiB in B.</summary>
    public static string Write(double bytes)
    {
        var size = Math.Abs(bytes);
        if (size >= 0.1 * 1024 * 1024 || size == 0)
            return (bytes / (1024 * 1024)).ToString("0.0", CultureInfo.InvariantCulture) + " MiB";
        return size >= 0.1 * 1024
            ? (bytes / 1024).ToString("0.0", CultureInfo.InvariantCulture) + " KiB"
            : bytes.ToString("0.##", CultureInfo.InvariantCulture) + " B";
    }
}
