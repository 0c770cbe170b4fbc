using System.Collections.Immutable;
using WesMemGuard.Input;
using WesMemGuard.Pprof;
using WesMemGuard.Pprof.Comparing;

namespace WesMemGuard.Cli.Diffs;

/// <summary>What changed between two profiles, row by row.</summary>
/// <param name="Profiles">The two.</param>
/// <param name="By">What a row is of.</param>
/// <param name="IsHeap">Whether bytes in use are compared; else goroutines.</param>
/// <param name="Rows">All that changed, the largest growth first.</param>
internal sealed record ProfileComparison(ComparedProfiles Profiles, Grouping By, bool IsHeap, ImmutableArray<DiffRow> Rows)
{
    public ValueKind Kind => IsHeap ? ValueKind.InuseSpace : ValueKind.Goroutines;

    /// <summary>What all growing rows grew together: what shares are of, as in messages.</summary>
    public double Rise { get; } = Rows.Sum(r => (double)Math.Max(0, r.Growth.Value));

    /// <summary>Compares two profiles.</summary>
    /// <exception cref="BadInputException">They are of different kinds or processes.</exception>
    public static ProfileComparison Of(ComparedProfiles profiles, Grouping by, bool isHeap) => Refusing(profiles, () =>
    {
        if (!ProfileDiff.MayBeOneProcess(profiles.From, profiles.To))
            throw new ProfileException(
                "the two are not of one process, or not in order: a stack has fewer objects ever allocated in the later one");
        var rows = DiffTable.Between(profiles.From, profiles.To, isHeap ? ValueKind.InuseSpace : ValueKind.Goroutines, by);
        return new ProfileComparison(profiles, by, isHeap,
            [.. rows.Where(r => r.Growth.Value != 0).OrderByDescending(r => r.Growth.Value).ThenBy(r => r.Name, StringComparer.Ordinal)]);
    });

    /// <summary>Writes the stacks that grew, folded: <c>main.main;pkg.f 1234</c>.</summary>
    /// <exception cref="BadInputException">They are of different kinds.</exception>
    public void WriteFolded(TextWriter output) =>
        Refusing(Profiles, () =>
        {
            FoldedStacks.Write(ProfileDiff.Between(Profiles.From, Profiles.To), output, Kind, growthOnly: true);
            return 0;
        });

    private static T Refusing<T>(ComparedProfiles profiles, Func<T> compare)
    {
        try
        {
            return compare();
        }
        catch (ProfileException e)
        {
            throw new BadInputException(profiles.Source, DiffReasons.NotComparable(e.Message.TrimEnd('.')));
        }
    }
}
