using WesMemGuard.Comparison;
using WesMemGuard.Reasons;
using WesMemGuard.Units;
using WesMemGuard.Verdicts;
using WesMemGuard.Verdicts.Lines;

namespace WesMemGuard.Clients;

/// <summary>The difference of two builds in what a call of a client leaves, in bytes a call.</summary>
/// <param name="Name">The client, as its test names it.</param>
/// <param name="Outcome">What the evidence says.</param>
/// <param name="Reason">Why.</param>
internal sealed record ClientDifference(string Name, BuildOutcome Outcome, Reason Reason)
{
    /// <summary>Head less base; null when a side was not measured.</summary>
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

    /// <summary>What a call of the base leaves; null when it was not measured.</summary>
    public double? Base { get; init; }

    /// <summary>What a call of the head leaves; null when it was not measured.</summary>
    public double? Head { get; init; }

    /// <summary>Calls that the base's figure rests on, over all rounds.</summary>
    public long BaseCalls { get; init; }

    /// <summary>Calls that the head's figure rests on.</summary>
    public long HeadCalls { get; init; }

    /// <summary>The types that the difference is in, the largest first; empty where it is none.</summary>
    public IReadOnlyList<DifferingType> Types { get; init; } = [];

    /// <summary>Whether a side of it was never measured.</summary>
    public bool IsUnmeasured { get; init; }

    /// <summary>The difference with its sign and interval: <c>+112 B (99 % interval 111.8 B .. 112.3 B)</c>.</summary>
    public Reason Measured => Value is { } value ? ComparisonReasons.Measured(WithSign(value), Interval()) : ComparisonReasons.NotMeasured();

    /// <summary>Bytes of a call as they are shown: <c>0 B</c>, <c>1.24 B</c>, <c>27.9 KiB</c>.</summary>
    public static string Amount(double bytes) => CallBytesText.Write(bytes);

    /// <summary>The same with its sign.</summary>
    public static string WithSign(double bytes) => (bytes > 0 ? "+" : "") + Amount(bytes);

    private Reason? Interval() => Low is { } low && High is { } high && Confidence is { } confidence
        ? MessageReasons.Interval(Math.Floor(confidence * 1000) / 10, Amount(low), Amount(high))
        : Low is > 0 and { } least ? ClientComparisonReasons.AtLeast(Amount(least)) : null;
}

/// <summary>A type of which a call leaves more, or less, in the head than in the base.</summary>
/// <param name="Name">As C# writes it.</param>
/// <param name="BytesPerCall">By how much more, in bytes a call; below 0 for less.</param>
/// <param name="CountPerCall">Objects a call, the same way.</param>
/// <param name="Path">What keeps them; null where it wasn't found.</param>
/// <param name="IsNew">Whether only the head has it.</param>
/// <param name="IsNewPath">Whether the base keeps the type too, but not on this path.</param>
internal sealed record DifferingType(string Name, double BytesPerCall, double CountPerCall, string? Path, bool IsNew, bool IsNewPath);

/// <summary>All differences of two builds of a client's tests.</summary>
/// <param name="Differences">One a client.</param>
/// <param name="Rounds">How many rounds they rest on.</param>
internal sealed record ClientComparisonVerdict(IReadOnlyList<ClientDifference> Differences, int Rounds)
{
    /// <summary>Worse where any client is; else can't tell where one can't be told; else better where one is; else the same.</summary>
    public BuildOutcome Outcome => Differences.Count == 0 ? BuildOutcome.CantTell
        : Differences.Any(d => d.Outcome == BuildOutcome.Worse) ? BuildOutcome.Worse
        : Differences.Any(d => d.Outcome == BuildOutcome.CantTell) ? BuildOutcome.CantTell
        : Differences.Any(d => d.Outcome == BuildOutcome.Better) ? BuildOutcome.Better : BuildOutcome.Same;

    /// <summary>0: the same or better; 1: worse; 2: can't tell; 3: a client was measured in one build only, or none was.</summary>
    public int ExitCode => Outcome switch
    {
        BuildOutcome.Worse => ExitCodes.Broken,
        BuildOutcome.CantTell => Differences.Any(d => d.IsUnmeasured) || Differences.Count == 0
            ? ExitCodes.NotMeasured : ExitCodes.Inconclusive,
        _ => ExitCodes.Held,
    };

    /// <summary>Whether more rounds would change nothing.</summary>
    public bool IsDecided => Differences.All(d => d.Outcome != BuildOutcome.CantTell || d.IsUnmeasured);
}
