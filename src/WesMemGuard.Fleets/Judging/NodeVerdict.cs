using WesMemGuard.Fleets.Series;
using WesMemGuard.Reasons;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Fleets.Judging;

/// <summary>What came of one node of a fleet.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Labels">Its labels.</param>
/// <param name="Lives">Each process that ran there, in the order of time; empty: there is nothing to judge.</param>
internal sealed record NodeVerdict(string Name, LabelSet Labels, IReadOnlyList<LifeVerdict> Lives)
{
    /// <summary>What it is beside its labels: versions, the chain.</summary>
    public LabelSet Facts { get; init; } = LabelSet.Empty;

    /// <summary>Why there is nothing to judge; null: it was judged.</summary>
    public Reason? Error { get; init; }

    /// <summary>The verdict of each limit, in the budget's order: broken when any life broke it, held when all held it.</summary>
    public IReadOnlyList<Verdict> Verdicts { get; } = Together(Lives);

    /// <summary>The worst outcome; null with nothing to judge.</summary>
    public Outcome? Worst => Verdicts.Count == 0 ? null : Verdicts.Max(v => v.Outcome);

    /// <summary>How often the process was replaced.</summary>
    public int Restarts => Math.Max(0, Lives.Count - 1);

    /// <summary>Why the node counts as gone at the end; null when it was there.</summary>
    public Reason? Gone => Lives.Count == 0 ? null : Lives[^1].Verdict.NodeGone;

    /// <summary>A short course of the first limit's figure, for a small chart; empty where there is none.</summary>
    public IReadOnlyList<float> Course { get; init; } = [];

    /// <summary>The exit code of this node alone.</summary>
    public int ExitCode => Error is not null || Lives.Count == 0 ? ExitCodes.BadInput : ExitCodes.Of(Worst!.Value);

    private static List<Verdict> Together(IReadOnlyList<LifeVerdict> lives) => lives.Count == 0
        ? []
        : [.. Enumerable.Range(0, lives[0].Verdict.Verdicts.Count).Select(i => One([.. lives.Select(l => l.Verdict.Verdicts[i])]))];

    /// <summary>What broke is told first; else the longest life that keeps the limit from holding; else the longest.</summary>
    private static Verdict One(List<Verdict> lives) =>
        lives.FindLast(v => v.Outcome == Outcome.Broken)
        ?? Longest(lives, v => v.Outcome == Outcome.Inconclusive)
        ?? Longest(lives, v => v.Outcome == Outcome.NotMeasured)
        ?? Longest(lives, _ => true)!;

    private static Verdict? Longest(List<Verdict> lives, Func<Verdict, bool> which) => lives.Where(which).MaxBy(v => v.To - v.From);
}

/// <summary>One process of a node.</summary>
/// <param name="From">Its first reading, UTC.</param>
/// <param name="To">Its last one.</param>
/// <param name="Verdict">The verdicts in the budget's order.</param>
internal sealed record LifeVerdict(DateTimeOffset From, DateTimeOffset To, RunVerdict Verdict);
