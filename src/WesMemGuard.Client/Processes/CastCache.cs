using System.Reflection;

namespace WesMemGuard.Client.Processes;

/// <summary>
/// The table in which the runtime remembers which type can be cast to which. It lies in the managed heap as any array does and doubles from
/// 3 KB to 96 KB while a program meets new pairs of types: seconds after its first call a client that keeps nothing seems to keep 6 KB.
/// </summary>
internal static class CastCache
{
    private const BindingFlags Statics = BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public;

    /// <summary>An array's header and length, and what its size is a multiple of.</summary>
    private const int Header = 24, Alignment = 8;

    // Where the runtime keeps it is its own affair: one that keeps it elsewhere is weighed with it.
    private static readonly FieldInfo? Table = typeof(object).Assembly
        .GetType("System.Runtime.CompilerServices.CastHelpers")?.GetField("s_table", Statics);

    /// <summary>The bytes that it takes now; 0 where it isn't found.</summary>
    public static long Bytes => Table?.GetValue(null) is int[] table
        ? (Header + (table.LongLength * sizeof(int)) + Alignment - 1) / Alignment * Alignment : 0;
}
