namespace WesMemGuard.Runs;

/// <summary>
/// Time that a run should have seen and did not, or of which what was seen can't be trusted: a limit over it is not
/// held.
/// </summary>
/// <param name="Kind">How it was lost.</param>
/// <param name="From">The last moment before it that was seen, UTC; null: it may be anywhere up to its end.</param>
/// <param name="To">Its end, UTC, as far as that is known; null: open.</param>
/// <param name="Part">What of the run is lost.</param>
public sealed record RunLoss(LossKind Kind, DateTimeOffset? From, DateTimeOffset? To, RunPart Part = RunPart.All)
{
    /// <summary>The file that shows it, as messages call it; null: none does.</summary>
    public string? File { get; init; }

    /// <summary>The first line of <see cref="File"/> that is wrong; null: none in particular.</summary>
    public long? Line { get; init; }

    /// <summary>How many lines, or answers, are lost; null: not known.</summary>
    public long? Count { get; init; }
}

/// <summary>How a part of a run was lost.</summary>
public enum LossKind
{
    /// <summary>The run was ended by its user before its time.</summary>
    Interrupted,

    /// <summary>The run or recording has no end: the harness was killed, or its disk was full.</summary>
    NoEnd,

    /// <summary>A file ends within a line.</summary>
    Torn,

    /// <summary>A compressed file is cut off, or its check sum is wrong.</summary>
    Damaged,

    /// <summary>A recording holds fewer answers than it counts itself.</summary>
    Incomplete,

    /// <summary>Lines that should hold samples can't be read.</summary>
    Unreadable,

    /// <summary>Earlier rotations of a log are gone.</summary>
    EarlierGone,

    /// <summary>A line of the run file is not what was written.</summary>
    Altered,

    /// <summary>The disk was full, so that what came then could not be kept.</summary>
    DiskFull,
}

/// <summary>A part of what a run sees.</summary>
public enum RunPart
{
    /// <summary>Everything.</summary>
    All,

    /// <summary>What the node answered.</summary>
    Answers,

    /// <summary>Looks at the process.</summary>
    Process,

    /// <summary>Profiles.</summary>
    Profiles,
}
