using WesMemGuard.Harness.Targets;
using WesMemGuard.Reasons;

namespace WesMemGuard.Harness.Comparing;

/// <summary>How two builds are driven side by side.</summary>
/// <param name="Base">The build that is compared with.</param>
/// <param name="Head">The new build.</param>
/// <param name="Out">The folder of all runs, absolute.</param>
internal sealed record BuildOptions(BuildSource Base, BuildSource Head, string Out)
{
    /// <summary>How many rounds, from 1, where no time is named; null: one.</summary>
    public int? Rounds { get; init; }

    /// <summary>How long all rounds may take; null: what the scenario's <c>timeBudget</c> says.</summary>
    public TimeSpan? TimeBudget { get; init; }

    /// <summary>What is cut as warm-up; null: the comparison's own.</summary>
    public TimeSpan? WarmUp { get; init; }

    /// <summary>
    /// Whether no collection is asked for where the scenario asks for none; else both nodes are asked for one each 15 s where they have
    /// a diagnostics port.
    /// </summary>
    public bool IsNatural { get; init; }

    /// <summary>What live runs take beside their files.</summary>
    public LiveOptions Live { get; init; } = new();

    /// <summary>Told how the comparison stands; null: nobody asks.</summary>
    public Action<Reason>? Said { get; init; }
}
