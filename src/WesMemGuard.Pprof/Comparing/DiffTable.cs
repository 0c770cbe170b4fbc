using System.Collections.Immutable;
using WesMemGuard.Pprof.Attribution;

namespace WesMemGuard.Pprof.Comparing;

/// <summary>One line of a comparison.</summary>
/// <param name="Name">Function, package or module, by the grouping asked for.</param>
/// <param name="Module">The module it belongs to.</param>
/// <param name="From">What it held in the earlier profile.</param>
/// <param name="To">What it held in the later profile.</param>
/// <param name="Growth">The difference, with what the sampling leaves open.</param>
internal readonly record struct DiffRow(string Name, AttributedModule Module, long From, long To, SampledBytes Growth);

/// <summary>Two profiles of one process side by side.</summary>
internal static class DiffTable
{
    /// <summary>All holders that hold or held something, by the size of their change, then by name.</summary>
    /// <exception cref="ProfileException">The profiles can't be compared or don't count this.</exception>
    public static ImmutableArray<DiffRow> Between(GoProfile from, GoProfile to, ValueKind kind, Grouping grouping,
        Attributor? attributor = null)
    {
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(to);
        return
        [
            .. HolderTable.Of([from, to], kind, grouping, attributor ?? new Attributor(ProgramMap.For([from, to]))).Holders
                .Select(h => new DiffRow(h.Name, h.Grown(0, 1).Module, h.Value(0), h.Value(1), h.Growth(0, 1)))
                .Where(row => row.From != 0 || row.To != 0)
                .OrderByDescending(row => Math.Abs(row.Growth.Value))
                .ThenBy(row => row.Name, StringComparer.Ordinal),
        ];
    }
}
