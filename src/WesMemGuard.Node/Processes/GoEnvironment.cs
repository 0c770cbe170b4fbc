using System.Globalization;
using System.Text;

namespace WesMemGuard.Node.Processes;

/// <summary>
/// GOGC and GOMEMLIMIT of a process's environment, as it was started; nothing else of it is looked at or kept.
/// </summary>
/// <param name="GoGcPercent">100 when it isn't set; <see cref="Off"/> when it is off.</param>
/// <param name="MemoryLimit">Bytes; <see cref="NoLimit"/> when it isn't set or off.</param>
internal readonly record struct GoEnvironment(double GoGcPercent, double MemoryLimit)
{
    /// <summary>What the runtime exports as GOGC when it is off.</summary>
    public const double Off = ulong.MaxValue;

    /// <summary>What the runtime exports as GOMEMLIMIT when there is none.</summary>
    public const double NoLimit = long.MaxValue;

    private const int Largest = 4 * 1024 * 1024;

    private static readonly (string Unit, double Bytes)[] Units =
        [("KiB", 1024), ("MiB", ByteSize.MiB), ("GiB", 1024 * ByteSize.MiB), ("TiB", 1024 * 1024 * ByteSize.MiB), ("B", 1)];

    /// <summary>
    /// Of a process; null when its environment can't be read, or a value is none that the runtime takes.
    /// </summary>
    public static GoEnvironment? Of(int pid)
    {
        try
        {
            using var file =
                new FileStream($"/proc/{pid}/environ", FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 4096);
            var bytes = new byte[Largest];
            var length = file.ReadAtLeast(bytes, Largest, throwOnEndOfStream: false);
            return length is 0 or Largest ? null : Of(bytes.AsSpan(0, length));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Of an environment: entries with a zero behind each.</summary>
    internal static GoEnvironment? Of(ReadOnlySpan<byte> environ)
    {
        var (percent, limit) = (Percent(Value(environ, "GOGC="u8)), Limit(Value(environ, "GOMEMLIMIT="u8)));
        return percent is { } p && limit is { } l ? new GoEnvironment(p, l) : null;
    }

    private static string Value(ReadOnlySpan<byte> environ, ReadOnlySpan<byte> name)
    {
        foreach (var range in environ.Split((byte)0))
        {
            if (environ[range].StartsWith(name))
                return Encoding.UTF8.GetString(environ[range][name.Length..]);
        }

        return "";
    }

    private static double? Percent(string text) => text switch
    {
        "" => 100,
        "off" => Off,
        _ when int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var percent) =>
            percent < 0 ? Off : percent,
        _ => null,
    };

    private static double? Limit(string text)
    {
        if (text is "" or "off")
            return NoLimit;
        var (unit, bytes) = Array.Find(Units, u => text.EndsWith(u.Unit, StringComparison.Ordinal));
        var number = unit is null ? text : text[..^unit.Length];
        return long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var many)
            ? many * (unit is null ? 1 : bytes) : null;
    }
}
