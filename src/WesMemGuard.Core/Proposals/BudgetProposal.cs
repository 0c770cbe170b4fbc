using WesMemGuard.Budgets;
using WesMemGuard.Reasons;
using WesMemGuard.Runs;

namespace WesMemGuard.Proposals;

/// <summary>A good run that a budget is proposed from.</summary>
/// <param name="Name">How comments call it.</param>
/// <param name="Run">What was seen.</param>
internal sealed record GoodRun(string Name, MemoryRun Run);

/// <summary>What becomes of a limit.</summary>
internal enum LimitChange
{
    /// <summary>The budget had no such limit.</summary>
    Added,

    /// <summary>It stays: it fits, or no run tells.</summary>
    Kept,

    /// <summary>It becomes lower: good runs are far below it.</summary>
    Tightened,

    /// <summary>It becomes higher: good runs don't surely keep it.</summary>
    Loosened,
}

/// <summary>One limit of a proposed budget.</summary>
/// <param name="Limit">The limit with its proposed bound.</param>
/// <param name="Change">What became of it.</param>
/// <param name="Old">The bound that it had, bytes or a count; null when it is new.</param>
/// <param name="Evidence">From how many runs, what they measured; or why none tells.</param>
internal sealed record ProposedLimit(Limit Limit, LimitChange Change, double? Old, Reason Evidence)
{
    /// <summary>How many runs it rests on.</summary>
    public int Runs { get; init; }

    /// <summary>The least that a run measured, bytes or a count; null when none did.</summary>
    public double? Lowest { get; init; }

    /// <summary>The most that a run measured.</summary>
    public double? Highest { get; init; }

    /// <summary>The least bound that all runs hold, by the judge.</summary>
    public double? Needed { get; init; }

    /// <summary>What the bound leaves above <see cref="Needed"/>.</summary>
    public double? HeadRoom => Limit.Rule.Bound - Needed;

    /// <summary>What became of it, and why.</summary>
    public required Reason Why { get; init; }

    /// <summary>What the limit would have caught; null where that can't be said.</summary>
    public Reason? Catches { get; init; }

    /// <summary>What to look at before the proposal is taken: the runs grow themselves; null when nothing.</summary>
    public Reason? Warning { get; init; }
}

/// <summary>A figure that no limit is proposed for.</summary>
/// <param name="Of"><c>process</c> or the module.</param>
/// <param name="Metric">The metric's name.</param>
/// <param name="Rule">The rule's name.</param>
/// <param name="Why">Why not.</param>
internal sealed record LeftOutLimit(string Of, string Metric, string Rule, Reason Why);

/// <summary>A budget that good runs keep.</summary>
/// <param name="WarmUp">Its warm-up.</param>
/// <param name="WarmUpOfRun">Whether that counts from the run's first answer.</param>
/// <param name="Runs">The runs it rests on.</param>
/// <param name="Limits">Its limits: those of the budget before in their order, then new ones.</param>
/// <param name="LeftOut">What can't be limited by these runs.</param>
internal sealed record BudgetProposal(TimeSpan WarmUp, bool WarmUpOfRun, IReadOnlyList<string> Runs, IReadOnlyList<ProposedLimit> Limits,
    IReadOnlyList<LeftOutLimit> LeftOut)
{
    /// <summary>The budget itself.</summary>
    /// <param name="file">How messages call it.</param>
    public MemoryBudget Budget(string file) =>
        new(WarmUp, [.. Limits.Select((l, i) => l.Limit with { Line = i + 1, Column = 1 })], file) { WarmUpOfRun = WarmUpOfRun };
}
