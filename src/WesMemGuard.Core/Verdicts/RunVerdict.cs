using WesMemGuard.Reasons;

namespace WesMemGuard.Verdicts;

/// <summary>All verdicts of one run, in the budget's order.</summary>
/// <param name="Verdicts">One a limit.</param>
internal sealed record RunVerdict(IReadOnlyList<Verdict> Verdicts)
{
    /// <summary>The worst outcome by rank: broken, not measured, inconclusive, held. A run without limits never gets here.</summary>
    public Outcome Worst => Verdicts.Max(v => v.Outcome);

    /// <summary>Why the node never answered or is gone at the end; null when it was there.</summary>
    public Reason? NodeGone { get; init; }

    /// <summary>What the loads of the run came to, in the order of its phases.</summary>
    public IReadOnlyList<LoadRow> Loads { get; init; } = [];

    /// <summary>What there is to know of the run beside its limits: a chain that stood while it mined, transfers in no block.</summary>
    public IReadOnlyList<Reason> Remarks { get; init; } = [];

    /// <summary>What of the run was not seen, in the order of time; empty: all of it was.</summary>
    public IReadOnlyList<SeenLoss> Losses { get; init; } = [];

    /// <summary>The exit code that <see cref="Worst"/> means, or the one of an absent node, which ranks above it.</summary>
    public int ExitCode => NodeGone is null ? ExitCodes.Of(Worst) : ExitCodes.NoNode;
}
