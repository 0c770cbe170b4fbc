using WesMemGuard.Budgets;

namespace WesMemGuard.Comparison;

/// <summary>How two builds are compared.</summary>
internal sealed record ComparisonPlan
{
    /// <summary>
    /// Cut from levels and growths, from each process's start on. Two processes of one age warm up alike, which a difference does
    /// not see: so it is shorter than the judge's.
    /// </summary>
    public static readonly TimeSpan UsualWarmUp = TimeSpan.FromMinutes(2);

    /// <summary>The budget whose limits name differences that are allowed; null: none does.</summary>
    public MemoryBudget? Budget { get; init; }

    /// <summary>What is cut; null: <see cref="UsualWarmUp"/>, or the judge's own where the two are not of one age.</summary>
    public TimeSpan? WarmUp { get; init; }

    /// <summary>How often the comparison may be asked in all while rounds are added, from 1: the looks share the error.</summary>
    public int Looks { get; init; } = 1;

    /// <summary>
    /// Whether all rounds are of the same two processes, one after the other: then they tell nothing of how much two starts of one
    /// build differ.
    /// </summary>
    public bool IsOneStart { get; init; }

    /// <summary>How many starts of each build so many rounds show.</summary>
    internal int Starts(int rounds) => IsOneStart ? Math.Min(rounds, 1) : rounds;
}

/// <summary>What a round of a comparison saw.</summary>
/// <param name="Base">The run of the build that is compared with.</param>
/// <param name="Head">The run of the new build.</param>
internal sealed record BuildRound(Runs.MemoryRun Base, Runs.MemoryRun Head);
