using System.Text.Json.Serialization;
using WesMemGuard.Reasons;

namespace WesMemGuard.Runs;

/// <summary>Why a source holds no memory readings at all.</summary>
/// <param name="Kind">What is the matter.</param>
/// <param name="Lines">How many lines were read.</param>
/// <param name="Broken">How many of them can't be read.</param>
/// <param name="Level">The lowest level of a line.</param>
/// <param name="FirstProblem">What is wrong with the first that can't be read.</param>
public sealed record EmptySource(EmptyKind Kind, long Lines = 0, long Broken = 0, string? Level = null, string? FirstProblem = null)
{
    /// <summary>All of it, to be said in the reader's language.</summary>
    [JsonIgnore]
    public Reason Why => EmptyReasons.Of(Kind, Lines, Broken, Level ?? "", FirstProblem ?? "");
}

/// <summary>What keeps a source from holding readings.</summary>
public enum EmptyKind
{
    /// <summary>There is not one line.</summary>
    NoLine,

    /// <summary>Lines are there, some broken, and none holds a sample.</summary>
    Broken,

    /// <summary>No line is one of the node's.</summary>
    Foreign,

    /// <summary>Lines of the level that samples are written at are there, but no samples.</summary>
    RotatedAway,

    /// <summary>The level is above that of samples.</summary>
    LevelTooHigh,
}
