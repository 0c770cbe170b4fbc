using System.Collections.Immutable;

namespace WesMemGuard.Pprof.Tests;

/// <summary>One function of a top list.</summary>
/// <param name="Function">The function, as <c>go tool pprof</c> prints it.</param>
/// <param name="Flat">What the function itself holds: stacks on which it is the innermost call.</param>
/// <param name="Cumulative">What it and all it called hold: stacks on which it stands anywhere.</param>
internal readonly record struct TopRow(string Function, long Flat, long Cumulative);

/// <summary>The functions of a profile by what they hold: the list <c>go tool pprof -top</c> prints.</summary>
internal static class TopTable
{
    /// <summary>All functions that hold anything, by size of flat, then by name.</summary>
    /// <exception cref="ProfileException">The profile doesn't count this.</exception>
    public static ImmutableArray<TopRow> Of(GoProfile profile, ValueKind kind)
    {
        var index = profile.IndexOf(kind);
        TopSums sums = new();
        foreach (var sample in profile.Samples)
            sums.Add(sample.Stack, sample.Values[index]);
        return
        [
            .. sums.Rows.Where(row => row.Flat != 0 || row.Cumulative != 0)
                .OrderByDescending(row => Math.Abs(row.Flat))
                .ThenBy(row => row.Function, StringComparer.Ordinal),
        ];
    }
}
