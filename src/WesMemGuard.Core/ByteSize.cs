using System.Globalization;

namespace WesMemGuard;

/// <summary>A number of bytes. MiB is 1024-based. May be negative or fractional: a growth, a slope, a mean.</summary>
/// <param name="Bytes">The size in bytes.</param>
public readonly record struct ByteSize(double Bytes)
{
    /// <summary>Bytes in one MiB: 1,048,576.</summary>
    public const double MiB = 1024 * 1024;

    /// <summary>A size of so many MiB.</summary>
    public static ByteSize FromMiB(double mebibytes) => new(mebibytes * MiB);

    /// <summary>The size in MiB.</summary>
    public double Mebibytes => Bytes / MiB;

    /// <summary>The size in MiB, invariant, with one decimal: <c>971.2 MiB</c>.</summary>
    public override string ToString() => Mebibytes.ToString("0.0", CultureInfo.InvariantCulture) + " MiB";
}
