using System.Globalization;

namespace WesMemGuard.Units;

/// <summary>Bytes of one call: to the hundredth below 1 KiB, else as all sizes are written.</summary>
internal static class CallBytesText
{
    private const double KiB = 1024;

    /// <summary><c>0 B</c>, <c>1.24 B</c>, <c>27.9 KiB</c>.</summary>
    public static string Write(double bytes) => Math.Abs(bytes) < KiB
        ? (Math.Round(bytes, 2) + 0.0).ToString("0.##", CultureInfo.InvariantCulture) + " B"
        : SizeText.Write(bytes);
}
