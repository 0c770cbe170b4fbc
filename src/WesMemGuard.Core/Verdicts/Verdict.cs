using WesMemGuard.Reasons;

namespace WesMemGuard.Verdicts;

/// <summary>What the evidence says of one limit. There are four, never two.</summary>
public enum Outcome
{
    /// <summary>The evidence says the limit was kept.</summary>
    Held,

    /// <summary>The evidence can't tell; the reason says what would be needed.</summary>
    Inconclusive,

    /// <summary>The figure was never really measured.</summary>
    NotMeasured,

    /// <summary>The evidence says the limit was not kept.</summary>
    Broken,
}

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

/// <summary>A function that may hold the growth, from heap or goroutine profiles.</summary>
/// <param name="Function">The nearest function of the node on the stack.</param>
/// <param name="Where">File and line.</param>
/// <param name="Module">The module, or a library.</param>
/// <param name="Bytes">Growth in bytes (goroutines: count).</param>
/// <param name="Low">Lower end of its interval.</param>
/// <param name="High">Upper end of its interval.</param>
/// <param name="Share">Share of the whole growth, 0..1.</param>
public sealed record Suspect(string Function, string? Where, string Module, double Bytes, double Low, double High, double Share)
{
    /// <summary>The time between the two profiles that the growth was read from.</summary>
    public TimeSpan Elapsed { get; init; }

    /// <summary>What kind of holder the module is.</summary>
    public SuspectHolder Holder { get; init; }

    /// <summary>The module with what is special about it: <c>api (no reporter)</c>.</summary>
    public Reason Held => MessageReasons.Holder(Module, Holder);

    /// <summary>What its goroutines wait for and how long, by a dump of the run; null without one.</summary>
    public Waiting? Waits { get; init; }

    /// <summary>Where its goroutines stand, the innermost call first; empty for memory.</summary>
    public IReadOnlyList<string> Stack { get; init; } = [];

    /// <summary>Growth an hour; null when the time is unknown.</summary>
    public double? PerHour => Hourly(Bytes);

    /// <summary>Lower end of the interval of <see cref="PerHour"/>.</summary>
    public double? PerHourLow => Hourly(Low);

    /// <summary>Upper end of the interval of <see cref="PerHour"/>.</summary>
    public double? PerHourHigh => Hourly(High);

    private double? Hourly(double amount) => Elapsed > TimeSpan.Zero ? amount / Elapsed.TotalHours : null;
}

/// <summary>What kind of holder a suspect's module is.</summary>
public enum SuspectHolder
{
    /// <summary>A module of the node, or the Go runtime.</summary>
    Module,

    /// <summary>A part of the node without a reporter: no counter of the node ever shows it.</summary>
    NoReporter,

    /// <summary>A third party's library with no code of the node on the stack.</summary>
    ThirdParty,
}

/// <summary>What goroutines of one function wait for.</summary>
/// <param name="For">The runtime's word: <c>select</c>.</param>
/// <param name="LeastMinutes">The shortest wait.</param>
/// <param name="MostMinutes">The longest wait.</param>
/// <param name="Goroutines">How many wait.</param>
public sealed record Waiting(string For, int LeastMinutes, int MostMinutes, long Goroutines)
{
    /// <summary>All of it: <c>select, 3 .. 95 min (5 goroutines)</c>.</summary>
    public Reason Text => MessageReasons.Waiting(For, LeastMinutes, MostMinutes, Goroutines);
}

/// <summary>Growth of the live heap that the modules' own counters don't show: who holds it.</summary>
/// <param name="Bytes">The growth that the shares are of.</param>
/// <param name="Counted">What the counters show of it.</param>
/// <param name="Shares">Module by profile, goroutine stacks, arenas, unexplained; they add up to 1.</param>
public sealed record DarkGrowth(double Bytes, double Counted, IReadOnlyList<GrowthShare> Shares);

/// <summary>A part of a growth.</summary>
/// <param name="Kind">Who holds it.</param>
/// <param name="Holder">The module's name, or the kind's in JSON: <c>other modules</c>, <c>own counters</c>,
/// <c>goroutine stacks</c>, <c>arenas</c>, <c>unexplained</c>.</param>
/// <param name="Share">0..1.</param>
public readonly record struct GrowthShare(GrowthHolder Kind, string Holder, double Share);

/// <summary>Who may hold a part of a growth.</summary>
public enum GrowthHolder
{
    /// <summary>A module, by heap profiles.</summary>
    Module,

    /// <summary>The other modules, by heap profiles.</summary>
    OtherModules,

    /// <summary>Modules, by their own counters, where no profile tells.</summary>
    OwnCounters,

    /// <summary>Stacks of goroutines.</summary>
    GoroutineStacks,

    /// <summary>Blocks that caches and databases allocate in advance.</summary>
    Arenas,

    /// <summary>Nobody known.</summary>
    Unexplained,
}

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

/// <summary>The exit codes of the command-line tool.</summary>
internal static class ExitCodes
{
    /// <summary>Every limit held.</summary>
    public const int Held = 0;

    /// <summary>A limit is broken, or a suite is not as expected.</summary>
    public const int Broken = 1;

    /// <summary>The evidence can't tell.</summary>
    public const int Inconclusive = 2;

    /// <summary>A figure was never measured.</summary>
    public const int NotMeasured = 3;

    /// <summary>A file is wrong, or absent, or asks for what is not there.</summary>
    public const int BadInput = 4;

    /// <summary>The node never answered, or is gone at the end.</summary>
    public const int NoNode = 5;

    /// <summary>Wrong usage of the command.</summary>
    public const int Usage = 64;

    /// <summary>An error of our own.</summary>
    public const int Internal = 70;

    /// <summary>What was asked for can't be written: a full disk, a read-only folder, a closed pipe.</summary>
    public const int Unwritable = 74;

    private static readonly int[] WorstFirst = [Internal, Usage, Unwritable, BadInput, NoNode, Broken, NotMeasured, Inconclusive, Held];

    /// <summary>The code of an outcome.</summary>
    public static int Of(Outcome outcome) => outcome switch
    {
        Outcome.Held => Held,
        Outcome.Broken => Broken,
        Outcome.Inconclusive => Inconclusive,
        Outcome.NotMeasured => NotMeasured,
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "not one of the four outcomes"),
    };

    /// <summary>The worse of two codes.</summary>
    public static int Worse(int one, int other) =>
        Array.IndexOf(WorstFirst, one) <= Array.IndexOf(WorstFirst, other) ? one : other;
}
