using WesMemGuard.Reasons;

namespace WesMemGuard.Verdicts;

/// <summary>One limit of a budget, judged on one run.</summary>
public sealed record Verdict
{
    /// <summary><c>process</c> or the module's name.</summary>
    public required string Of { get; init; }

    /// <summary>The metric as budgets write it: <c>liveHeap</c>.</summary>
    public required string Metric { get; init; }

    /// <summary>The limit as budgets write it: <c>growthPerHour</c>.</summary>
    public required string Limit { get; init; }

    /// <summary>What the evidence says.</summary>
    public required Outcome Outcome { get; init; }

    /// <summary>What was measured, in <see cref="Unit"/>; null when nothing was.</summary>
    public double? Value { get; init; }

    /// <summary>Lower end of its interval; null when the figure is exact or absent.</summary>
    public double? Low { get; init; }

    /// <summary>Upper end of its interval.</summary>
    public double? High { get; init; }

    /// <summary>The confidence of the interval, both sides, 0..1; null without an interval.</summary>
    public double? Confidence { get; init; }

    /// <summary>The limit's figure, in <see cref="Unit"/>.</summary>
    public required double Budget { get; init; }

    /// <summary><c>MiB</c>, <c>MiB/h</c>, <c>KiB/transfer</c>, <c>count</c>, <c>count/h</c>, <c>count/transfer</c>.</summary>
    public required string Unit { get; init; }

    /// <summary>Start of the judged window, UTC.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>End of the judged window, UTC.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>The moment from which a broken limit was passed, UTC; null when it isn't broken, or only levels were compared.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Samples or points that the figure rests on.</summary>
    public int Samples { get; init; }

    /// <summary>
    /// What was read: <c>next_gc</c>, <c>gc=1</c>, <c>go_gc_heap_live_bytes</c>, <c>floors</c>, <c>/proc</c>,
    /// <c>/api/v1/system/memory</c>, …
    /// </summary>
    public required string Evidence { get; init; }

    /// <summary>Why this outcome.</summary>
    public required Reason Reason { get; init; }

    /// <summary>
    /// For an inconclusive growth, how much more would decide: hours of <c>growthPerHour</c>, else cycles or units of
    /// work; null when none would or it isn't known.
    /// </summary>
    public double? More { get; init; }

    /// <summary>Things a reader must know beside the reason: aliases, marks, fall-backs.</summary>
    public IReadOnlyList<Reason> Notices { get; init; } = [];

    /// <summary>Who may hold the growth, largest share first.</summary>
    public IReadOnlyList<Suspect> Suspects { get; init; } = [];

    /// <summary>
    /// Who is seen to hold the growth by other evidence than profiles, the largest first; empty when the limit is not broken.
    /// </summary>
    public IReadOnlyList<SeenHolder> Seen { get; init; } = [];

    /// <summary>
    /// The live heap's growth that no counter of the node shows, by who holds it; null when counters show it, or the limit is not broken.
    /// </summary>
    public DarkGrowth? DarkGrowth { get; init; }

    /// <summary>One command to paste that shows more of a broken limit; null where no profile could show anything.</summary>
    public string? Next { get; init; }

    /// <summary>The whole message, to be said in the reader's language.</summary>
    public required VerdictMessage Message { get; init; }
}
