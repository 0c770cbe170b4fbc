using WesMemGuard.Measurement;
using WesMemGuard.Reasons;
using WesMemGuard.Verdicts;
using WesMemGuard.Verdicts.Limits;

namespace WesMemGuard.Comparison;

/// <summary>
/// The difference of two builds in one figure. Numbers are in the figure's own unit: bytes or a count, an hour or a unit.
/// </summary>
/// <param name="Figure">Which figure.</param>
/// <param name="Outcome">What the evidence says.</param>
/// <param name="Reason">Why.</param>
internal sealed record BuildDifference(ComparedFigure Figure, BuildOutcome Outcome, Reason Reason)
{
    /// <summary>Head less base; null when it was not measured.</summary>
    public double? Value { get; init; }

    /// <summary>Lower end of its interval; null when it is unknown.</summary>
    public double? Low { get; init; }

    /// <summary>Upper end of its interval; null when it is unknown.</summary>
    public double? High { get; init; }

    /// <summary>The confidence of the interval, both sides, 0..1; null without one.</summary>
    public double? Confidence { get; init; }

    /// <summary>
    /// What <see cref="BuildOutcome.Same"/> is within, and what a difference must exceed; null where nothing was measured.
    /// </summary>
    public double? Tolerance { get; init; }

    /// <summary>Whether the budget names the tolerance; else it is the smallest that these rounds can tell.</summary>
    public bool IsNamed { get; init; }

    /// <summary>The base's own figure; null when it was not measured.</summary>
    public double? Base { get; init; }

    /// <summary>The head's own figure; null when it was not measured.</summary>
    public double? Head { get; init; }

    /// <summary>Pairs that the difference rests on, over all rounds.</summary>
    public int Pairs { get; init; }

    /// <summary>What was read: <c>next_gc</c>, <c>/proc</c>, …; null when nothing was.</summary>
    public string? Evidence { get; init; }

    /// <summary>Whether a side of it was never really measured.</summary>
    public bool IsUnmeasured { get; init; }

    /// <summary>How much longer a round would have to be to decide, in hours; null when that is not known, or it is decided.</summary>
    public double? MoreHours { get; init; }

    /// <summary>From when on it was judged in the first round, UTC.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Until when, UTC.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>Who makes the difference, the largest first; empty when it is none, or profiles don't tell.</summary>
    public IReadOnlyList<BuildCulprit> Culprits { get; init; } = [];

    /// <summary>Why nobody is named for a head that is worse; null where somebody is, or nobody was looked for.</summary>
    public Reason? WhyNobody { get; init; }

    /// <summary>An amount of the figure in its unit: <c>6.1 MiB/h</c>.</summary>
    public string Amount(double value) => FigureText.Of(Figure.ToLimit(), Shown(value));

    /// <summary>The difference with its sign and interval: <c>+6.1 MiB/h (99.8 % interval 4.9 .. 7.2)</c>; <c>-</c> without one.</summary>
    public Reason Measured => Value is { } value
        ? ComparisonReasons.Measured((value > 0 ? "+" : "") + Amount(value), Interval(value))
        : ComparisonReasons.NotMeasured();

    private Reason? Interval(double value) => Low is { } low && High is { } high && Confidence is { } confidence
        ? MessageReasons.Interval(Math.Floor(confidence * 1000) / 10, Bare(low, value), Bare(high, value)) : null;

    private string Bare(double end, double beside) => FigureText.Bare(Figure.ToLimit(), Shown(end), Shown(beside));

    /// <summary>A count that two decimals show as nothing is nothing, and not "-0".</summary>
    private double Shown(double value) => !Figure.Metric.IsSize() && Math.Abs(value) < 0.005 ? 0 : value;
}

/// <summary>A function that holds more in one build than in the other.</summary>
/// <param name="Function">The nearest function of the program on the stack.</param>
/// <param name="Module">Its module.</param>
/// <param name="Amount">By how much more it grew in the head: bytes or goroutines.</param>
/// <param name="Low">Lower end of its interval.</param>
/// <param name="High">Upper end of its interval.</param>
/// <param name="IsNew">Whether no profile of the base has a function of that name.</param>
internal sealed record BuildCulprit(string Function, string Module, double Amount, double Low, double High, bool IsNew);

/// <summary>All differences of two builds.</summary>
/// <param name="Differences">One a figure.</param>
/// <param name="Rounds">How many rounds they rest on.</param>
/// <param name="Remarks">What a reader must know of the whole.</param>
internal sealed record BuildVerdict(IReadOnlyList<BuildDifference> Differences, int Rounds, IReadOnlyList<Reason> Remarks)
{
    /// <summary>Whether the head ended by itself where the base did not: that is worse, whatever the figures say.</summary>
    public bool HeadDied { get; init; }

    /// <summary>
    /// Worse where any figure is; else can't tell where one that the verdict waits for (<see cref="ComparedFigure.IsMain"/>) can't be
    /// told; else better where at least one is; else the same.
    /// </summary>
    public BuildOutcome Outcome => HeadDied || Differences.Any(d => d.Outcome == BuildOutcome.Worse) ? BuildOutcome.Worse
        : Untold.Any() || Differences.Count == 0 ? BuildOutcome.CantTell
        : Differences.Any(d => d.Outcome == BuildOutcome.Better) ? BuildOutcome.Better : BuildOutcome.Same;

    /// <summary>0: the same or better; 1: worse; 2: can't tell; 3: a figure that the verdict waits for was never measured.</summary>
    public int ExitCode => Outcome switch
    {
        BuildOutcome.Worse => ExitCodes.Broken,
        BuildOutcome.CantTell => Untold.Any(d => d.IsUnmeasured) ? ExitCodes.NotMeasured : ExitCodes.Inconclusive,
        _ => ExitCodes.Held,
    };

    /// <summary>
    /// Whether more rounds would change nothing: every figure that the verdict waits for is decided, or can't be measured.
    /// </summary>
    public bool IsDecided => HeadDied || Untold.All(d => d.IsUnmeasured);

    private IEnumerable<BuildDifference> Untold => Differences.Where(d => d.Figure.IsMain && d.Outcome == BuildOutcome.CantTell);
}
